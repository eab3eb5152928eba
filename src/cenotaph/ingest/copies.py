"""Near-copies: documents that share most of their wording, by shingles of five words and MinHash.

Wire copies corroborate nothing. A short quotation inside a long article is no near-copy: the measure is the share of all
shingles (Jaccard), estimated with an error of about 0.04 at 128 permutations (Broder 1997, doi:10.1109/SEQUEN.1997.666900).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from cenotaph.settings import load_settings
from cenotaph.text import folded_words

__all__ = ["bands_for", "group_copies", "sign_text"]

SHINGLE = 5  # words: see docs/decisions/0003-near-copies-by-minhash.md
PERMUTATIONS = 128  # an error of about .09 in the likeness of two texts
FEWEST_WORDS = 20  # shorter texts are alike by chance
SEED = 1  # any, and always the same: signatures are stored
STEPS = 200  # points on each side of the threshold, for an area that is right to four digits
SCHEME: Final = "affine32"


def sign_text(text: str) -> bytes | None:
    """The MinHash signature of a text as bytes, None for one too short to tell."""
    words = folded_words(text)
    if len(words) < FEWEST_WORDS:
        return None
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    made.update_batch([" ".join(words[n : n + SHINGLE]).encode() for n in range(len(words) - SHINGLE + 1)])
    return bytes(made.hashvalues.astype("<u8").tobytes())


def group_copies(signatures: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """For every document that has a near-copy, the smallest id of its group; the order of `signatures` does not matter.

    Compared are signatures that agree in a whole band (locality-sensitive hashing), with as many bands as the threshold asks for.
    """
    import numpy as np

    threshold = load_settings().near_copy_percent / 100
    made = dict(sorted(signatures))
    keys = list(made)
    values = np.frombuffer(b"".join(made.values()), dtype="<u8").reshape(-1, PERMUTATIONS)
    parent = list(range(len(keys)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def join(one: int, others: Sequence[int]) -> None:
        for other in others:
            low, high = sorted((root(one), root(other)))
            parent[high] = low

    first: dict[bytes, int] = {}
    for n, signature in enumerate(made.values()):
        join(first.setdefault(signature, n), [n])
    alone = np.array(list(first.values()), dtype=np.int64)
    bands, rows = bands_for(threshold) if len(alone) > 1 else (0, 1)
    for start in range(0, bands * rows, rows):
        for found in _alike(values[alone, start : start + rows]):
            group = alone[found]
            for n, one in enumerate(group[:-1]):
                rest = group[n + 1 :]
                join(int(one), rest[(values[rest] == values[one]).mean(axis=1) >= threshold].tolist())
    sizes = Counter(map(root, range(len(keys))))
    return {key: keys[root(n)] for n, key in enumerate(keys) if sizes[root(n)] > 1}


@cache
def bands_for(threshold: float) -> tuple[int, int]:
    """How many bands of how many values each bring pairs alike from `threshold` (0 to 1) on, and the fewest others: the areas of
    both mistakes under 1 - (1 - s^r)^b are least together (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4).

    datasketch has the same, and imports all of scipy.integrate for it, half a second in every process.
    """
    import numpy as np

    below, above = np.linspace(0, threshold, STEPS), np.linspace(threshold, 1, STEPS)

    def mistakes(shape: tuple[int, int]) -> float:
        bands, rows = shape
        wrong, missed = 1 - (1 - below**rows) ** bands, (1 - above**rows) ** bands
        return float(np.trapezoid(wrong, below) + np.trapezoid(missed, above))

    return min(((b, r) for b in range(1, PERMUTATIONS + 1) for r in range(1, PERMUTATIONS // b + 1)), key=mistakes)


def _alike(values: Any) -> Iterator[Any]:
    """The numbers of rows that are the same, two and more of them at a time."""
    import numpy as np

    if not len(values):
        return
    order = np.lexsort(values.T)
    new = np.flatnonzero(np.r_[True, (values[order[1:]] != values[order[:-1]]).any(axis=1)])
    for start, size in zip(new, np.diff(np.r_[new, len(order)]), strict=True):
        if size > 1:
            yield np.sort(order[start : start + size])
