"""More things than memory has room for stand in order, and equal a list of the same."""

from hypothesis import given
from hypothesis import strategies as st

from cenotaph.archive.on_disk import OnDisk

PAIRS = st.lists(st.tuples(st.text(st.characters(exclude_characters="\x00"), max_size=4), st.text(max_size=3)), max_size=30)


@given(PAIRS)
def test_things_stand_in_the_order_of_their_keys_and_as_they_came_under_one(pairs: list[tuple[str, str]]) -> None:
    held = OnDisk(iter(pairs), key=lambda pair: (pair[0],))
    ordered = sorted(pairs, key=lambda pair: pair[0].encode("utf-8", "surrogatepass"))
    assert list(held) == ordered
    assert [held[at] for at in range(len(held))] == ordered
    assert held[1:3] == tuple(ordered[1:3])
    assert held[::-1] == tuple(reversed(ordered))
    assert held == tuple(ordered)
    assert tuple(ordered) == held
    assert held != (*ordered, ("", ""))


def test_parts_of_a_key_are_compared_one_after_the_other_and_readers_do_not_disturb_each_other() -> None:
    held = OnDisk([("ab", "a"), ("a", "b"), ("a", "c")], key=lambda pair: pair)
    assert list(held) == [("a", "b"), ("a", "c"), ("ab", "a")]
    assert [(one, other) for one in held for other in held] == [(one, other) for one in list(held) for other in list(held)]
    assert ("ab", "a") in held
    assert not OnDisk([], key=lambda one: (one,))
