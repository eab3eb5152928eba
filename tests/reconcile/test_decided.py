"""Merging and splitting: everything that a decision names moves, and nothing else does; taken back, all is as it was."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.ledger import next_decision
from cenotaph.model import ClaimInDocument, Decision, Incident, stand
from cenotaph.reconcile import reconcile_claims
from stated_claims import stated

NOW = datetime(2009, 6, 1, tzinfo=UTC)
TEXTS = [
    "Nine people were killed in Tull on 2 May 2009, police said. Two people were wounded.",
    "Residents said 12 people were killed in Tull on 2 May 2009.",
    "Eleven people were killed in Tull on 3 May 2009, the mayor said.",
    "Some people were killed in Tull.",
    "Seven people were killed in Tull.",
    "Nine people were killed in Senmark on 2 May 2009. In Ostremar four people were wounded on 5 May 2009.",
    "Forty people were killed in Ostremar on 5 May 2009, a nurse said. Three men were detained.",
    "In May 2009 people were killed in Ostremar, 38 of them, monitors said.",
    "Nine people were killed, a witness said.",
    "Nine people were killed in Senmark on 2 May 2009, a teacher said.",
]
LATER = [
    "Ten people were killed in Tull on 2 May 2009, a hospital said.",
    "Ten people were killed in Tull on 3 May 2009, a clinic said.",
    "Thirty-nine people were killed in Ostremar on 5 May 2009, a court found.",
    "Nine people were killed in Senmark.",
]


def documents(texts: list[str], start: int = 0) -> list[list[ClaimInDocument]]:
    return [stated(text, f"n{start + n}", said=f"2009-05-{start + n + 5:02d}") for n, text in enumerate(texts)]


BASE = documents(TEXTS)
MORE = documents(LATER, start=len(TEXTS))


def run(given_documents: list[list[ClaimInDocument]], decisions: list[Decision]) -> list[Incident]:
    return reconcile_claims([claim for one in given_documents for claim in one], stand(decisions))


def inside(one: Incident) -> frozenset[str]:
    return frozenset(member.claim_id for member in one.members)


def merge(chain: list[Decision], found: list[Incident]) -> Decision:
    subjects = [member.claim_id for one in found for member in one.members]
    details = {"founders": " ".join(one.founding_claim for one in found)}
    return next_decision(chain, "merge", subjects, decided_by="Ana Ortu", decided_at=NOW, why="one event", details=details)


def split(chain: list[Decision], one: Incident, out: frozenset[str]) -> Decision:
    details = {"from": " ".join(sorted(inside(one) - out)), "founder": one.founding_claim}
    return next_decision(chain, "split", sorted(out), decided_by="Ana Ortu", decided_at=NOW, why="another", details=details)


def revoke(chain: list[Decision], made: Decision) -> Decision:
    return next_decision(chain, "revoke", [str(made.number)], decided_by="Ana Ortu", decided_at=NOW, why="no")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_merge_is_of_everything_in_both_and_of_nothing_else(data: st.DataObject) -> None:
    before = run(BASE, [])
    chosen = data.draw(st.lists(st.sampled_from(before), min_size=2, max_size=3, unique_by=lambda one: one.id))
    chain = [merge([], chosen)]
    after = run(BASE, chain)
    whole = frozenset().union(*map(inside, chosen))
    assert {inside(one) for one in after} == ({inside(one) for one in before} - {inside(one) for one in chosen}) | {whole}
    others = {one.id: one for one in before if one not in chosen}
    assert {one.id: one for one in after if one.id in others} == others, "no other incident changes at all"
    (merged,) = (one for one in after if inside(one) == whole)
    order = {c.claim.id: (c.said_on.start, c.document_id, c.claim.victims.start) for one in BASE for c in one}
    assert merged.id == min(chosen, key=lambda one: order[one.founding_claim]).id, "the older id"
    later = data.draw(st.permutations([*BASE, *MORE]))
    (home,) = {one.id for one in run(later, chain) if inside(one) & whole}
    assert home == merged.id, "for any order and with what comes later"
    assert run(BASE, [*chain, revoke(chain, chain[0])]) == before


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_split_parts_what_it_names_from_all_the_rest_which_keeps_the_id(data: st.DataObject) -> None:
    before = run(BASE, [])
    one = data.draw(st.sampled_from([one for one in before if len(one.members) > 1]))
    out = frozenset(data.draw(st.sets(st.sampled_from(sorted(inside(one))), min_size=1, max_size=len(one.members) - 1)))
    stayed = inside(one) - out
    chain = [split([], one, out)]
    after = run(BASE, chain)
    assert {inside(found) for found in after} == ({inside(found) for found in before} - {inside(one)}) | {out, stayed}
    assert next(found for found in after if inside(found) == stayed).id == one.id
    assert len({found.id for found in after}) == len(after)
    later = run(data.draw(st.permutations([*BASE, *MORE])), chain)
    for found in later:
        assert not (inside(found) & out and inside(found) & stayed), "for any order and with what comes later"
    assert len([found for found in later if inside(found) & out]) == len([f for f in later if inside(f) & stayed]) == 1
    assert run(BASE, [*chain, revoke(chain, chain[0])]) == before
    both = [found for found in after if inside(found) in (out, stayed)]
    back = run(BASE, [*chain, merge(chain, both)])
    assert {(found.id, inside(found)) for found in back} == {(found.id, inside(found)) for found in before}, "merged again"


def test_a_split_after_a_merge_parts_what_it_names() -> None:
    before = run(BASE, [])
    chosen = [one for one in before if len(one.members) > 1][:2]
    chain = [merge([], chosen)]
    merged = next(one for one in run(BASE, chain) if inside(one) >= inside(chosen[0]))
    out = frozenset(sorted(inside(chosen[1]))[:1] + sorted(inside(chosen[0]))[:1])
    chain.append(split(chain, merged, out))
    after = run(BASE, chain)
    assert {inside(merged) - out, out} <= {inside(one) for one in after}
    assert next(one for one in after if inside(one) == inside(merged) - out).id == merged.id


def test_an_older_report_changes_no_id_that_people_decided_on() -> None:
    (one,) = run(BASE[:2], [])
    older = [
        replace(c, document_id="d-older")
        for c in stated("Four people were killed in Tull on 2 May 2009.", "o", said="2009-05-02")
    ]
    assert run([*BASE[:2], older], [])[0].id != one.id, "the earliest said founds an incident"
    details = {"scheme": "airwars", "grade": "confirmed", "incident": one.id}
    graded = next_decision([], "grade", [one.founding_claim], decided_by="A", decided_at=NOW, why="in court", details=details)
    (with_older,) = run([*BASE[:2], older], [graded])
    assert with_older.id == one.id
    assert next(g for g in with_older.grades if g.scheme == "airwars").decided_by == "A"


@pytest.mark.parametrize("kinds", [("different", "same"), ("same", "different")])
def test_the_last_word_about_two_claims_counts(kinds: tuple[str, str]) -> None:
    first, second = BASE[0][0].claim.id, BASE[1][0].claim.id
    chain: list[Decision] = []
    for kind in kinds:
        chain.append(next_decision(chain, kind, [first, second], decided_by="A", decided_at=NOW, why="looked at"))
    together = any({first, second} <= inside(one) for one in run(BASE, chain))
    assert together is (kinds[-1] == "same")
