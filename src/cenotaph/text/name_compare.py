"""How alike two names are, over scripts, spellings and the order of their words.

In go two names as written; out comes a number from 0 (nothing in common) to 1 (the same words). Every word of one is laid
beside a word of the other so that the whole fits best; two words are compared by spelling, by sound and by skeleton, and the
best counts. The score says how alike the names are written, never that two people are one: for that, see `cenotaph.link`.

Comparing the two strings as they stand is the obvious way; it makes `Hasan Ali` and `Ali Hasan` strangers and `Hassan Ali` and
`Hassan Abi` the same.
"""

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from cenotaph.text.name_forms import romanise, skeleton_of, sound_of
from cenotaph.text.names import parse_name

__all__ = ["align_names", "compare_names", "romanised_name"]

EXACT, SOUNDS, SKELETON = 1.0, 0.97, 0.9  # an order of three likenesses, below which edit distance decides; only the order counts
INITIAL = 0.75  # below every likeness of whole words, above what two names share by chance
LEFT_OVER = 0.35  # what a word without a partner costs, against one with a wrong partner: chains of names are often cut short
SHARPNESS = 2.5  # two different names of one length still share letters by chance; the power keeps that from counting as likeness


def compare_names(first: str, second: str) -> float:
    """How alike two names are, 0 to 1. A name without letters is like nothing."""
    a, b = parse_name(first).words, parse_name(second).words
    if not a or not b:
        return 0.0
    return max(_aligned(a, b), _joined(a, b))


def _joined(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The names without their spaces: `abd ulla` and `abdulla`, `ibnsina` and `ibn sina`."""
    if len(a) == len(b):
        return 0.0
    ours, theirs = "".join(map(sound_of, a)), "".join(map(sound_of, b))
    return SOUNDS if ours == theirs and len(ours) > 4 else 0.0


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The best one-to-one laying of words, each word weighing as its length."""
    score = weight = 0.0
    for x, y, likeness in _laid(a, b):
        if x and y:
            counts = len(x) ** 0.5 + len(y) ** 0.5
            score += counts * likeness
            weight += counts
        else:
            weight += LEFT_OVER * len(x or y) ** 0.5
    return float(score / weight)


def align_names(first: str, second: str) -> list[tuple[str, str, float]]:
    """The words of two names laid beside each other, in the order of the first, with how alike they are, 0 to 1; words without a
    partner last, beside "". Words are as names are compared: folded, in their own script.
    """
    a, b = parse_name(first).words, parse_name(second).words
    laid = {x: n for n, x in enumerate(a)}
    return sorted(_laid(a, b), key=lambda one: (not one[0], not one[1], laid.get(one[0], 0)))


def romanised_name(name: str) -> str:
    """A name in Latin letters, for reading; "" for one that is in Latin letters already."""
    parsed = parse_name(name)
    return "" if parsed.script == "latn" else " ".join(romanise(word).capitalize() for word in parsed.words)


def _laid(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """Words in pairs, greedy over the likeness of all pairs, and words without a partner beside ""."""
    pairs = sorted(
        ((compare_words(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), key=lambda p: (-p[0], p[1], p[2])
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    out = []
    for likeness, i, j in pairs:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            out.append((a[i], b[j], likeness))
    out += [(word, "", 0.0) for i, word in enumerate(a) if i not in used_a]
    return out + [("", word, 0.0) for j, word in enumerate(b) if j not in used_b]


@lru_cache(maxsize=100_000)
def compare_words(x: str, y: str) -> float:
    """How alike two words of names are, 0 to 1."""
    if x == y:
        return EXACT
    if min(len(x), len(y)) == 1:
        return INITIAL if romanise(x)[:1] == romanise(y)[:1] else 0.0
    ours, theirs = sound_of(x), sound_of(y)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return SOUNDS
    short, long = sorted((ours, theirs), key=len)
    if skeleton_of(x) == skeleton_of(y):
        agree = bool(Levenshtein.distance(ours, theirs) == len(long) - len(short))
        return SKELETON + 0.05 if agree else SKELETON
    by_sound = JaroWinkler.similarity(ours, theirs)
    by_letter = JaroWinkler.similarity(x, y)
    edits = Levenshtein.normalized_similarity(x, y)
    alike = max(by_letter, by_sound) * 0.5 + edits * 0.5
    return float(alike**SHARPNESS)
