"""What is sealed comes back whole, and an altered, moved or shortened piece never does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.archive import Archive, Seal, seal
from cenotaph.errors import IntegrityProblem

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.text(max_size=40))
def test_bytes_and_names_come_back(data: bytes, name: str) -> None:
    sealed = Seal(KEY)
    assert sealed.open(sealed.close(data, name), name) == data
    assert sealed.plain_name(sealed.name(name)) == name


def test_what_was_altered_or_is_of_another_case_is_refused() -> None:
    sealed = Seal(KEY)
    closed = sealed.close(b"Ana Ortu", "here")
    for wrong, about, by in (
        (bytes([closed[0] ^ 1]) + closed[1:], "here", sealed),
        (closed[:-1], "here", sealed),
        (b"", "here", sealed),
        (closed, "there", sealed),
        (closed, "here", Seal(bytes(32))),
    ):
        with pytest.raises(IntegrityProblem):
            by.open(wrong, about)
    for name in (sealed.name("a")[:-2], Seal(bytes(32)).name("a"), "no hex"):
        with pytest.raises(IntegrityProblem):
            sealed.plain_name(name)
    with pytest.raises(ValueError, match="32 bytes"):
        Seal(b"short")


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 16, 40])
def test_a_file_is_sealed_in_pieces_none_of_which_can_be_moved_or_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(seal, "PIECE", 8)
    plain, closed, back = tmp_path / "plain", tmp_path / "closed", tmp_path / "back"
    plain.write_bytes(bytes(range(size)))
    Seal(KEY).close_file(plain, closed, "it")
    Seal(KEY).open_file(closed, back, "it")
    assert back.read_bytes() == plain.read_bytes()
    back.unlink()
    piece = 8 + seal.TAG_BYTES + 1
    data = closed.read_bytes()
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    for wrong in (pieces[:-1], pieces[1:], [*pieces, pieces[0]], pieces[::-1] if len(pieces) > 1 else [b"x"]):
        closed.write_bytes(b"".join(wrong))
        with pytest.raises(IntegrityProblem):
            Seal(KEY).open_file(closed, back, "it")
        assert not back.exists()


def test_a_sealed_archive_keeps_objects_by_their_hash_and_shows_neither(tmp_path: Path) -> None:
    archive = Archive(tmp_path, Seal(KEY))
    digest = archive.put(b"Ana Ortu was here")
    assert archive.put(b"Ana Ortu was here") == digest
    assert archive.get(digest, check=True) == b"Ana Ortu was here"
    with archive.adding(b"another") as waiting:
        assert [*archive.waiting()] == [waiting]
        assert archive.get(waiting) == b"another"
    assert [*archive.hashes()] == sorted([digest, waiting])
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(stored) == 2
    assert not any(b"Ortu" in path.read_bytes() or digest[2:] in path.name for path in stored)
    stored[0].rename(stored[0].with_name("0" * 90))
    assert sum(found in (digest, waiting) for found in archive.hashes()) == 1, "an altered name is no object's"
