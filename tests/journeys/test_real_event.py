"""The reports of one real event at the desk: merge, split, mend every field, and undo each, on both databases.

The reports lie beside the project and name real people: nothing of them is written here, printed, or shown when an assertion fails.
"""

import re
import sys
from pathlib import Path

import pytest

from cenotaph.model import EDITABLE, DecisionKind
from cenotaph.steps.add import add_to_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from desk_visits import Browser, desk

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "data" / "muc34" / "dev"
sys.path.insert(0, str(ROOT / "benchmarks"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the MUC reports lie beside the project and are not here"),
]
Figures = list[tuple[str, tuple[tuple[str, int | None, int | None, int | None], ...]]]


@pytest.fixture
def told(case: Case, tmp_path: Path) -> Case:
    from incidents_muc import events_of, tellings
    from muc_cross_check import texts_of

    event = max(events_of(tellings(REPORTS)), key=lambda group: len({one.document for one in group}))
    texts = texts_of(REPORTS)
    files = tmp_path / "reports"
    files.mkdir()
    for name in sorted({one.document for one in event}):
        (files / f"{name}.txt").write_text(texts[name], encoding="utf-8")
    add_to_case(case, [str(files)])
    return case


def figures(case: Case) -> Figures:
    """Every incident by its founding claim, with its bounds and members."""
    with case.reading() as record:
        return sorted(
            (one.founding_claim + " " + " ".join(sorted(member.claim_id for member in one.members)),
             tuple((f.harm, f.low, f.best, f.high) for f in one.figures))
            for one in record.incidents.all()
        )  # fmt: skip


def queue(case: Case) -> dict[str, object]:
    """What the desk finds every claim by; the state aside, which says who read it."""
    with case.reading() as record:
        return {one: {**row, "state": ""} for one, row in record.queue.all().items()}


def last(case: Case) -> int:
    with case.reading() as record:
        return record.ledger.head()


def undo(case: Case, browser: Browser) -> None:
    assert browser.post(f"/decisions/{last(case)}/revoke", {"why": "taken back"}).status_code == 303


def test_merge_split_and_undo_leave_a_real_case_as_it_was(told: Case) -> None:
    before, found = figures(told), queue(told)
    assert len(before) >= 2, "the reports tell of more than one event"
    with told.reading() as record:
        largest = sorted(record.incidents.all(), key=lambda one: -len(one.members))[:2]
    with desk(told) as browser:
        form = {"incident": [one.id for one in largest], "why": "one event"}
        assert browser.post("/incidents/merge", form).status_code == 200, "first it is shown"
        assert figures(told) == before
        assert browser.post("/incidents/merge", {**form, "confirmed": "yes"}).status_code == 303
        merged = figures(told)
        assert len(merged) == len(before) - 1
        undo(told, browser)
        same = figures(told) == before
        assert same, "undo of a merge brings back what was"
        away = largest[0].members[-1].claim_id
        form = {"claim": away, "why": "another event"}
        assert browser.post(f"/incidents/{largest[0].id}/split", {**form, "confirmed": "yes"}).status_code == 303
        assert len(figures(told)) >= len(before)
        undo(told, browser)
        same = figures(told) == before and queue(told) == found
        assert same, "undo of a split brings back what was"
    assert not verify_case(told).faults


def test_every_field_of_claims_of_real_reports_is_mended_and_undone(told: Case) -> None:
    before, found = figures(told), queue(told)
    with told.reading() as record:
        rows = list(record.claims.rows())
        texts = record.documents.texts({row.document_id for row in rows})
    mended: set[str] = set()
    with desk(told) as browser:
        for row in rows[:: max(1, len(rows) // 5)][:5]:
            words = re.findall(r"[A-Za-z]{4,}", texts[row.document_id])
            others = [one.claim.id for one in rows if one.document_id == row.document_id and one.claim.id != row.claim.id]
            form = {
                "harm": "missing" if row.claim.harm != "missing" else "killed", "low": "3", "high": "777", "approx": "true",
                "groups": ["civilians"], "boxes": "yes", "names": words[2], "speaker": words[0], "place": words[1],
                "perpetrator": words[3], "date": "1989-01", "status": "feared", "scope": "cumulative",
                **({"part_of": others[0]} if others else {}),
            }  # fmt: skip
            sent = browser.post(f"/claims/{row.claim.id}/mend", {**form, "act": "record", "why": "for trying"})
            if sent.status_code == 400 and others:  # the other is a part of this one
                form.pop("part_of")
                sent = browser.post(f"/claims/{row.claim.id}/mend", {**form, "act": "record", "why": "for trying"})
            assert sent.status_code == 303
            with told.reading() as record:
                mended |= set(record.ledger.of_kinds((DecisionKind.EDIT,))[-1].details)
            assert browser.get(f"/claims?only={row.claim.id}").status_code == 200
            undo(told, browser)
            same = figures(told) == before and queue(told) == found
            assert same, "undo of a mending brings back what was"
    assert mended == set(EDITABLE)
    assert not verify_case(told).faults
