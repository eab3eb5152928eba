"""What a change makes of the incidents is what making them all anew would, and costs no more than it touches."""

import random
import shutil
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from cenotaph.errors import DecisionRefused
from cenotaph.model import Incident, Role
from cenotaph.reconcile import blocking, rarity
from cenotaph.steps.decide import decide, preview_decision
from cenotaph.steps.joining import find_change
from cenotaph.steps.read_offered import Prepared, read_offered, with_reading
from cenotaph.steps.reconcile import incident_faults
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import Case, open_case

WIRE = (
    "TULL, 3 MAR 2009 (NORTHWIRE) -- Nine people were killed on 2 March 2009 in Tull, in the Café Tarn, hospital officials said."
)
TEXTS = (
    WIRE,
    f"CAPITAL DAILY. {WIRE} The road to the coast was closed, and the market did not open for most of the day.",
    f"VALLEY POST. {WIRE} The road to the coast was closed, and the market did not open for most of the day.",
    "TULL, 4 MAR 2009 (VALLEY) -- Ada Lund, 34, was among eleven people killed in Tull near the Café Tarn, Sergeant Bo Quole said.",
    "TULL, 5 MAR 2009 (VALLEY) -- Seven people were wounded in Tull on Monday, Sergeant Bo Quole said. A year ago two died in Senmark.",
    "SENMARK, 9 MAR 2009 (NORTHWIRE) -- Two clerks were killed on 8 March 2009 in Senmark, Mayor Oro Venn said.",
    "SENMARK, 10 MAR 2009 (VALLEY) -- Ida Oro, 29, and Eli Fenn, 51, were killed on 8 March 2009 in Senmark, a neighbour said.",
    "SENMARK -- Four people were killed in Senmark, Mayor Oro Venn said.",
    "TULL, 2 MAR 2012 (VALLEY) -- A court heard how nine people were killed in Tull on 2 March 2009. Ada Lund was one of them.",
    "PELLIN, 2 MAR 2009 (NORTHWIRE) -- Thirty people were injured on 2 March 2009 in Pellin, and nine people were killed in Tull.",
    "PELLIN, 3 MAR 2009 (VALLEY) -- Thirty-one people were injured on 2 March 2009 in Pellin, doctors said.",
    "DROSK, 7 APR 2009 (VALLEY) -- Nine people were killed on 6 April 2009 in Drosk, at the Café Tarn, Sergeant Bo Quole said.",
    "Eleven miners were hurt at Quarrel Bridge, Dr Sorn said.",
)
WHO = {"decided_by": "Ana Ortu", "why": "both texts were read"}


def prepare(name: str, text: str) -> Prepared:
    unread, said = read_offered(text.encode(), name, "", datetime(2012, 6, 1, tzinfo=UTC))
    assert isinstance(unread, Prepared)
    assert isinstance(said, tuple)
    return with_reading(unread, said)


@cache
def prepared() -> tuple[Prepared, ...]:
    return tuple(prepare(f"{number:02d}.txt", text) for number, text in enumerate(TEXTS))


def add(case: Case, numbers: list[int], *more: Prepared) -> None:
    with case.writing() as record:
        for one in (*(prepared()[n] for n in numbers), *more):
            record.documents.add(one.document, one.reading, one.signature)
    refresh_case(case)


def incidents(case: Case) -> list[Incident]:
    with case.reading() as record:
        return record.incidents.all()


