"""Consent of several people, and words that are kept out and then forgotten."""

from pathlib import Path

import pytest

from cenotaph.errors import DecisionRefused
from cenotaph.model import stable_id
from cenotaph.protect import protections_of
from cenotaph.release.data import read_record
from cenotaph.release.make import make_release
from cenotaph.steps.decide import decide
from cenotaph.steps.protect import erase_in_case, protect_in_case
from cenotaph.store import Case
from released_case import document, everything, victim

WHO = {"decided_by": "Ana Ortu", "why": "told us"}


@pytest.fixture
def case(sqlite_case: Case) -> Case:
    """On one database: what is asked here does not depend on which."""
    return sqlite_case


def says(case: Case, subject: str, whose: str, answer: str, purpose: str = "publish") -> int:
    return decide(case, "consent", [subject], details={purpose: answer, "of": whose}, **WHO).number


def publishes(case: Case, subject: str) -> bool | None:
    with case.reading() as record:
        return protections_of(record).publishes(subject)


def test_what_one_person_gives_does_not_undo_what_another_took_back(reviewed: Case) -> None:
    letter = document(reviewed, "report.txt")
    withdrawn = says(reviewed, letter, "the witness", "withdrawn")
    says(reviewed, letter, "her brother", "given")
    assert publishes(reviewed, letter) is False
    says(reviewed, letter, "her brother", "given", "store")
    assert publishes(reviewed, letter) is False
    decide(reviewed, "revoke", [str(withdrawn)], **WHO)
    assert publishes(reviewed, letter) is True, "a reviewer decided"


def test_who_took_consent_back_may_give_it_again(reviewed: Case) -> None:
    letter = document(reviewed, "report.txt")
    says(reviewed, letter, "The  Witness", "withdrawn")
    says(reviewed, letter, "the witness", "given")
    assert publishes(reviewed, letter) is True
    says(reviewed, letter, "her brother", "refused", "store")
    assert publishes(reviewed, letter) is False, "who refuses that it is kept refuses that it is published"


def test_a_family_that_is_of_two_minds_is_not_published(reviewed: Case) -> None:
    with reviewed.reading() as record:
        child = record.victims.get(victim(reviewed, "Mira Sand"))
    assert child is not None
    says(reviewed, child.records[0], "her father", "given")
    says(reviewed, child.records[0], "her mother", "refused")
    says(reviewed, child.records[0], "her father", "given")
    assert "Mira" not in everything(make_release(reviewed).folder)


def test_the_id_of_protected_words_answers_no_guess(reviewed: Case) -> None:
    protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    with reviewed.reading() as record:
        held = [one.id for one in record.protections.all()]
    assert len(held) == 1, "said twice, they are kept once"
    assert held[0] != stable_id("p", "witness", "", "Irena Quole")


def test_words_are_forgotten_only_when_nothing_holds_them_any_more(reviewed: Case, tmp_path: Path) -> None:
    needed = protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    other = protect_in_case(reviewed, "witness", "", ["Orla Dunn"], **WHO)
    with pytest.raises(DecisionRefused, match="still holds the words"):
        erase_in_case(reviewed, needed.number, **WHO)
    erase_in_case(reviewed, other.number, **WHO)
    with reviewed.reading() as record:
        assert {one.words for one in record.protections.all()} == {("Irena Quole",), ()}
        assert "Orla" not in str(record.ledger.all())
    decide(reviewed, "revoke", [str(needed.number)], **WHO)
    done = erase_in_case(reviewed, needed.number, **WHO)
    with pytest.raises(DecisionRefused, match="does not come back"):
        decide(reviewed, "revoke", [str(done.number)], **WHO)
    for wrong in (1, 999):
        with pytest.raises(DecisionRefused, match="no such decision"):
            erase_in_case(reviewed, wrong, **WHO)


def test_who_is_protected_stays_so_when_the_words_are_forgotten(reviewed: Case) -> None:
    made = protect_in_case(reviewed, "opt_out", victim(reviewed, "Ivan Petrov"), ["Vanya Petroff"], **WHO)
    erase_in_case(reviewed, made.number, **WHO)
    record = read_record(make_release(reviewed).folder / "data", "")
    assert "Ivan Petrov" not in {one.name for one in record.people}


def test_words_cannot_be_said_to_be_erased_while_they_are_kept(reviewed: Case) -> None:
    made = protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    with pytest.raises(DecisionRefused, match="--erase"):
        decide(reviewed, "erase", [made.subjects[0]], **WHO)
