"""A case made encrypted, worked on by commands that are killed, locked: no word of it stands in any byte that is left on the disk."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "cenotaph")
PHRASE = "four quiet words here"
NAMES = ("Tarquilla Ovenswick", "Brondo Vasterhaugh", "Emmelina Quastrow")
PLACE = "Zwillbrook"
TIMES = int(os.environ.get("CENOTAPH_TIMES", "1"))


class Machine:
    """A folder that stands for the disk, its temporary files included, and one that stands for memory."""

    def __init__(self, folder: Path) -> None:
        self.disk, self.brought = folder / "disk", folder / "brought"
        self.memory = Path(tempfile.mkdtemp(prefix="m"))
        self.temporary = Path(tempfile.mkdtemp(prefix="t"))  # on the disk; a short address, for sockets lie in it
        for made in (self.disk, self.brought):
            made.mkdir(parents=True)
        (folder / "passphrase").write_text(f"{PHRASE}\n", encoding="utf-8")
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("CENOTAPH_")}
        self.env |= {"TMPDIR": str(self.temporary), "CENOTAPH_MEMORY_FOLDER": str(self.memory)}

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        given = [word.replace("PASS", str(self.brought.parent / "passphrase")) for word in arguments]
        return subprocess.Popen(
            [PROGRAM, *given], cwd=self.disk, env=self.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, code: int = 0) -> str:
        begun = self.begin(*arguments)
        said, _ = begun.communicate(timeout=300)
        assert begun.returncode == code, said
        return said

    def kill(self, at: float, *arguments: str) -> None:
        """Begin a command and kill it, and whatever it began, after `at` seconds."""
        begun = self.begin(*arguments)
        time.sleep(at)
        os.killpg(begun.pid, signal.SIGKILL)
        begun.communicate(timeout=60)

    def readable(self) -> set[str]:
        """What of the case can be read on the disk: words that stand in a file, or in the name of one."""
        words = [part for name in (*NAMES, PLACE) for part in name.split()]
        held = [
            path.read_bytes() + str(path).encode()
            for on in (self.disk, self.temporary)
            for path in on.rglob("*")
            if path.is_file()
        ]
        forms = ("utf-8", "utf-16-le")
        return {
            word
            for word in words
            for data in held
            for form in forms
            for said in (word, word.lower())
            if said.encode(form) in data
        }


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    for n in range(8):
        (made.brought / f"{PLACE}-{n}.txt").write_text(
            f"{PLACE}, {n % 27 + 1} May 2011 - {n + 2} people were killed in {PLACE}, the mayor said. Among the dead were "
            f"{', '.join(NAMES)}, all aged {n + 20}. " + "The road was closed. " * 20, encoding="utf-8",
        )  # fmt: skip
    rows = "".join(f"{n},{NAMES[n % 3]},{'mf'[n % 2]},{n % 80},2011-05-{n % 27 + 1:02},{PLACE}\n" for n in range(300))
    for name in ("one", "two"):
        (made.brought / f"{name}.csv").write_text(f"key,name,sex,age,date of death,place of death\n{rows}", encoding="utf-8")
    yield made
    shutil.rmtree(made.memory)
    shutil.rmtree(made.temporary)


def test_no_word_of_a_locked_case_is_on_the_disk_whatever_was_killed(machine: Machine) -> None:
    machine.run("init", "case", "--encrypted", "--passphrase-file", "PASS")
    adding = ("add", *map(str, sorted(machine.brought.glob("*.txt"))), "--case", "case")
    for n in range(TIMES):
        machine.kill(1.5 + n, *adding)
    assert machine.readable() == set(), "while it is unlocked, too"
    machine.run(*adding)
    for name in ("one", "two"):
        listed = ("lists", "add", str(machine.brought / f"{name}.csv"), "--name", name, "--yes", "--case", "case")
        machine.kill(2.0, *listed)
        machine.run(*listed)
    for n in range(TIMES):
        machine.kill(4.0 + 2 * n, "link", "--case", "case")
    machine.run("link", "--case", "case")
    machine.run("protect", "--words", NAMES[0], "--as", "witness", "--why", "asked", "--by", "A", "--case", "case")
    machine.kill(1.0, "backup", "killed.tar", "--case", "case")
    machine.run("backup", "whole.tar", "--case", "case")
    assert NAMES[0] in machine.run("people", "--case", "case")
    machine.run("verify", "--full", "--case", "case")
    assert machine.readable() == set()
    machine.run("lock", "--case", "case")
    assert machine.readable() == set()
    assert not [path for path in machine.memory.rglob("*") if path.is_file()], "and nothing is in memory"
    assert "this case is locked" in machine.run("people", "--case", "case", code=2)
    assert "not the passphrase" in machine.run("unlock", "--case", "case", "--passphrase-file", __file__, code=2)
    machine.run("restore", "whole.tar", "back", "--passphrase-file", "PASS")
    machine.run("unlock", "--case", "case", "--passphrase-file", "PASS")
    assert machine.run("people", "--case", "case") == machine.run("people", "--case", "back")
