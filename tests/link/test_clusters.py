import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.link import Constraints, changes_between, join_pairs, name_victims

FREE = Constraints()


def groups(label: object) -> set[frozenset[int]]:
    inside: dict[int, set[int]] = {}
    for record, cluster in enumerate(label.tolist()):  # type: ignore[attr-defined]
        inside.setdefault(cluster, set()).add(record)
    return {frozenset(members) for members in inside.values()}


def test_likely_pairs_join_and_unlikely_ones_do_not() -> None:
    made = join_pairs(4, [(0, 1, 5.0), (1, 2, -2.0), (2, 3, 0.1)], FREE)
    assert groups(made.label) == {frozenset({0, 1}), frozenset({2, 3})}
    assert made.label.tolist() == [0, 0, 2, 2], "a cluster is named by its lowest record"


def test_a_chain_of_chance_agreements_makes_nobody_one_person() -> None:
    chain = [(n, n + 1, 1.0) for n in range(9)]
    against = [(a, b, -4.0) for a, b in itertools.combinations(range(10), 2) if b - a > 1]
    made = join_pairs(10, chain + against, FREE)
    assert max(len(group) for group in groups(made.label)) == 2
    assert any(refused.reason == "others-disagree" for refused in made.refused)


def test_strong_evidence_joins_what_one_gap_would_split() -> None:
    made = join_pairs(3, [(0, 1, 9.0), (1, 2, 9.0)], FREE)
    assert groups(made.label) == {frozenset({0, 1, 2})}, "the pair 0-2 was never scored, and two strong pairs outweigh it"


def test_a_list_that_names_nobody_twice_keeps_its_best_partner_and_shows_the_conflict() -> None:
    made = join_pairs(3, [(0, 2, 8.0), (1, 2, 6.0)], Constraints(lists=["a", "a", "b"]))
    assert groups(made.label) == {frozenset({0, 2}), frozenset({1})}
    assert [(r.first, r.second, r.reason) for r in made.refused] == [(1, 2, "one-a-list")]
    assert groups(join_pairs(3, [(0, 2, 8.0), (1, 2, 6.0)], FREE).label) == {frozenset({0, 1, 2})}


def test_lists_without_the_rule_may_repeat_a_person() -> None:
    made = join_pairs(3, [(0, 1, 8.0), (1, 2, 8.0), (0, 2, 8.0)], Constraints(lists=["", "", "b"]))
    assert groups(made.label) == {frozenset({0, 1, 2})}


def test_what_people_judged_outweighs_any_weight() -> None:
    made = join_pairs(4, [(0, 1, 30.0), (2, 3, -20.0)], Constraints(same=((2, 3),), different=((0, 1),)))
    assert groups(made.label) == {frozenset({0}), frozenset({1}), frozenset({2, 3})}
    assert not made.refused, "a judged pair is no open conflict"


def test_different_holds_through_others() -> None:
    made = join_pairs(3, [(0, 1, 9.0), (1, 2, 8.0)], Constraints(different=((0, 2),)))
    assert groups(made.label) == {frozenset({0, 1}), frozenset({2})}
    assert [(r.first, r.second, r.reason) for r in made.refused] == [(1, 2, "judged")]


def test_judgements_that_contradict_each_other_are_told_and_two_stay_two() -> None:
    made = join_pairs(3, [], Constraints(same=((0, 1), (1, 2)), different=((0, 2),)))
    assert made.broken_judgements == ((1, 2),)
    assert made.label[0] != made.label[2]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_no_order_and_no_input_breaks_a_rule(seed: int) -> None:
    chance = random.Random(seed)
    n = chance.randint(2, 14)
    everything = list(itertools.combinations(range(n), 2))
    pairs = [(a, b, chance.uniform(-6, 8)) for a, b in everything if chance.random() < 0.6]
    lists = [chance.choice("abc") for _ in range(n)]
    different = tuple(pair for pair in everything if chance.random() < 0.1)
    same = tuple(pair for pair in everything if chance.random() < 0.05)
    constraints = Constraints(same, different, lists if chance.random() < 0.5 else None)
    made = join_pairs(n, pairs, constraints)
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert join_pairs(n, shuffled, constraints).label.tolist() == made.label.tolist()
    assert all(made.label[a] != made.label[b] for a, b in different)
    for a, b in same:
        assert made.label[a] == made.label[b] or (a, b) in made.broken_judgements
    if constraints.lists is not None and not same:
        for group in groups(made.label):
            assert len({lists[record] for record in group}) == len(group)
    for refused in made.refused:
        assert made.label[refused.first] != made.label[refused.second]
        assert refused.weight >= 0


def test_ids_outlive_later_records_and_come_back_after_a_merge_is_undone() -> None:
    import numpy as np

    before = name_victims(np.array([0, 1, 1]), ["rec-a", "rec-b", "rec-c"])
    grown = name_victims(np.array([0, 1, 1, 1]), ["rec-a", "rec-b", "rec-c", "rec-d"])
    assert [one.id for one in grown] == [one.id for one in before]
    merged = name_victims(np.array([0, 0, 0]), ["rec-a", "rec-b", "rec-c"])
    assert merged[0].id == before[0].id
    split = name_victims(np.array([0, 1, 1]), ["rec-a", "rec-b", "rec-c"])
    assert split == before
    members = {record: one.id for one in before for record in one.records}
    changes = changes_between(members, merged)
    assert changes.merged == ((before[1].id, before[0].id),)
    assert changes_between(dict.fromkeys(members, merged[0].id), split).split == ((merged[0].id, (before[0].id, before[1].id)),)
    assert changes_between(members, grown).grown == 1
