"""The queue: what is asked for is what is shown, counted and decided, on both databases, and a mended claim is found as mended."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cenotaph.ledger import review_claims
from cenotaph.steps.add import add_to_case
from cenotaph.steps.queue import queue_anew, queue_faults
from cenotaph.store import Case, ClaimFilter
from desk_visits import desk

REPORTS = {
    "one.txt": "OSTREL, 15 MAR 2009 (WIRE) -- At least 40 people were killed in Ostrel on 14 March 2009, hospital officials said.",
    "two.txt": "OSTREL, 16 MAR 2009 (POST) -- The mayor of Ostrel said that 68 people were killed in Ostrel on 14 March 2009.",
    "three.txt": "VARN, 3 MAY 2011 (WIRE) -- Seven people were killed and three were injured in Varn on 2 May 2011, police said.",
    "four.txt": "VARN, 9 JUN 2012 (POST) -- Ada Lund, 35, was abducted in Varn on 8 June 2012, her brother said.",
}


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    for name, words in REPORTS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    add_to_case(case, [str(tmp_path / name) for name in REPORTS])
    return case


def asked(case: Case, **fields: str) -> list[str]:
    """The numbers of the claims that are asked for, in their order."""
    with case.reading() as record:
        ids = record.queue.page(ClaimFilter(**fields), "first", 100)
        assert len(ids) == record.queue.count(ClaimFilter(**fields))
        return [str(row.claim.count) for row in record.claims.in_order(ids)]


def test_claims_are_found_by_what_they_say(filled: Case) -> None:
    assert sorted(asked(filled, harm="killed")) == ["68", "7", "at least 40"]
    assert asked(filled, harm="injured") == ["3"]
    assert sorted(asked(filled, year="2009")) == ["68", "at least 40"]
    assert asked(filled, since="2011", until="2011-12-31", harm="killed") == ["7"]
    assert asked(filled, name="ada lund") == ["1"]
    assert asked(filled, name="nobody%") == []
    assert asked(filled, state="approved") == []
    with filled.reading() as record:
        one = next(row for row in record.claims.rows() if str(row.claim.count) == "68")
    assert asked(filled, document=one.document_id) == ["68"]
    assert sorted(asked(filled, incident=one.incident_id)) == ["68", "at least 40"]


def test_bounds_on_which_the_claims_disagree_come_first(filled: Case) -> None:
    assert set(asked(filled)[:2]) == {"at least 40", "68"}


def test_facets_count_what_the_view_holds_and_lead_to_it(filled: Case) -> None:
    with desk(filled) as browser:
        page = browser.get("/claims").text
        found = {href.replace("&amp;", "&"): int(n) for href, n in re.findall(
            r'<a href="(/claims\?[^"]*harm=\w+[^"]*)"[^>]*>.*?<span class="facts">(\d+)</span>', page)}  # fmt: skip
        assert len(found) == 3
        for address, count in found.items():
            assert browser.get(address).text.count('data-row tabindex="-1"') == count, address
        chosen = browser.get("/claims?" + urlencode({"harm": "killed", "year": "2009"})).text
        assert chosen.count('class="chosen"') == 2
        assert "No claims here." in browser.get("/claims?" + urlencode({"harm": "killed", "place": "nowhere'--"})).text


def test_all_of_a_view_is_decided_and_nothing_else(filled: Case) -> None:
    with desk(filled) as browser:
        view = {"all": "yes", "harm": "killed", "year": "2009", "act": "reject", "back": "/claims?harm=killed"}
        shown = browser.post("/claims/preview", view).text
        ids = re.findall(r'name="claim" value="(c-\w+)"', shown)
        assert len(ids) == 2
        sent = {"claim": ids, "act": "reject", "why": "another war", "back": "/claims?harm=killed"}
        answer = browser.post("/claims/several", sent)
        assert (answer.status_code, answer.headers["location"]) == (303, "/claims?harm=killed")
        assert browser.post("/claims/preview", {**view, "harm": "displaced"}).status_code == 400, "an empty view decides nothing"
    with filled.reading() as record:
        states = {one: review.state for one, review in review_claims(record.ledger.all()).items()}
    assert states == dict.fromkeys(ids, "rejected")
    assert asked(filled, state="rejected", harm="killed", year="2009") == asked(filled, state="rejected")


def test_a_mended_claim_is_found_as_it_was_mended_and_undo_finds_it_as_before(filled: Case) -> None:
    with filled.reading() as record:
        one = next(row.claim.id for row in record.claims.rows() if str(row.claim.count) == "7")
    with desk(filled) as browser:
        form = {"harm": "missing", "date": "2013-01-01", "act": "record", "why": "as it says"}
        assert browser.post(f"/claims/{one}/mend", form).status_code == 303
        assert asked(filled, harm="missing", year="2013") == ["7"]
        with filled.reading() as record:
            assert not list(queue_faults(record))
        browser.post("/decisions/1/revoke", {"why": "no"})
    assert asked(filled, harm="missing") == []
    assert "7" in asked(filled, harm="killed", year="2011")


def test_rows_made_anew_are_those_that_were_kept(filled: Case) -> None:
    with filled.writing() as record:
        before = record.queue.all()
        queue_anew(record)
        assert record.queue.all() == before
        record.queue.set_states({next(iter(before)): "approved"})
        assert len(list(queue_faults(record))) == 1
