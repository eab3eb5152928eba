"""Builds the wheel, installs it into fresh environments outside this folder, and runs the invented case and its check there.

What the tree's own environment happens to have cannot help it: a dependency that nothing declares is found here. Each Python on
the machine that the project supports is tried, from the oldest to the newest; versions are those of requirements.lock.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
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


def main() -> None:
    """Try the wheel on each Python."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
        (wheel,) = folder.glob("*.whl")
        pinned = constraints(folder / "constraints.txt")
        for version, python in pythons().items():
            trial = folder / f"trial-{version[0]}.{version[1]}"
            trial.mkdir()
            run(python, "-m", "venv", "env", cwd=trial)
            run(
                "env/bin/python",
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                "-c",
                str(pinned),
                str(wheel),
                cwd=trial,
            )
            run("env/bin/cenotaph", "demo", "--in", "demo", cwd=trial)
            said = run("env/bin/cenotaph", "verify", "--case", "demo/case", cwd=trial)
            run("env/bin/cenotaph", "verify", "--release", "demo/public", cwd=trial)
            print(f"wheel on Python {version[0]}.{version[1]}: {said.strip().splitlines()[0]}")
            shutil.rmtree(trial)


if __name__ == "__main__":
    main()
