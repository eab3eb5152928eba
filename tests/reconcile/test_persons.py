"""Mentions to persons: one unless something says two."""

import pytest

from cenotaph.model import ClaimInDocument
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
