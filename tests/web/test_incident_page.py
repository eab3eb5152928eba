"""The page of an incident: a summary made of claims alone, day by day and source by source, as people mended them."""

from pathlib import Path

from cenotaph.show.incident_summary import SENTENCES, summarise_incident
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case
from desk_visits import desk

REPORTS = {
    "one.txt": "OSTREL, 15 MAR 2009 (WIRE) -- At least 40 people, including 12 children, were killed in Ostrel on 14 March 2009, hospital officials said.",
    "two.txt": "OSTREL, 16 MAR 2009 (POST) -- The mayor of Ostrel said that 68 people were killed in Ostrel on 14 March 2009.",
    "three.txt": "OSTREL, 17 MAR 2009 (HERALD) -- The army denied that 68 people were killed in Ostrel on 14 March 2009.",
}


def test_the_summary_says_whose_every_number_is_and_follows_what_was_mended(sqlite_case: Case, tmp_path: Path) -> None:
    for name, words in REPORTS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    add_to_case(sqlite_case, [str(tmp_path / name) for name in REPORTS])
    with sqlite_case.reading() as record:
        (one,) = record.incidents.all()
        said = summarise_incident(one, record.claims.by_id([member.claim_id for member in one.members]))
        largest = next(
            row.claim.id for row in record.claims.rows() if row.claim.count.low == 68 and row.claim.status == "asserted"
        )
    kinds = [sentence.kind for sentence in said]
    assert kinds[0] == "between"
    assert "denied" in kinds
    assert set(kinds) <= SENTENCES.keys()
    with desk(sqlite_case) as browser:
        page = " ".join(browser.get(f"/incidents/{one.id}").text.split())
        assert "Between 40 and 68 killed, say 2 independent origins." in page
        assert "children 12" in page
        assert "Denied by The army: 68 killed." in page
        for part in ("by-day", "by-source", "grades", "history"):
            assert f'id="{part}"' in page
            assert f'href="#{part}"' in page
        browser.post(f"/claims/{largest}/mend", {"low": "58", "high": "58", "act": "record", "why": "the print says 58"})
        assert "Between 40 and 58 killed, say 2 independent origins." in " ".join(
            browser.get(f"/incidents/{one.id}").text.split()
        )
