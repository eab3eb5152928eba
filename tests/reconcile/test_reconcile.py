"""Incidents as a function of the set of claims: matching, origins, parts, figures, grades."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import ClaimInDocument, DateInterval, Incident, word_reason
from cenotaph.reconcile import POLICIES, reconcile_claims
from cenotaph.reconcile.origins import source_kind
from cenotaph.text import Gazetteer, load_lexicon
from stated_claims import stated

DEFAULT = "lowest-credible..highest-credible"


def incidents_of(*documents: list[ClaimInDocument]) -> list[Incident]:
    return reconcile_claims([claim for document in documents for claim in document])


def bounds(one: Incident, harm: str = "killed", policy: str = DEFAULT) -> tuple[int | None, int | None, int | None]:
    figure = one.figure(harm, policy)
    assert figure is not None
    return figure.low, figure.best, figure.high


EVENT = [
    (
        "Mayor Venn said 61 people were killed in the town of Ostremar on 14 March 2009, including 10 women, 6 children and 7 elderly persons.",
        "mayor",
    ),
    ("A parliament's commission counted 48 dead in Ostremar on the night of 14 March 2009.", "commission"),
    ("Monitors said at least 16 people were killed in Ostremar.", "monitors"),
    ("In Ostremar 18 bodies were examined in March 2009, 13 of them men.", "bodies"),
]


def test_four_figures_side_by_side_in_one_incident() -> None:
    (one,) = incidents_of(*(stated(text, name) for text, name in EVENT))
    assert bounds(one) == (16, None, 61)
    totals = [m for m in one.members if m.role == "total"]
    assert len({m.origin for m in totals}) == 4
    assert one.date == DateInterval.from_edtf("2009-03-14")
    sentences = [word_reason(check.why) for check in one.parts]
    assert "10 + 6 + 7 = 23 of 61: 38 not broken down" in sentences
    assert "13 of 18: 5 not broken down" in sentences


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(9)))
def test_any_order_of_documents_gives_the_same_incidents_and_ids(order: list[int]) -> None:
    texts = [
        *EVENT,
        ("Nine people were killed in Tull on 2 May 2009, police said.", "tull-police"),
        ("Residents said 12 people were killed in Tull on 2 May 2009.", "tull-residents"),
        ("Two hundred people were detained in Senmark in June 2009.", "senmark"),
        ("More than 3,000 people have been killed since the war began in 2007.", "war"),
        ("“Forty people fled,” a nurse said.", "nowhere"),
    ]
    documents = [stated(text, name, said=f"2009-07-{n + 1:02d}") for n, (text, name) in enumerate(texts)]
    expected = incidents_of(*documents)
    assert incidents_of(*(documents[n] for n in order)) == expected


def test_two_events_at_one_place_stay_two() -> None:
    found = incidents_of(
        stated("Nine people were killed in Tull on 2 May 2009.", "a"),
        stated("Six people were killed in Tull on 20 June 2009.", "b", said="2009-06-21"),
    )
    assert len(found) == 2
    undated = stated("Seven people were killed in Tull.", "c")
    assert (
        len(
            incidents_of(
                stated("Nine people were killed in Tull on 2 May 2009.", "a"),
                stated("Six people were killed in Tull on 20 June 2009.", "b"),
                undated,
            )
        )
        == 3
    ), "an undated number is not forced into one of two incidents"


def test_an_undated_number_of_another_size_is_no_part_of_the_incident() -> None:
    found = incidents_of(
        stated("Nine people were killed in Tull on 2 May 2009.", "a"), stated("The offensive left 655 dead in Tull.", "b")
    )
    assert len(found) == 2


def test_one_speaker_in_ten_papers_is_one_origin() -> None:
    texts = [
        stated(
            f"Sixty-one people were killed in Ostremar on 14 March 2009, Mayor {name} Venn said.", f"p{n}", outlet=f"Paper {n}"
        )
        for n, name in enumerate(["Oskar", "O", "Oskar"] * 3)
    ]
    (one,) = incidents_of(*texts)
    figure = one.figure("killed", DEFAULT)
    assert figure is not None
    assert figure.origins <= 2
    assert sum(m.role == "total" for m in one.members) <= 2


def test_near_copies_and_one_outlet_are_one_origin() -> None:
    text = "Nine people were killed in Tull on 2 May 2009."
    copies = incidents_of(
        stated(text, "a", outlet="Wire", copies="g"),
        stated(text, "b", outlet="Daily", copies="g"),
        stated(text, "c", outlet="Wire"),
    )
    figure = copies[0].figure("killed", DEFAULT)
    assert figure is not None
    assert figure.origins == 1


def test_a_headline_adds_no_origin() -> None:
    (one,) = incidents_of(
        stated(
            "At least 40 killed in Ostremar\n\nAt least 40 people were killed in Ostremar on 14 March 2009, hospital officials said.",
            "a",
            outlet="Daily",
        )
    )
    figure = one.figure("killed", DEFAULT)
    assert figure is not None
    assert figure.origins == 1


def test_the_last_number_of_one_origin_counts_and_the_first_is_shown() -> None:
    (one,) = incidents_of(
        stated(
            "At least 40 people were killed in Ostremar on 14 March 2009, hospital officials said.", "first", said="2009-03-15"
        ),
        stated("Hospital officials said 47 people were killed in Ostremar on 14 March 2009.", "second", said="2009-03-19"),
    )
    assert bounds(one) == (47, 47, 47)
    superseded = [m for m in one.members if m.role == "superseded"]
    assert len(superseded) == 1
    assert "later" in word_reason(superseded[0].why)


def test_denied_feared_and_none_are_shown_and_left_out() -> None:
    (one,) = incidents_of(
        stated("Mayor Venn said 61 people were killed in Ostremar on 14 March 2009.", "a"),
        stated("The ministry denied that 61 people had been killed in Ostremar on 14 March 2009.", "b"),
        stated("Ninety people were feared dead in Ostremar on 14 March 2009.", "c"),
        stated("There were no casualties in Ostremar on 14 March 2009, the army said.", "d"),
    )
    assert bounds(one) == (61, 61, 61)
    assert sum(m.role == "excluded" for m in one.members) == 3
    assert next(g for g in one.grades if g.scheme == "airwars").grade == "contested"


def test_period_totals_enter_no_sum() -> None:
    found = incidents_of(
        stated("Mayor Venn said 61 people were killed in Ostremar on 14 March 2009.", "a"),
        stated("More than 3,000 people have been killed in Ostremar since the war began in 2007, the office said.", "b"),
    )
    for one in found:
        for figure in one.figures:
            assert (figure.high or 0) < 3000


def test_coordinated_groups_of_one_sentence_add_up() -> None:
    (one,) = incidents_of(stated("Three soldiers and five civilians were killed in Tull on 2 May 2009.", "a"))
    assert bounds(one) == (8, 8, 8)


def test_one_group_of_anothers_sum_is_no_smaller_total() -> None:
    (one,) = incidents_of(
        stated("Six monks and two cooks were killed in Tull on 2 May 2009, the abbot said.", "a"),
        stated("The murder of six monks in Tull on 2 May 2009 was condemned by the synod.", "b"),
    )
    assert bounds(one) == (8, 8, 8)


def test_every_bound_names_its_claim() -> None:
    (one,) = incidents_of(*(stated(text, name) for text, name in EVENT))
    ids = {m.claim_id for m in one.members}
    for figure in one.figures:
        for bound, why in ((figure.low, figure.why_low), (figure.high, figure.why_high)):
            if bound is not None:
                assert set(why.claims) <= ids
                assert why.claims
                assert f"{bound:,}" in word_reason(why)


def test_the_policies_differ_and_say_so() -> None:
    documents = [
        stated("The army said 23 people were killed in Ostremar on 14 March 2009.", "army"),
        stated("Karovia Rights Watch said 74 people were killed in Ostremar on 14 March 2009.", "ngo"),
        stated("Doctors said 74 people were killed in Ostremar on 14 March 2009.", "doctors"),
        stated("The government said 30 people were killed in Ostremar on 14 March 2009.", "state"),
    ]
    (one,) = incidents_of(*documents)
    assert bounds(one) == (23, 74, 74)
    assert bounds(one, policy="most-independent") == (74, 74, 74)
    assert bounds(one, policy="ucdp-like") == (74, 74, 74)
    assert set(POLICIES) == {f.policy for f in one.figures}


def test_parts_that_exceed_the_whole_are_an_inconsistency() -> None:
    whole, *parts = stated(
        "Mayor Venn said 61 people were killed in Ostremar on 14 March 2009, including 10 women and 6 children.", "a"
    )
    wrong = replace(whole, claim=replace(whole.claim, count=replace(whole.claim.count, low=12, high=12)))
    (one,) = reconcile_claims([wrong, *parts])
    assert not one.parts[0].consistent
    assert "exceed the whole by 4" in word_reason(one.parts[0].why)


def test_a_gazetteer_joins_spellings() -> None:
    documents = [
        stated("Nine people were killed in Ostremar on 14 March 2009.", "a"),
        stated("Nine people were killed in Ostramar on 14 March 2009.", "b"),
    ]
    claims = [c for d in documents for c in d]
    names = Gazetteer.read("id,name,precision,other_names\nost,Ostremar,town,Ostramar\n")
    assert len(reconcile_claims(claims, gazetteer=names)) == 1


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("a hospital official", "medical"),
        ("the Interior Ministry", "government"),
        ("Senator Ada Lund", "parliament"),
        ("police", "armed_force"),
        ("Monitors of the Joint Mission", "intergovernmental"),
        ("Karovia Rights Watch", "ngo"),
        ("a survivor", "witness"),
        ("Ada Lund", "unknown"),
    ],
)
def test_words_suggest_the_kind_of_source(speaker: str, kind: str) -> None:
    assert source_kind(speaker, load_lexicon("en")) == kind


def test_many_documents_about_many_events_stay_apart() -> None:
    chance = random.Random(7)
    documents = []
    for n in range(60):
        town, day = ["Tull", "Senmark", "Vint"][n % 3], 1 + n % 20
        documents.append(
            stated(
                f"{chance.randint(5, 90)} people were killed in {town} on {day} May 2009, official {n} said.",
                f"x{n}",
                said="2009-06-01",
            )
        )
    found = incidents_of(*documents)
    for one in found:
        assert one.place is not None
        assert len({c for m in one.members for c in [m.claim_id]}) == len(one.members)
    assert len(found) >= 9


def test_one_man_beside_the_dead_of_a_war_is_not_added_to_them() -> None:
    (one,) = incidents_of(stated("Rebels killed Oskar Vann, 1,000 peasants and 40 teachers in Tull on 2 May 2009.", "a"))
    assert bounds(one) == (1040, 1040, 1040), "groups of one clause add up; one man is not of that count"
    (two,) = incidents_of(stated("Rebels killed Oskar Vann and thousands of peasants in Tull on 2 May 2009.", "a"))
    assert bounds(two)[0] == 2000
    (three,) = incidents_of(stated("Three men and two women were killed in Tull on 2 May 2009.", "a"))
    assert bounds(three) == (5, 5, 5)


def test_a_speakers_own_dead_are_no_total_of_the_event() -> None:
    (one,) = incidents_of(
        stated("At least 40 people were killed in Ostremar on 14 March 2009, officials said.", "wire"),
        stated("Seven of our fighters were killed in Ostremar on 14 March 2009, the command said.", "front"),
    )
    assert bounds(one)[0] == 40
    (own,) = [m for m in one.members if m.role == "part"]
    assert word_reason(own.why) == "who says it counts his own side alone"
