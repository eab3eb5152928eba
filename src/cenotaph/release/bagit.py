"""Packs a folder as a BagIt bag (RFC 8493), the form in which archives take deposits."""

import shutil
from hashlib import sha256
from pathlib import Path

from cenotaph.release.manifest import file_sums

__all__ = ["write_bag"]


def write_bag(source: Path, target: Path, about: dict[str, str]) -> None:
    """Copy `source` as the payload of a new bag at `target`; `about` goes into bag-info.txt."""
    shutil.copytree(source, target / "data")
    sums = file_sums(target / "data")
    size = sum(count for _, count in sums.values())
    _write(target, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _write(target, "manifest-sha256.txt", "".join(f"{digest}  data/{name}\n" for name, (digest, _) in sums.items()))
    info = {**about, "Payload-Oxum": f"{size}.{len(sums)}"}
    _write(target, "bag-info.txt", "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items()))
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
    lines = [f"{sha256((target / name).read_bytes()).hexdigest()}  {name}\n" for name in tags]
    _write(target, "tagmanifest-sha256.txt", "".join(lines))


def _write(target: Path, name: str, text: str) -> None:
    (target / name).write_text(text, encoding="utf-8", newline="\n")
