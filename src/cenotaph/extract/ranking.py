"""Weighs every pair of possible victims and harm, and takes those that are likely to be right.

First match is the obvious alternative, and it was: it is silent wherever no rule foresaw the words. Here the rules are what a
pair is weighed by, beside the distance, the words and their rivals. What is not likely enough to count but too likely to pass
over is *possible*: shown to people, never counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.extract.clauses import find_clauses, tells_harm
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.features import Surroundings, pair_features
from cenotaph.extract.linear import load_weights
from cenotaph.extract.pairs import OUTCOMES, Pair, find_pairs
from cenotaph.extract.parts import find_parts
from cenotaph.extract.second_look import second_features
from cenotaph.extract.units import Unit, find_units
from cenotaph.text import Lexicon

__all__ = ["Ranked", "choose", "find_ruled", "rank", "see_pairs"]

LESS = 0.3  # probability that the less likely outcome of "shot" keeps at most: it is shown as possible, and never counted
REACH_OF_THEY = 30  # units before a sentence among which the antecedent of "they" is looked for


@dataclass(frozen=True, slots=True)
class Ranked:
    """The drafts that count, and the drafts that are only possible, both in text order."""

    claims: list[Draft]
    possible: list[Draft]


def find_ruled(sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> list[Draft]:
    """The drafts that the rules alone make of a document."""
    drafts: list[Draft] = []
    for sentence in sentences:
        if tells_harm(sentence.tokens, lexicon):
            drafts.extend(find_parts(sentence, find_clauses(sentence, lexicon), drafts, lexicon))
    return drafts


def rank(sentences: Sequence[SentenceChunks], ruled: Sequence[Draft], lexicon: Lexicon) -> Ranked:
    """The claims of a document, and what is only possible. Without fitted weights of the language the rules alone decide."""
    weights = load_weights("claims", lexicon.language)
    if weights is None:
        return Ranked(list(ruled), [])
    seen = see_pairs(sentences, ruled, lexicon)
    pairs = [pair for pair, _ in seen]
    first = [weights.first.probability(features) for _, features in seen]
    second = second_features(pairs, first)
    final = [weights.second.probability((*features, *more)) for (_, features), more in zip(seen, second, strict=True)]
    return choose(pairs, final, weights.claim, weights.possible)


def see_pairs(sentences: Sequence[SentenceChunks], ruled: Sequence[Draft], lexicon: Lexicon) -> list[tuple[Pair, list[str]]]:
    """Every pair of the document with its features."""
    around = Surroundings(sentences, ruled)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in ruled:
        by_sentence.setdefault(draft.sentence.number, []).append(draft)
    earlier: list[Draft] = []
    before: list[Unit] = []
    out: list[tuple[Pair, list[str]]] = []
    for sentence in sentences:
        found = by_sentence.get(sentence.number, [])
        if tells_harm(sentence.tokens, lexicon) or found or earlier and sentence.number - earlier[-1].sentence.number <= 2:
            units = find_units(sentence, before[-REACH_OF_THEY:])
            out += [(pair, pair_features(pair, units, around)) for pair in find_pairs(sentence, units, found, earlier)]
            before += [unit for unit in units if unit.kind != "pronoun"]
        earlier += found
    return out


def choose(pairs: Sequence[Pair], probabilities: Sequence[float], claim: float, least: float) -> Ranked:
    """Of all pairs of one unit and harm the likeliest; of units that share words and harm the likeliest."""
    best: dict[tuple[int, int, int, str], Draft] = {}
    for pair, probability in zip(pairs, probabilities, strict=True):
        draft = pair.draft
        if draft.probability is None or probability > draft.probability:
            draft.probability = probability
        key = (pair.sentence.number, draft.victims.start, draft.victims.end, draft.harm)
        held = best.get(key)
        if held is None or (held.probability or 0.0) < probability:
            best[key] = draft
    _settle_outcomes(list(best.values()))
    claims: list[Draft] = []
    possible: list[Draft] = []
    for draft in sorted(best.values(), key=lambda d: -(d.probability or 0.0)):
        if (draft.probability or 0.0) < least or any(_same(draft, other) for other in claims):
            continue
        if draft.probability is not None and draft.probability >= claim:
            claims.append(draft)
        elif not any(_same(draft, other) for other in possible):
            possible.append(draft)
    return Ranked(_in_order(claims), _in_order(possible))


def _settle_outcomes(drafts: Sequence[Draft]) -> None:
    """Of "shot" the victim was either hurt or killed: the likelier of the two takes the probability of both."""
    by_cue: dict[tuple[int, int, int], list[Draft]] = {}
    for draft in drafts:
        if draft.cue >= 0 and draft.harm in OUTCOMES:
            by_cue.setdefault((draft.sentence.number, draft.victim, draft.cue), []).append(draft)
    for same in by_cue.values():
        if len(same) == len(OUTCOMES):
            less, more = sorted(same, key=lambda draft: draft.probability or 0.0)
            both = (less.probability or 0.0) + (more.probability or 0.0)
            more.probability, less.probability = min(both, 1.0), min(less.probability or 0.0, LESS)


def _same(draft: Draft, other: Draft) -> bool:
    return draft.harm == other.harm and draft.victims.overlaps(other.victims)


def _in_order(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.victims.start, d.evidence.start))
