"""What blocking missed is told from what it found, and rules are kept for what they bring."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cenotaph.link import rule_choice
from cenotaph.link.blocking import BlockingRule
from cenotaph.link.coverage import Coverage, estimate_coverage
from cenotaph.link.rule_choice import choose_rules

GIVEN_FAMILY = BlockingRule(("given_skel", "family_skel"))
FAMILY_DAY = BlockingRule(("family_skel", "harm_day"))
GIVEN_YEAR = BlockingRule(("given_skel", "birth_year"))
DAY_PLACE = BlockingRule(("harm_day", "residence"))
RULES = [GIVEN_FAMILY, FAMILY_DAY, GIVEN_YEAR]
CAREFUL = {"given_skel": 0.9, "family_skel": 0.85, "birth_year": 0.6, "harm_day": 0.7, "residence": 0.5}
CARELESS = {"given_skel": 0.45, "family_skel": 0.4, "birth_year": 0.3, "harm_day": 0.35, "residence": 0.2}


def pairs(seed: int, careful: int, careless: int = 0) -> dict[str, NDArray[np.bool_]]:
    chance = np.random.default_rng(seed)
    return {
        name: np.concatenate([chance.random(careful) < often, chance.random(careless) < CARELESS[name]])
        for name, often in CAREFUL.items()
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("careful", "careless"), [(8_000, 0), (6_000, 2_000)])
def test_what_no_rule_brought_is_estimated_within_a_factor_of_two(seed: int, careful: int, careless: int) -> None:
    agree = pairs(seed, careful, careless)
    found = np.any([np.all([agree[column] for column in rule.columns], axis=0) for rule in RULES], axis=0)
    seen = {name: fits[found] for name, fits in agree.items()}
    share = estimate_coverage(seen, np.ones(int(found.sum())), RULES).share(RULES)
    estimated = found.sum() * (1 - share) / share
    assert (~found).sum() / 2 < estimated < 2 * (~found).sum()


def test_the_same_pairs_give_the_same_answer_and_none_give_none() -> None:
    agree = pairs(1, 500)
    sure = np.ones(500)
    assert estimate_coverage(agree, sure, RULES).share(RULES) == estimate_coverage(agree, sure, RULES).share(RULES)
    assert estimate_coverage({}, np.zeros(0), RULES).share(RULES) == 1.0


def test_rules_that_bring_nothing_new_or_too_little_for_their_pairs_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_choice, "PAIRS_AT_LEAST", 0)
    covered = Coverage(pairs(2, 10_000), np.ones(10_000))
    counted = [(GIVEN_FAMILY, 20_000), (FAMILY_DAY, 9_000), (GIVEN_YEAR, 90_000_000), (DAY_PLACE, 4_000)]
    chosen = [rule for rule, _ in choose_rules(counted, covered, 1.0, 100_000)]
    assert chosen == [DAY_PLACE, FAMILY_DAY, GIVEN_FAMILY]
    assert choose_rules(counted, Coverage({}, np.zeros(0)), 1.0, 100_000) == []


def test_names_that_changed_places_are_brought_by_their_own_rule_alone() -> None:
    exchanged = BlockingRule(("given_skel", "family_skel"), crossed=True)
    agree = {"given_skel": np.array([True, False]), "family_skel": np.array([True, False]), "exchanged": np.array([False, True])}
    covered = Coverage(agree, np.ones(2))
    assert covered.brought(exchanged).tolist() == [False, True]
    assert covered.brought(GIVEN_FAMILY).tolist() == [True, False]
