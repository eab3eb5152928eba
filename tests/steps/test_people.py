"""The list of the people whom documents name: what puts somebody on it, and what takes them off."""

from pathlib import Path

import pytest

from cenotaph.errors import DecisionRefused, WrongUse
from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.show.incident_people import people_of_incidents
from cenotaph.steps.add import add_to_case
from cenotaph.steps.add_claim import MarkedWords, add_claim
from cenotaph.steps.decide import decide
from cenotaph.steps.lists import prepare_list
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

WHO = {"decided_by": "Ana Ortu", "why": "read again"}
REPORTS = {
    "first.txt": "OSTRA, 3 MAR 2014 (NORTHWIRE) -- Ada Lund, 34, and Ivo Brandt were killed at the mill in Ostra on 2 March 2014.",
    "second.txt": "VENN, 4 MAR 2014 (COURIER) -- Ada Lund, a teacher, was killed in Ostra on 2 March 2014. Edda Orn was wounded.",
}


@pytest.fixture
def reported(case: Case, tmp_path: Path) -> Case:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    add_to_case(case, [str(tmp_path / name) for name in REPORTS])
    return case


def rows(case: Case) -> dict[tuple[str, str], dict[str, str]]:
    """The rows by name and document."""
    with case.reading() as record:
        return {(one.name, one.given["document"]): dict(one.values) for one in record.lists.records()}


def id_of(case: Case, name: str, document: str) -> str:
    with case.reading() as record:
        names = {row["id"]: row["name"] for row in record.documents.rows()}
        return next(p.person.id for p in record.people.all() if (p.person.name, names[p.document_id]) == (name, document))


def faults(case: Case) -> list[str]:
    return list(verify_case(case).faults)


def test_a_person_and_document_make_one_row(reported: Case) -> None:
    found = rows(reported)
    assert set(found) == {
        ("Ada Lund", "first.txt"), ("Ivo Brandt", "first.txt"), ("Ada Lund", "second.txt"), ("Edda Orn", "second.txt"),
    }  # fmt: skip
    assert found["Ada Lund", "first.txt"]["age"] == "34"
    assert found["Edda Orn", "second.txt"]["harm"] == "injured"
    assert faults(reported) == []


def test_the_same_documents_again_change_nothing(reported: Case, tmp_path: Path) -> None:
    before = rows(reported)
    add_to_case(reported, [str(tmp_path / name) for name in REPORTS])
    assert rows(reported) == before


def test_people_mend_what_was_read_and_take_it_back(reported: Case) -> None:
    ivo = id_of(reported, "Ivo Brandt", "first.txt")
    made = decide(reported, "person", [ivo], details={"name": "Ivo M. Brandt", "age": "61", "sex": "male"}, **WHO)
    mended = rows(reported)["Ivo M. Brandt", "first.txt"]
    assert (mended["age"], mended["sex"], mended["harm"]) == ("61", "male", "killed")
    decide(reported, "revoke", [str(made.number)], **WHO)
    assert "age" not in rows(reported)["Ivo Brandt", "first.txt"]
    decide(reported, "person", [ivo], details={"as": "nobody"}, **WHO)
    assert ("Ivo Brandt", "first.txt") not in rows(reported)
    assert faults(reported) == []


def test_who_is_named_by_a_rejected_claim_alone_is_on_no_list(reported: Case) -> None:
    with reported.reading() as record:
        claim = next(row.claim for row in record.claims.rows() if any(n.text == "Edda Orn" for n in row.claim.names))
    made = decide(reported, "reject", [claim.id], **WHO)
    assert ("Edda Orn", "second.txt") not in rows(reported)
    decide(reported, "revoke", [str(made.number)], **WHO)
    assert ("Edda Orn", "second.txt") in rows(reported)
    decide(reported, "edit", [claim.id], details={"harm": "missing"}, **WHO)
    assert rows(reported)["Edda Orn", "second.txt"]["harm"] == "missing"
    assert faults(reported) == []


@pytest.mark.parametrize(
    "details", [{}, {"as": "somebody"}, {"age": "old"}, {"age": "150"}, {"sex": "f"}, {"fate": "dead"}, {"home": "Venn"}]
)
def test_what_cannot_be_meant_is_refused(reported: Case, details: dict[str, str]) -> None:
    with pytest.raises(DecisionRefused):
        decide(reported, "person", [id_of(reported, "Ivo Brandt", "first.txt")], details=details, **WHO)


def test_marking_a_name_in_a_document_adds_a_person(reported: Case, tmp_path: Path) -> None:
    text = "VENN, 5 MAR 2014 (COURIER) -- The mill stood still. For Mika Oron, 20, it ended there."
    (tmp_path / "third.txt").write_text(text, encoding="utf-8")
    add_to_case(reported, [str(tmp_path / "third.txt")])
    with reported.reading() as record:
        where = next(row["id"] for row in record.documents.rows() if row["name"] == "third.txt")
    assert ("Mika Oron", "third.txt") not in rows(reported)
    made = add_claim(reported, where, MarkedWords("Mika Oron", "killed"), **WHO)
    assert rows(reported)["Mika Oron", "third.txt"]["age"] == "20"
    assert faults(reported) == []
    decide(reported, "revoke", [str(made.number)], **WHO)
    assert ("Mika Oron", "third.txt") not in rows(reported)


def test_the_people_of_an_incident_stand_there_once_each(reported: Case) -> None:
    with reported.reading() as record:
        (found,) = (one for where, one in people_of_incidents(record).items() if where)
    assert {(one.name, one.fate, one.age) for one in found.people} == {
        ("Ada Lund", "killed", "34"), ("Ivo Brandt", "killed", ""), ("Edda Orn", "injured", ""),
    }  # fmt: skip
    assert found.sentence("killed") == "2 named: in reports 2"


def test_the_list_is_the_cases_own(reported: Case, tmp_path: Path) -> None:
    (tmp_path / "named in documents.csv").write_text("name,age\nAda Lund,34\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="own list"):
        prepare_list(reported, tmp_path / "named in documents.csv")
    with reported.reading() as record:
        assert record.lists.sizes() == {NAMED_IN_DOCUMENTS: 4}
