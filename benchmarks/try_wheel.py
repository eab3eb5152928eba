"""Builds the wheel, installs it into fresh environments outside this folder, and runs the invented case, its check and the desk there.

What the tree's own environment happens to have cannot help it: a dependency that nothing declares is found here. Each Python on
the machine that the project supports is tried, from the oldest to the newest; versions are those of requirements.lock.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
OLDEST = (3, 11)
CHECK = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"


def pythons() -> dict[tuple[int, int], str]:
    """The oldest and the newest supported Python on this machine."""
    found: dict[tuple[int, int], str] = {}
    known = [str(path) for path in Path.home().glob(".pyenv/versions/*/bin/python")]
    for name in [sys.executable, *(f"python3.{minor}" for minor in range(11, 20)), *known]:
        try:
            said = subprocess.run([name, "-c", CHECK], capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        version = tuple(map(int, said.strip().split(".")))
        if version >= OLDEST:
            found.setdefault((version[0], version[1]), name)
    chosen = sorted(found)
    return {version: found[version] for version in sorted({chosen[0], chosen[-1]})}


def constraints(target: Path) -> Path:
    """The pinned versions without their hashes."""
    pins = re.findall(r"(?m)^([A-Za-z0-9][\w.-]*==[^\\\n]*[^\s\\])", (ROOT / "requirements.lock").read_text("utf-8"))
    target.write_text("\n".join(pins) + "\n", encoding="utf-8")
    return target


def run(*command: str, cwd: Path) -> str:
    """The output of a command; ends everything, with what it printed, when it fails."""
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "", "VIRTUAL_ENV": ""}
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed in {cwd}:\n{done.stdout}{done.stderr}")
    return done.stdout


def install(trial: Path, python: str, wheel: Path, extra: str, pinned: Path) -> None:
    """A new environment in the empty folder `trial` with the wheel and an extra of it."""
    run(python, "-m", "venv", "env", cwd=trial)
    what = f"{wheel}[{extra}]" if extra else str(wheel)
    run("env/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", str(pinned), what, cwd=trial)


def try_all(trial: Path) -> str:
    """The invented case, its check, its release, and the desk, as a newcomer would; what the check says."""
    run("env/bin/cenotaph", "demo", "--in", "demo", cwd=trial)
    said = run("env/bin/cenotaph", "verify", "--case", "demo/case", cwd=trial)
    run("env/bin/cenotaph", "verify", "--release", "demo/public", cwd=trial)
    run("env/bin/python", "-c", "import cenotaph as cn; print(cn.open_case('demo/case').incidents())", cwd=trial)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk = subprocess.Popen(
        ["env/bin/cenotaph", "serve", "--case", "demo/case", "--port", str(port)], cwd=trial, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/incidents", timeout=5).read().decode()
                break
            time.sleep(0.2)
        else:
            sys.exit("the desk did not answer")
        if "Ostremar" not in page:
            sys.exit("the desk shows no incident")
    finally:
        desk.terminate()
        desk.wait()
    return said.strip().splitlines()[0]


def try_core(trial: Path) -> str:
    """Reading and reconciling without any extra, and what is said where one is missing."""
    (trial / "a.txt").write_text("At least 12 people were killed in Ostrel on 14 March 2009, police said.", encoding="utf-8")
    run("env/bin/cenotaph", "init", "case", cwd=trial)
    run("env/bin/cenotaph", "add", "a.txt", "--case", "case", cwd=trial)
    run("env/bin/cenotaph", "verify", "--case", "case", cwd=trial)
    run("env/bin/python", "-c", "import cenotaph as cn; assert cn.read_text(open('a.txt').read()).claims", cwd=trial)
    refused = subprocess.run(["env/bin/cenotaph", "serve", "--case", "case"], cwd=trial, capture_output=True, text=True)
    if refused.returncode != 2 or "the extra [web]" not in refused.stderr:
        sys.exit(f"a missing extra is not named: {refused.stderr}")
    size = sum(path.stat().st_size for path in (trial / "env").rglob("*") if path.is_file()) / 1e6
    return f"reads, adds and verifies in {size:,.0f} MB; without [web] it says so"


def main() -> None:
    """Try the wheel on each Python, with all extras, and once with none."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
        (wheel,) = folder.glob("*.whl")
        pinned = constraints(folder / "constraints.txt")
        for version, python in pythons().items():
            trial = folder / f"trial-{version[0]}.{version[1]}"
            trial.mkdir()
            install(trial, python, wheel, "all", pinned)
            print(f"wheel[all] on Python {version[0]}.{version[1]}: {try_all(trial)}; the desk answers", flush=True)
            shutil.rmtree(trial)
        trial = folder / "core"
        trial.mkdir()
        install(trial, sys.executable, wheel, "", pinned)
        print(f"wheel alone: {try_core(trial)}")


if __name__ == "__main__":
    main()
