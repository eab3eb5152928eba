"""Mentions to persons: one unless something says two."""

import pytest

from cenotaph.model import ClaimInDocument, Harm
from cenotaph.reconcile import USUAL_POLICY, reconcile_claims
from cenotaph.reconcile.persons import find_persons, join_persons
from stated_claims import stated


def persons(text: str, name: str = "a") -> list[list[ClaimInDocument]]:
    return [person.claims for person in find_persons(stated(text, name))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "A 5-year-old girl was killed in Tull on 2 May 2009. Ada Lund was shot dead in her home. The girl was killed at once.",
            1,
        ),
        ("Ada Lund, 17, was killed in Tull on 2 May 2009. Bo Venn, 34, was killed beside her.", 2),
        ("A man was killed in Tull on 2 May 2009. A woman was killed too.", 2),
        ("A 20-year-old man was killed in Tull on 2 May 2009. A 45-year-old man was killed beside him.", 2),
        ("One man was killed in Tull on 2 May 2009. Another man was killed at the gate.", 2),
        ("Three men were killed in Tull on 2 May 2009.", 0),
        ("Teenager killed in Tull. Ada Lund, 19, was shot dead in Tull on 2 May 2009.", 1),
        ("Boy Killed In Tull Shooting. Bo Venn was shot dead in Tull on 2 May 2009. The boy was killed at once.", 1),
        ("A Venn College student was killed in Tull on 2 May 2009. Ada Lund was shot dead in her home.", 1),
        ("An 18-month-old boy was killed in Tull on 2 May 2009. The boy was shot dead at home.", 1),
    ],
)
def test_persons_of_one_document(text: str, number: int) -> None:
    assert len(persons(text)) == number


def test_persons_of_several_documents_are_joined_and_two_of_one_stay_two() -> None:
    first = find_persons(stated("Ada Lund, 17, was killed in Tull on 2 May 2009. Bo Venn, 34, was killed beside her.", "a"))
    second = find_persons(stated("Bo Venn was killed in Tull on 2 May 2009.", "b"))
    joined = join_persons([first, second])
    assert sorted(sorted(person.documents) for person in joined) == [["d-a"], ["d-a", "d-b"]]
    assert {person.name for person in joined} == {"Ada Lund", "Bo Venn"}


def test_the_shot_are_the_dead_where_no_more_were_shot_than_died() -> None:
    claims = stated("Four people were shot on 2 May 2009 in Tull, Ada Lund said. Four people were killed in Tull.", "a")
    (one,) = reconcile_claims(claims)
    assert one.figure(Harm.INJURED, USUAL_POLICY) is None
    others = stated("Two people were killed on 2 May 2009 in Tull. Two others were shot in Tull, Ada Lund said.", "b")
    (two,) = reconcile_claims(others)
    hurt = two.figure(Harm.INJURED, USUAL_POLICY)
    assert hurt is not None
    assert hurt.best == 2


def test_somebody_described_beside_a_number_is_one_of_it() -> None:
    text = "Two men were injured on 2 May 2009 in Tull, the mayor said. A 39-year-old man was injured in the head, Sergeant Bo Quole said."
    (one,) = reconcile_claims(stated(text, "a"))
    hurt = one.figure(Harm.INJURED, USUAL_POLICY)
    assert hurt is not None
    assert (hurt.low, hurt.best, hurt.high) == (2, 2, 2)
    contradicting = "Two men were injured on 2 May 2009 in Tull, the mayor said. One man was injured, Sergeant Bo Quole said."
    (two,) = reconcile_claims(stated(contradicting, "b"))
    hurt = two.figure(Harm.INJURED, USUAL_POLICY)
    assert hurt is not None
    assert (hurt.low, hurt.high) == (1, 2)


def test_another_of_the_same_age_is_another() -> None:
    assert (
        len(persons("A 16-year-old boy was killed in Tull on 2 May 2009. Another 16-year-old boy was injured beside him.")) == 2
    )
