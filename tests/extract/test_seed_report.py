"""The report the project began with. Its words stay outside the repository: only numbers and codes are compared."""

from pathlib import Path

from cenotaph.extract import read_text

PARTS = {("killed", 106): ("women",), ("killed", 63): ("children",), ("killed", 70): ("elderly",)}


def test_every_figure_has_its_speaker_its_parts_and_its_day(seed: Path) -> None:
    text = seed.read_bytes().decode("utf-8-sig")
    reading = read_text(text)
    claims = {(c.harm, c.count.low): c for c in reading.claims}
    whole = claims["killed", 613]
    for key, groups in PARTS.items():
        assert claims[key].part_of == whole.id
        assert claims[key].groups == groups
    assert claims["killed", 56].part_of == whole.id
    assert claims["killed", 8].groups == ("families",)
    for key in [
        ("killed", 613),
        *PARTS,
        ("abducted", 1275),
        ("missing", 150),
        ("killed", 8),
        ("bereaved", 130),
        ("bereaved", 25),
    ]:
        assert "Ambassador" in claims[key].speaker_text
        assert claims[key].date is not None
        assert claims[key].date.interval.edtf == "1992-02-25"
        assert claims[key].date.why
    hundreds = claims["killed", 200]
    assert hundreds.count.high is None
    assert hundreds.speaker is None, "the narrator's own"
    assert len(reading.claims) == 12
    assert reading.report_date is not None
    assert reading.report_date.interval.edtf == "2022-02-22"
    assert reading.report_date.inferred


def test_legal_words_are_somebodys(seed: Path) -> None:
    reading = read_text(seed.read_bytes().decode("utf-8-sig"))
    by_term = {(c.term, c.by_body != ""): c for c in reading.characterisations}
    assert by_term["genocide", False].speaker is None
    recognised = by_term["genocide", True]
    assert "both houses" in recognised.by_body
    assert recognised.date == "2011"
    court = by_term["war crimes or crimes against humanity", True]
    assert "Court" in court.by_body
    assert "Ambassador" in recognised.speaker_text
    assert "Ambassador" in court.speaker_text
    assert "Ambassador" in by_term["ethnic cleansing", False].speaker_text
