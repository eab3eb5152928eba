import random

import pytest

from cenotaph.ingest import group_copies, sign_text

WORDS = "the road to the coast was closed and the market did not open because the bridge had been taken by armed men".split()  # noqa: SIM905


def text_of(seed: int, length: int = 220) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randint(0, 400)) for _ in range(length))


def test_a_wire_copy_with_another_headline_is_a_near_copy() -> None:
    wire = text_of(1)
    signatures = [
        ("d-a", sign_text(wire)),
        ("d-b", sign_text("CAPITAL DAILY. " + wire.upper() + " (Staff)")),
        ("d-c", sign_text(text_of(2))),
    ]
    assert group_copies([(key, signature) for key, signature in signatures if signature]) == {"d-a": "d-a", "d-b": "d-a"}


def test_the_order_does_not_matter() -> None:
    base = text_of(3)
    texts = {f"d-{n}": base if n % 3 == 0 else text_of(n + 10) for n in range(12)}
    signatures = [(key, signature) for key, text in texts.items() if (signature := sign_text(text))]
    first = group_copies(signatures)
    random.Random(4).shuffle(signatures)
    assert group_copies(signatures) == first
    assert set(first.values()) == {"d-0"}


def test_a_few_words_tell_nothing() -> None:
    assert sign_text("nine dead in Ostremar") is None


@pytest.mark.parametrize("percent", range(5, 96, 5))
def test_the_bands_are_those_that_datasketch_chooses(percent: int) -> None:
    from datasketch import MinHashLSH

    from cenotaph.ingest.copies import PERMUTATIONS, bands_for

    chosen = MinHashLSH(threshold=percent / 100, num_perm=PERMUTATIONS)
    assert bands_for(percent / 100) == (chosen.b, chosen.r)
