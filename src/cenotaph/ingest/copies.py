"""Near-copies: documents that share most of their wording, by shingles of five words and MinHash.

Wire copies corroborate nothing. A short quotation inside a long article is no near-copy: the measure is the share of all
shingles (Jaccard), estimated with an error of about 0.04 at 128 permutations (Broder 1997, doi:10.1109/SEQUEN.1997.666900).
"""

from collections.abc import Sequence
from typing import Final

from cenotaph.settings import load_settings
from cenotaph.text import folded_words

__all__ = ["group_copies", "sign_text"]

SHINGLE = 5  # words: see docs/decisions/0003-near-copies-by-minhash.md
PERMUTATIONS = 128  # an error of about .09 in the likeness of two texts
FEWEST_WORDS = 20  # shorter texts are alike by chance
SEED = 1  # any, and always the same: signatures are stored
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
    """For every document that has a near-copy, the smallest id of its group; the order of `signatures` does not matter."""
    import numpy
    from datasketch import MinHash, MinHashLSH

    threshold = load_settings().near_copy_percent / 100
    made = {
        key: MinHash(
            num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME, hashvalues=numpy.frombuffer(data, dtype="<u8").astype(numpy.uint64)
        )
        for key, data in sorted(signatures)
    }
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    parent = {key: key for key in made}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for key, signature in made.items():
        for other in sorted(str(found) for found in index.query(signature)):
            if root(other) != root(key) and signature.jaccard(made[other]) >= threshold:
                low, high = sorted((root(other), root(key)))
                parent[high] = low
        index.insert(key, signature)
    sizes: dict[str, int] = {}
    for key in made:
        sizes[root(key)] = sizes.get(root(key), 0) + 1
    return {key: root(key) for key in made if sizes[root(key)] > 1}
