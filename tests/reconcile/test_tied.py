"""What hangs together, and how words become common in steps."""

from hypothesis import given
from hypothesis import strategies as st

from cenotaph.model import TextMarks
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.tied import reach, tied_parts

LETTERS = "abcdefgh"
TIES = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=12)


def marks(*words: str) -> TextMarks:
    return TextMarks(names=frozenset(words))


@given(seeds=st.sets(st.sampled_from(LETTERS)), ties=TIES)
def test_reached_is_all_that_hangs_on_the_seeds(seeds: set[str], ties: list[tuple[str, str]]) -> None:
    reached = reach(seeds, ties)
    assert seeds <= reached
    assert all((a in reached) == (b in reached) for a, b in ties)
    parts = tied_parts(LETTERS, ties, 1)
    assert reached == frozenset().union(*(part for part in parts if part & seeds))


@given(ties=TIES, size=st.integers(1, 9))
def test_no_tie_joins_two_parts(ties: list[tuple[str, str]], size: int) -> None:
    parts = tied_parts(LETTERS, ties, size)
    assert sorted(one for part in parts for one in part) == list(LETTERS)
    assert not [tie for tie in ties for part in parts if len(part.intersection(tie)) == 1 and tie[0] != tie[1]]
    assert all(len(part) >= size for part in parts[:-1])


def test_a_word_changes_its_weight_when_it_passes_a_step_and_not_before() -> None:
    three, four, five = (Rarity.of([marks("tull")] * number + [marks("venn")] * 20) for number in (3, 4, 5))
    assert three.weight("tull") == four.weight("tull") > five.weight("tull")
    assert four.changed_since(three) is not None
    assert [len(words) for words in four.changed_since(three) or ()] == [0, 0]
    assert [len(words) for words in five.changed_since(four) or ()] == [1, 0]


def test_a_case_that_doubled_changes_every_weight() -> None:
    small, large = (Rarity.of([marks("tull")] * number) for number in (40, 400))
    assert large.changed_since(small) is None


@given(counts=st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_what_came_is_taken_off_again(counts: list[int]) -> None:
    before = [marks(*LETTERS[:number]) for number in counts]
    came = [marks("a", "b"), marks("h")]
    whole = Rarity.of([*before, *came])
    assert [whole.without([one.packed_words() for one in came]).weight(w) for w in LETTERS] == [
        Rarity.of(before).weight(word) for word in LETTERS
    ]
