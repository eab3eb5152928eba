"""The one form of a claim: every field mended by words of the text, an error that keeps the form, and undo that brings all back."""

from pathlib import Path

import pytest

from cenotaph.model import Claim, DecisionKind, apply_edit, fields_of_claim
from cenotaph.steps.add import add_to_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from desk_visits import desk

TEXT = (
    "OSTREL, 15 MAR 2009 (WIRE) -- At least 40 people, including 12 children, were killed in the market, the district doctor said. "
    "Residents of Varn blamed the river guard for the night of 13 March. Ada Lund, 35, and Mika Oron were taken to the school."
)


@pytest.fixture
def told(case: Case, tmp_path: Path) -> Case:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    add_to_case(case, [str(tmp_path / "one.txt")])
    return case


def claims(case: Case) -> dict[str, Claim]:
    """The claims as they stand, by their number."""
    with case.reading() as record:
        edits = record.standing.edits
        return {str(row.claim.count): apply_edit(row.claim, edits.get(row.claim.id, {})) for row in record.claims.rows()}


def document(case: Case) -> str:
    with case.reading() as record:
        return str(next(iter(record.documents.rows()))["id"])


EVERY_FIELD = {
    "harm": "injured", "low": "41", "high": "45", "approx": "true", "speaker": "Residents of Varn", "place": "the school",
    "date": "2009-03-12", "perpetrator": "the river guard", "names": "Ada Lund, 35\nMika Oron", "status": "feared",
    "scope": "cumulative", "groups": ["civilians", "families"], "boxes": "yes",
}  # fmt: skip


def test_every_field_is_mended_and_undo_brings_all_of_it_back(told: Case) -> None:
    before = claims(told)["at least 40"]
    with told.reading() as record:
        incident = record.incidents.by_claim([before.id])[before.id]
    with desk(told) as browser:
        sent = browser.post(f"/claims/{before.id}/mend", {**EVERY_FIELD, "act": "record", "why": "the text says so"})
        assert sent.status_code == 303
        with told.reading() as record:
            (made,) = record.ledger.of_kinds((DecisionKind.EDIT,))
            mended = apply_edit(before, record.standing.edits[before.id])
            named = {one.person.name for one in record.people.all()}
        assert set(made.details) == {
            "harm", "low", "high", "approx", "groups", "names", "speaker", "status", "scope", "date", "place", "perpetrator",
        }  # fmt: skip
        assert (mended.harm, mended.count.low, mended.count.high, mended.count.approx) == ("injured", 41, 45, True)
        assert mended.speaker is not None
        assert mended.speaker.of(TEXT) == mended.speaker_text == "Residents of Varn"
        assert mended.place is not None
        assert (mended.place.span.of(TEXT), mended.place.place.name) == ("the school", "the school")
        assert mended.alleged_perpetrator is not None
        assert mended.alleged_perpetrator.text == "the river guard"
        assert [(one.text, one.age) for one in mended.names] == [("Ada Lund", 35), ("Mika Oron", None)]
        assert mended.groups == ("civilians", "families")
        assert {"Ada Lund", "Mika Oron"} <= named
        card = browser.get(f"/claims?only={before.id}").text
        assert "Residents of Varn" in card
        assert "as it was read" in card
        assert "the district doctor" in card, "what was read stays beside it"
        form = browser.get(f"/claims/{before.id}/mend").text
        assert "Mika Oron" in form
        assert verify_case(told).faults == ()
        assert browser.post(f"/decisions/{made.number}/revoke", {"why": "no"}).status_code == 303
    assert fields_of_claim(claims(told)["at least 40"]) == fields_of_claim(before)
    with told.reading() as record:
        assert record.incidents.by_claim([before.id])[before.id] == incident
        assert "Mika Oron" not in {one.name for one in record.lists.records()}
    assert verify_case(told).faults == ()


def test_a_part_is_of_another_claim_of_the_document_and_of_no_part_of_its_own(told: Case) -> None:
    held = claims(told)
    whole, part = held["at least 40"], held["12"]
    with desk(told) as browser:

        def mend(claim: str, of: str) -> int:
            return browser.post(f"/claims/{claim}/mend", {"part_of": of, "act": "record", "why": "as it says"}).status_code

        if part.part_of:
            assert mend(part.id, "") == 303
        assert mend(part.id, whole.id) == 303
        assert mend(whole.id, part.id) == 400
        assert mend(whole.id, "c-of-no-document") == 400
    assert claims(told)["12"].part_of == whole.id


def test_an_error_keeps_the_form(told: Case) -> None:
    claim = claims(told)["at least 40"].id
    typed = {"speaker": "a bishop of no diocese", "low": "41", "why": "what I typed is kept", "act": "record"}
    with desk(told) as browser:
        shown = browser.post(f"/claims/{claim}/mend", typed)
        assert shown.status_code == 400
        assert "these words do not stand in the document" in shown.text
        for words in ("a bishop of no diocese", 'value="41"', "what I typed is kept"):
            assert words in shown.text
        same = browser.post(f"/claims/{claim}/mend", {"low": "40", "act": "record", "why": "as it was"})
        assert same.status_code == 400
        assert "nothing was changed" in same.text
        for field, value in (("low", "forty"), ("status", "certain"), ("scope", "x"), ("date", "March"), ("groups", "x")):
            sent = browser.post(f"/claims/{claim}/mend", {field: value, "boxes": "yes", "act": "record", "why": "no"})
            assert sent.status_code == 400, field
    with told.reading() as record:
        assert not record.decisions


def test_a_preview_says_what_to_look_at_again_and_records_nothing(told: Case) -> None:
    held = claims(told)
    form = {"low": "400", "high": "400", "date": "2010-01-01", "act": "show"}
    with desk(told) as browser:
        shown = " ".join(browser.post(f"/claims/{held['12'].id}/mend", {**form, "part_of": held["at least 40"].id}).text.split())
    assert "The words themselves read as 12." in shown
    assert "It happened after the document is dated (2009-03-15)." in shown
    with told.reading() as record:
        assert not record.decisions


def test_a_named_victim_and_words_without_a_number_are_added(told: Case) -> None:
    where = document(told)
    form = {"harm": "abducted", "act": "record", "why": "it was not read"}
    words = "were taken to the school"
    with desk(told) as browser:
        refused = browser.post(f"/documents/{where}/add", {**form, "words": words})
        assert refused.status_code == 400
        assert words in refused.text, "the form is kept"
        named = {**form, "words": words, "names": "Ada Lund, 35\nMika Oron", "place": "the school"}
        assert browser.post(f"/documents/{where}/add", named).status_code == 303
        uncounted = {**form, "harm": "injured", "words": "the night of 13 March", "speaker": "the district doctor", "low": "3"}
        assert browser.post(f"/documents/{where}/add", uncounted).status_code == 303
    added = [claim for claim in claims(told).values() if claim.rules == ("person",)]
    assert sorted((claim.harm, claim.count.low, len(claim.names)) for claim in added) == [("abducted", 2, 2), ("injured", 3, 0)]
    assert verify_case(told).faults == ()
