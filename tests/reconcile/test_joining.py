"""Stories and their joining: what is compared, what it weighs, what stands against it, and how persons enter the numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Incident, word_reason
from cenotaph.reconcile import USUAL_POLICY, reconcile_claims
from cenotaph.reconcile.comparison import compare_profiles, contradict, level_code, load_event_weights
from cenotaph.reconcile.profile import Profile, profile_story
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.stories import find_stories
from cenotaph.text import mark_text
from cenotaph.vocabulary.reasons import load_reasons
from stated_claims import stated

STREET = (
    "OSTRA -- Two people were killed on Monday in Ostra. Ada Lund, 17, and Bo Venn, 34, were killed in Mill Lane, outside the Café Tarn, "
    "Sergeant Cy Quole said."
)
SAME = "TULL -- Ada Lund, 17, and Bo Venn, 34, were shot dead near the Café Tarn in Mill Lane, her aunt Dara Lund said."
OTHER = "VENN -- Eli Oro, 51, was killed in a fire at the Harbour Hall, the fire chief Fen Ost said."


def profiles(texts: dict[str, str]) -> list[Profile]:
    rarity = Rarity.of(mark_text(text) for text in texts.values())
    stories = [find_stories(stated(text, name), {}, lambda place: place, mark_text(text))[0] for name, text in texts.items()]
    return [profile_story(story, rarity) for story in stories]


def incidents(texts: dict[str, str]) -> list[Incident]:
    return reconcile_claims(
        [claim for name, text in texts.items() for claim in stated(text, name)],
        marks={f"d-{name}": mark_text(text) for name, text in texts.items()},
    )


def figure(one: Incident, harm: str) -> tuple[int | None, int | None, int | None]:
    found = one.figure(harm, USUAL_POLICY)
    assert found is not None
    return found.low, found.best, found.high


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_level_has_a_sentence(language: str) -> None:
    sentences = load_reasons(language)["sentences"]
    assert [name for name in load_event_weights() if level_code(name) not in sentences] == []


def test_a_comparison_is_the_same_from_both_sides() -> None:
    one, two, three = profiles({"a": STREET, "b": SAME, "c": OTHER})
    weights = load_event_weights()
    assert compare_profiles(one, two, weights) == compare_profiles(two, one, weights)
    assert compare_profiles(one, two, weights).probability > 0.9 > 0.5 > compare_profiles(one, three, weights).probability


def test_reports_that_share_rare_names_are_of_one_event_and_say_why() -> None:
    found = incidents({"a": STREET, "b": SAME, "c": OTHER})
    together = next(one for one in found if len(one.stories) == 2)
    assert len(found) == 2
    why = word_reason(together.members[0].why)
    assert "in 100 that it is one event" in why
    assert "(+" in why


def test_days_given_in_so_many_words_stand_against_it() -> None:
    first, second = profiles(
        {
            "a": "Nine people were killed in Tull on 2 May 2009, Ada Lund said.",
            "b": "Nine people were killed in Tull on 12 May 2009, Ada Lund said.",
        }
    )
    assert contradict(first, second)


def test_a_place_in_a_town_is_no_other_event_and_another_town_is() -> None:
    street = "Nine people were killed in Ostra on 2 May 2009. In Mill Street two women were killed."
    town = "Nine people were killed in Ostra on 2 May 2009. Twelve people were killed in Senmark the same day."
    assert [len(find_stories(stated(text, "a"), {}, lambda place: place, mark_text(text))) for text in (street, town)] == [1, 2]


def test_one_number_of_several_people_or_one_name_is_one_event_under_two_names_of_the_place() -> None:
    number = "Nine people were killed in Ostra on 2 May 2009. Nine people were killed in Senmark the same day."
    name = "Ada Lund was killed in Ostra on 2 May 2009. Ada Lund was shot dead in Senmark the same day."
    others = "Ada Lund was killed in Ostra on 2 May 2009. Bo Venn was shot dead in Senmark the same day."
    told = [find_stories(stated(text, "a"), {}, lambda place: place, mark_text(text)) for text in (number, name, others)]
    assert [len(stories) for stories in told] == [1, 1, 2]


def test_who_was_hurt_and_died_is_counted_among_the_dead() -> None:
    (one,) = incidents(
        {
            "a": "Ada Lund, 17, was wounded in Tull on 2 May 2009.",
            "b": "Ada Lund, 17, was killed in Tull on 2 May 2009, police said.",
        }
    )
    assert figure(one, "killed") == (1, 1, 1)
    assert one.figure("injured", USUAL_POLICY) is None
    assert [m.why.code for m in one.members if m.role == "superseded"] == ["died_of_it"]
    assert len(one.persons) == 1


def test_of_the_shot_those_who_died_are_not_hurt_as_well() -> None:
    (one,) = incidents({"a": "Four people were shot in Tull on 2 May 2009. One of them was killed."})
    assert figure(one, "injured") == (3, 3, 3)
    found = one.figure("injured", USUAL_POLICY)
    assert found is not None
    assert "4 were shot, 1 of them are said to have died" in word_reason(found.why_best)


def test_persons_told_one_by_one_are_a_number() -> None:
    (one,) = incidents(
        {
            "a": "Ada Lund, 17, was killed in Tull on 2 May 2009. Bo Venn, 34, was killed beside her. Cy Oro, 70, was killed in his bed."
        }
    )
    assert figure(one, "killed") == (3, 3, 3)


def test_what_was_nearly_joined_is_kept_with_its_likelihood() -> None:
    texts = {f"x{n}": f"Nine people were killed in Tull on {n + 2} May 2009, official {n} said." for n in range(9)}
    found = incidents(texts)
    near = {(one.id, other.incident_id): other.percent for one in found for other in one.near}
    assert near
    assert all(30 <= percent <= 100 for percent in near.values())
    assert all(one in {incident.id for incident in found} for pair in near for one in pair)


ANY_ORDER = {
    "a": STREET,
    "b": SAME,
    "c": OTHER,
    **{f"x{n}": f"Nine people were killed in Tull on {n + 2} May 2009, official {n} said." for n in range(5)},
    "y": "Seven people were killed in Tull, a nurse said.",
    "z": "Two people were wounded in Mill Lane, Ada Lund's aunt said.",
}


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(ANY_ORDER)))
def test_the_order_of_adding_changes_nothing(order: list[str]) -> None:
    assert incidents({name: ANY_ORDER[name] for name in order}) == incidents(ANY_ORDER)


def test_what_is_told_long_after_goes_to_its_day_and_place_where_that_is_one_incident() -> None:
    first = stated("Nine people were killed in Ostra on 2 May 2009, Ada Lund said.", "a", said="2009-05-03")
    later = stated("A court found that 11 people were killed in Ostra on 2 May 2009.", "b", said="2019-05-02")
    (one,) = reconcile_claims([*first, *later])
    assert len(one.stories) == 2
    other_day = stated("A court found that 11 people were killed in Ostra on 20 May 2009.", "c", said="2019-05-02")
    assert len(reconcile_claims([*first, *other_day])) == 2


def test_a_number_beyond_all_others_is_set_aside_and_stays_visible() -> None:
    texts = {
        "a": "Nine people were killed in Ostra on 2 May 2009, Ada Lund said.",
        "b": "Eight people were killed in Ostra on 2 May 2009, Bo Venn said.",
        "c": "Four thousand people were killed in Ostra on 2 May 2009, Cy Oro said.",
    }
    (one,) = incidents(texts)
    assert figure(one, "killed") == (8, None, 9)
    assert [m.why.code for m in one.members if m.role == "unsure"] == ["beyond_all_others"]
