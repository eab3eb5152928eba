"""What tells that a name is that of somebody who was killed: where it stands, the kinds of the words around it, and what the
claims of the document say of it. Decides nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from cenotaph.extract.ages import age_beside
from cenotaph.extract.appearances import Appearance, Somebody
from cenotaph.extract.name_rows import NameRows
from cenotaph.extract.person_claims import stands_beside
from cenotaph.extract.word_kinds import DIED, WordKinds
from cenotaph.model import Claim, ClaimScope, Harm, Span
from cenotaph.text import Lexicon, tokenise

__all__ = ["SaidInClaims", "count_dead", "person_features", "second_person_features"]

BY_PLACE = 3  # tokens on either side whose kind counts by its place
BY_SIDE = 12  # tokens on either side whose kind counts by the side
CLOSE = 5  # of those the nearer ones
LEAD = 600  # characters: what a report tells first it mainly tells
IN_ROW = frozenset(["claim-killed", "claim-injured", "claim-detained", "maybe-killed", "accused"])  # what a row shares
TELLING = frozenset(["identify", "victim", "mourning", "accused", "kin", "hurt", DIED, "harmed", "said"])
SURE = 0.8  # of a claim's confidence: nine in ten such claims of gold texts are right
BESIDE = 10  # tokens: names that far apart in one sentence are told of together
TENTHS, FIFTHS = 10, 5  # how finely first probabilities are told apart
MOST_RANKS = 4  # words, times and ranks told apart; what is more counts alike


class SaidInClaims:
    """What the claims of a document, and what is only possible, say of the names in it."""

    def __init__(self, text: str, claims: Sequence[Claim], possible: Sequence[Claim]) -> None:
        killed = [claim for claim in claims if claim.harm == Harm.KILLED]
        self._named = [(claim, named.span) for claim in claims for named in claim.names]
        self._text, self._nameless = text, [claim for claim in claims if not claim.names]
        self._maybe = [(claim, named.span) for claim in possible for named in claim.names]
        self._accused = [claim.alleged_perpetrator.span for claim in claims if claim.alleged_perpetrator is not None]
        self._speakers = [claim.speaker for claim in claims if claim.speaker is not None]
        self._deaths = [claim.evidence for claim in killed]
        self.ages = {age for claim in killed for age in _numbers(claim.victims.of(text))}
        self.ages |= {named.age for claim in killed for named in claim.names if named.age is not None}
        self.dead = max((c.count.low or 0 for c in killed if c.scope == ClaimScope.INCIDENT), default=0)

    def of(self, one: Appearance) -> Iterator[str]:
        """What they say of a name where it stands."""
        span = one.span
        for claim, named in (*self._named, *self._beside(span)):
            if named.overlaps(span):
                yield f"claim-{claim.harm}"
                yield f"claim-{claim.harm}-{'sure' if (claim.confidence or 0) > SURE else 'less-sure'}"
                yield f"claim-{claim.status}"
        for claim, named in self._maybe:
            if named.overlaps(span):
                yield f"maybe-{claim.harm}"
        for name, spans in (("accused", self._accused), ("speaks", self._speakers), ("beside-a-death", self._deaths)):
            if any(where.overlaps(span) for where in spans):
                yield name

    def _beside(self, span: Span) -> Iterator[tuple[Claim, Span]]:
        """The claims that name nobody and whose words for their victim stand right beside a name."""
        return ((claim, span) for claim in self._nameless if stands_beside(self._text, claim, span))


def _numbers(words: str) -> Iterator[int]:
    for token in tokenise(words):
        number = token.text.partition("-")[0]
        if number.isascii() and number.isdigit() and len(number) < 4:
            yield int(number)


def person_features(
    somebody: Somebody, said: SaidInClaims, rows: NameRows, kinds: WordKinds, dead: int, lexicon: Lexicon
) -> list[str]:
    """The features of one name of a document, each once; `dead` is how many it tells of (see `count_dead`).

    In a text all in capitals each counts a second time by itself: there most runs of words look like names (augmentation: Daumé
    2007, https://aclanthology.org/P07-1033).
    """
    found = dict.fromkeys(_of_name(somebody, lexicon))
    if dead:
        found["some-died" if dead > 1 else "one-died"] = None
    for one in somebody.appearances:
        found.update(dict.fromkeys(said.of(one)))
        for mate in rows.row_with(one):
            if mate is not one:
                found.update(dict.fromkeys(f"row-{name}" for name in said.of(mate) if name in IN_ROW))
        found.update(dict.fromkeys(_around(one, rows, kinds, lexicon)))
        age = age_beside(one, lexicon)
        if age is not None:
            found["age-beside"] = None
            if said.ages:
                found["age-of-the-dead" if age.years in said.ages else "age-of-no-dead"] = None
    more = [f"in-capitals-{name}" for name in found] if rows.capitals else []
    return [*found, *more]


def count_dead(somebodies: Sequence[Somebody], said: SaidInClaims, rows: NameRows) -> int:
    """The largest number of killed that a document tells of one event, or names in one row of which a claim names somebody."""
    named = (len(rows.row_with(one)) for body in somebodies for one in body.appearances if f"claim-{Harm.KILLED}" in said.of(one))
    return max(said.dead, max(named, default=0))


def _of_name(somebody: Somebody, lexicon: Lexicon) -> Iterator[str]:
    words = somebody.words
    yield "given" if words[0] in lexicon.words("known_names", "given") else "no-given"
    yield f"words-{min(len(words), MOST_RANKS)}"
    yield f"times-{min(len(somebody.appearances), MOST_RANKS)}"
    if " ".join(words) in lexicon.words("known_names", "places"):
        yield "a-place"
    if words[-1] in lexicon.words("naming", "place"):
        yield "ends-as-place"
    if somebody.fullest.span.start < LEAD:
        yield "lead"


def _around(one: Appearance, rows: NameRows, kinds: WordKinds, lexicon: Lexicon) -> Iterator[str]:
    sentence = one.sentence
    if rows.in_headline(one):
        yield "in-headline"
        return
    first, stop = rows.row_of(one)
    if (first, stop) != (one.first, one.stop):
        yield "in-row"
        yield "first-in-row" if first == one.first else "later-in-row"
    if first == 0:
        yield "opens"
    if stop == len(sentence.tokens):
        yield "ends"
    heading = rows.heading_of(one)
    if heading is not None:
        yield "line"
        for at in range(len(heading.tokens)):
            yield from (f"heading-{kind}" for kind in kinds.of(heading, at) if kind in TELLING)
    after = rows.after(one)
    if after is not None and after.tokens and _means_one(after.tokens[0].lower, lexicon):
        for at in range(min(len(after.tokens), BY_SIDE)):
            yield from (f"then-{kind}" for kind in kinds.of(after, at) if kind in TELLING)
    yield from _beside("b", [kinds.of(sentence, at) for at in range(first - 1, max(-1, first - 1 - BY_SIDE), -1)])
    yield from _beside("a", [kinds.of(sentence, at) for at in range(stop, min(len(sentence.tokens), stop + BY_SIDE))])


def _means_one(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.words("mentions", "female") or word in lexicon.words("mentions", "male")


def _beside(side: str, found: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The kinds on one side of a name, the nearest first."""
    for distance, kinds in enumerate(found, 1):
        if distance <= BY_PLACE:
            yield from (f"{side}{distance}-{kind}" for kind in kinds)
        if distance == 2:
            yield from (f"{side}12-{near}-{kind}" for near in found[0] for kind in kinds)
        yield from (f"{side}-{kind}{'-close' if distance <= CLOSE else ''}" for kind in kinds if kind in TELLING)
    telling = sorted({kind for kinds in found for kind in kinds if kind in TELLING})
    yield from (f"{side}-{one}+{other}" for one, other in combinations(telling, 2))


def second_person_features(somebodies: Sequence[Somebody], first: Sequence[float], dead: int) -> list[list[str]]:
    """What the first look at all names of a document says of each: how it ranks beside the number of the dead, and how likely
    those are that stand beside it.
    """
    order = sorted(range(len(somebodies)), key=lambda n: -first[n])
    rank = {n: place for place, n in enumerate(order, 1)}
    likely = [min(int(p * FIFTHS), FIFTHS - 1) for p in first]
    beside = _most_beside(somebodies, first)
    out = []
    for n, somebody in enumerate(somebodies):
        tenth = min(int(first[n] * TENTHS), TENTHS - 1)
        found = [f"p{tenth}", f"rank-{min(rank[n], MOST_RANKS)}"]
        found.append("among-the-dead" if rank[n] <= dead else "next-to-the-dead" if rank[n] == dead + 1 else "beyond-the-dead")
        found.append(f"{'within' if rank[n] <= dead else 'beyond'}-p{tenth}")
        better = order[: rank[n] - 1]
        if better:
            found.append(f"best-other-p{likely[better[0]]}")
        if any(somebodies[m].words[-1] == somebody.words[-1] for m in better):
            found.append("surname-of-likelier")
        if beside[n]:
            found.append(f"beside-p{min(int(beside[n] * FIFTHS), FIFTHS - 1)}")
        out.append(found)
    return out


def _most_beside(somebodies: Sequence[Somebody], first: Sequence[float]) -> list[float]:
    """For each name, the likelihood of the likeliest other that stands beside it in a sentence."""
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for n, somebody in enumerate(somebodies):
        for one in somebody.appearances:
            by_sentence.setdefault(one.sentence.number, []).append((one.first, n))
    most = [0.0] * len(somebodies)
    for places in by_sentence.values():
        for at, n in places:
            most[n] = max([most[n], *(first[m] for where, m in places if m != n and abs(where - at) <= BESIDE)])
    return most