def decide_something(case: Case, chance: random.Random) -> None:
    """One decision of any kind on whatever is there; one that cannot be meant leaves all as it was."""
    found = incidents(case)
    claims = [member.claim_id for one in found for member in one.members]
    if len(found) < 2:
        return
    with case.reading() as record:
        made = record.ledger.head()
    kind = chance.choice(["merge", "split", "same", "different", "reject", "edit", "distinct", "grade", "revoke"])
    subjects, details = chance.sample(claims, 1), None
    if kind in ("merge", "same", "different"):
        subjects = chance.sample([one.id for one in found] if kind == "merge" else claims, 2)
    elif kind == "edit":
        details = chance.choice([{"date": "2009-03-08"}, {"date": ""}, {"low": "9", "high": "9"}])
    elif kind == "distinct":
        subjects = [chance.choice(found).id]
    elif kind == "grade":
        subjects, details = [chance.choice(found).id], {"scheme": "cenotaph", "grade": "confirmed"}
    elif kind == "revoke":
        subjects = [str(chance.randint(1, max(made, 1)))]
    before = incidents(case)
    try:
        decide(case, kind, subjects, details=details, **WHO)
    except DecisionRefused:
        assert incidents(case) == before


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases in which a dozen of documents double, and make words common and places crowded."""
    monkeypatch.setattr(rarity, "IMAGINED", 4)
    monkeypatch.setattr(rarity, "RARE", 1.2)
    for module in (rarity, blocking):
        monkeypatch.setattr(module, "MOST_DOCUMENTS", 4)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
@example(seed=176)  # that an incident is distinct taken back after an older report came
@example(seed=773)  # an incident called distinct whose founding claim was split off
def test_step_by_step_comes_to_what_making_all_anew_does(
    seed: int, small: None, sqlite_case: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = open_case(shutil.copytree(sqlite_case.root, tmp_path_factory.mktemp("case") / "case"))
    chance, accepting = random.Random(seed), random.Random(-seed - 1)
    order = chance.sample(range(len(TEXTS)), len(TEXTS))
    while order:
        size = chance.randint(1, 5)
        add(case, order[:size])
        order = order[size:]
        for _ in range(chance.randint(0, 3)):
            decide_something(case, chance)
        members = [member.claim_id for one in incidents(case) for member in one.members]
        if members and accepting.random() < 0.5:
            decide(case, "accept", [accepting.choice(members)], **WHO)
    step_by_step = incidents(case)
    refresh_case(case, "")
    assert incidents(case) == step_by_step
    case.close()


def test_a_claim_set_aside_counts_once_it_is_accepted_and_no_more_when_that_is_taken_back(case: Case) -> None:
    add(case, [5, 6], prepare("far.txt", "Ninety people were killed in Senmark on 8 March 2009, said Dr Sorn."))
    unsure = next(m.claim_id for one in incidents(case) for m in one.members if m.role == Role.UNSURE)
    made = decide(case, "accept", [unsure], **WHO)
    with case.reading() as record:
        assert list(incident_faults(record)) == []
        assert record.claims.by_id([unsure])[unsure].role == Role.TOTAL
    decide(case, "revoke", [str(made.number)], **WHO)
    with case.reading() as record:
        assert list(incident_faults(record)) == []
        assert record.claims.by_id([unsure])[unsure].role == Role.UNSURE


def test_a_change_reads_what_it_touches(sqlite_case: Case) -> None:
    add(sqlite_case, [0, 3, 5, 6])
    with sqlite_case.reading() as record:
        untouched = find_change(record)
    assert (list(untouched.made), list(untouched.touched)) == ([], [])
    asked: list[object] = []
    event.listen(sqlite_case.engine, "before_cursor_execute", lambda *given: asked.append(given[3]))
    add(sqlite_case, [12])
    senmark = {one.document.id for one in (prepared()[5], prepared()[6])}
    texts = [given for given in asked if isinstance(given, tuple) and senmark & set(map(str, given))]
    assert texts == []
    assert len(incidents(sqlite_case)) == 3


def test_a_preview_tells_what_the_decision_does_and_changes_nothing(case: Case) -> None:
    add(case, [0, 3, 5, 6, 9, 10])
    before = incidents(case)
    both = [before[0].id, before[1].id]
    effect = preview_decision(case, "merge", both, decided_by="Ana Ortu")
    assert incidents(case) == before
    assert (effect.before, effect.after) == (len(before), len(before) - 1)
    decide(case, "merge", both, **WHO)
    assert {one.id for one in effect.become} <= {one.id for one in incidents(case)}


def test_what_somebody_altered_from_outside_is_made_anew_whole(sqlite_case: Case) -> None:
    from cenotaph.store.tables import metadata

    add(sqlite_case, [0, 3, 5, 6])
    claim = metadata.tables["claim"]
    with sqlite_case.writing() as record:
        record.connection.execute(claim.update().values(scope="cumulative"))
    add(sqlite_case, [11, 4])
    step_by_step = incidents(sqlite_case)
    refresh_case(sqlite_case, "")
    assert incidents(sqlite_case) == step_by_step


def test_what_another_version_kept_is_worked_out_anew(sqlite_case: Case) -> None:
    from cenotaph.store.tables import metadata

    add(sqlite_case, [0, 3, 5, 6])
    expected = incidents(sqlite_case)
    with sqlite_case.writing() as record:
        marks = record.marks.all()
        record.connection.execute(metadata.tables["reconciled"].update().values(how="r-earlier"))
        record.connection.execute(metadata.tables["text_marks"].update().values(marks='{"names": [], "terms": [], "pairs": [], '
                                                                                  '"within": [], "ages": []}', words=b""))  # fmt: skip
    refresh_case(sqlite_case)
    assert incidents(sqlite_case) == expected
    with sqlite_case.reading() as record:
        assert record.marks.all() == marks
