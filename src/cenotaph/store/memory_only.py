"""Where an unlocked case keeps what may never be on a disk: its key, uploads, temporary files. A folder that is in memory only.

It ends with `cenotaph lock` and when the machine is switched off. Refuses a folder of which the machine does not say that it is
in memory, and one that others may look into. It cannot prevent that a machine swaps to a disk in the clear (`swaps_to_disk`).
"""

import contextlib
import os
import shutil
import stat
import tempfile
from hashlib import sha256
from multiprocessing.util import get_temp_dir
from pathlib import Path

from cenotaph.archive import write_whole
from cenotaph.errors import CaseError
from cenotaph.settings import load_settings

__all__ = ["folder_of", "forget", "held_key", "hold_key", "keep_temporary_files", "swaps_to_disk"]

SHARED_MEMORY = "/dev/shm"  # noqa: S108 (what lies in it is in a folder of one's own, which is looked at)
IN_MEMORY = {"tmpfs", "ramfs"}
ENCRYPTED_SWAP = ("/dev/zram", "/dev/dm-", "/dev/mapper/")
KEY = "key"
PLACE_LETTERS = 16


def held_key(root: Path) -> bytes:
    """The key of the case in the folder `root`, empty where it is locked."""
    with contextlib.suppress(OSError, CaseError):
        return (_place(root) / KEY).read_bytes()
    return b""


def hold_key(root: Path, key: bytes) -> None:
    """Keep the key of a case until `forget`. Raises `CaseError` when the machine has no folder in memory."""
    write_whole(folder_of(root) / KEY, key, mode=0o600)


def folder_of(root: Path) -> Path:
    """The folder in memory of one case, made when needed. Raises `CaseError` when the machine has none."""
    folder = _place(root)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def forget(root: Path) -> None:
    """Remove all that is in memory of this case."""
    shutil.rmtree(_place(root), ignore_errors=True)


def keep_temporary_files(root: Path) -> None:
    """Have this process, and those it begins, make temporary files in memory, and leave no picture of itself when it dies.

    The sockets by which it speaks to those it begins, in which nothing lies, stay where they were: they must outlast `forget`.
    """
    get_temp_dir()
    folder = folder_of(root) / "tmp"
    folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder)
    os.environ["TMPDIR"] = os.environ["SPARK_LOCAL_DIRS"] = str(folder)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def swaps_to_disk() -> bool:
    """Whether the machine may write what is in memory to a disk that is not encrypted, as far as it says."""
    try:
        lines = Path("/proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return False
    return any(not line.startswith(ENCRYPTED_SWAP) for line in lines)


def _place(root: Path) -> Path:
    """By where the case lies: a copy of it has a key of its own."""
    return _base() / sha256(os.fsencode(root.resolve())).hexdigest()[:PLACE_LETTERS]


def _base() -> Path:
    named = load_settings().memory_folder
    places = [Path(named)] if named else [Path(place) for place in (SHARED_MEMORY, os.environ.get("XDG_RUNTIME_DIR")) if place]
    for place in places:
        if place.is_dir() and os.access(place, os.W_OK) and (named or _kind(place) in IN_MEMORY):
            return _own_folder(place)
    raise CaseError(
        "this machine has no folder that is in memory only, which an encrypted case needs for its key",
        where=", ".join(map(str, places)),
        remedy="make one (a RAM disk) and name it in CENOTAPH_MEMORY_FOLDER",
    )


def _own_folder(place: Path) -> Path:
    folder = place / f"cenotaph-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    mine = not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not stat.S_IMODE(about.st_mode) & 0o077)
    if not stat.S_ISDIR(about.st_mode) or not mine:
        raise CaseError("others may look into this folder, so no key is kept in it", where=str(folder), remedy="remove it")
    return folder


def _kind(place: Path) -> str:
    """The kind of file system of a folder, empty where the machine does not say."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return ""
    real = place.resolve()
    over = [mount for mount in mounts if real.is_relative_to(mount[1])]
    return max(over, key=lambda mount: len(mount[1]))[2] if over else ""
