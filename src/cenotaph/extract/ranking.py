"""Weighs every pair of possible victims and harm, and takes those that are likely to be right.

First match is the obvious alternative, and it was: it is silent wherever no rule foresaw the words. Here the rules are what a
pair is weighed by, beside the distance, the words and their rivals. What is not likely enough to count but too likely to pass
over is *possible*: shown to people, never counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cenotaph.extract.clauses import find_clauses, tells_harm
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.features import Surroundings, pair_features
from cenotaph.extract.linear import load_weights
from cenotaph.extract.pairs import REACH_OF_HARM, Pair, find_pairs
from cenotaph.extract.parts import find_parts
from cenotaph.extract.second_look import second_features
from cenotaph.extract.settle import settle_appositions, settle_outcomes
from cenotaph.extract.units import Unit, find_units
from cenotaph.model import Span
from cenotaph.text import Lexicon

__all__ = ["Ranked", "Seen", "choose", "find_ruled", "rank", "see_pairs"]

NEAR = "near-"  # what begins the rule of a pair that no clause rule saw
REACH_OF_MENTION = 3  # sentences back to the claim that "the two men" means again
MOST_LOOKED_AT = 20  # claims of the same number, the latest: bounds the time in a text of claims only
REACH_OF_THEY = 30  # units before a sentence among which the antecedent of "they" is looked for


@dataclass(frozen=True, slots=True)
class Ranked:
    """The drafts that count and those that are only possible, in text order; and words that mean a draft's victims again."""

    claims: list[Draft]
    possible: list[Draft]
    mentions: list[tuple[Draft, Span]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """All pairs of a document with their features, and the units of its sentences."""

    pairs: list[Pair]
    features: list[list[str]]
    units: list[tuple[SentenceChunks, Unit]]


def find_ruled(sentences: Sequence[SentenceChunks], lexicon: Lexicon) -> list[Draft]:
    """The drafts that the rules alone make of a document."""
    drafts: list[Draft] = []
    for sentence in sentences:
        if tells_harm(sentence.tokens, lexicon):
            drafts.extend(find_parts(sentence, find_clauses(sentence, lexicon), drafts, lexicon))
    return drafts


def rank(
    sentences: Sequence[SentenceChunks],
    ruled: Sequence[Draft],
    lexicon: Lexicon,
    note: Callable[[Sequence[Pair]], None] | None = None,
) -> Ranked:
    """The claims of a document, and what is only possible. A language without fitted weights of its own is weighed by those
    that hold in every language.

    `note` may tell of constructions that the rules did not see, before the pairs are weighed.
    """
    weights = load_weights("claims", lexicon.language)
    assert weights is not None, "the weights of every language are shipped"
    seen = see_pairs(sentences, ruled, lexicon, note, lexical=weights.lexical)
    first = [weights.first.probability(features) for features in seen.features]
    second = second_features(seen.pairs, first)
    final = [weights.second.probability((*features, *more)) for features, more in zip(seen.features, second, strict=True)]
    ranked = choose(seen.pairs, final, weights.claim, weights.possible)
    return replace(ranked, mentions=_meant_again(seen.units, ranked.claims))


def see_pairs(
    sentences: Sequence[SentenceChunks],
    ruled: Sequence[Draft],
    lexicon: Lexicon,
    note: Callable[[Sequence[Pair]], None] | None = None,
    *,
    lexical: bool = True,
) -> Seen:
    """Every pair of the document with its features; without `lexical` such as hold no word of the language."""
    around = Surroundings(sentences, ruled)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in ruled:
        by_sentence.setdefault(draft.sentence.number, []).append(draft)
    earlier: list[Draft] = []
    before: list[Unit] = []
    seen = Seen([], [], [])
    for sentence in sentences:
        found = by_sentence.get(sentence.number, [])
        if (
            tells_harm(sentence.tokens, lexicon)
            or found
            or earlier
            and sentence.number - earlier[-1].sentence.number <= REACH_OF_HARM
        ):
            units = find_units(sentence, before[-REACH_OF_THEY:])
            pairs = find_pairs(sentence, units, found, earlier)
            if note is not None:
                note(pairs)
            for pair in pairs:
                seen.pairs.append(pair)
                seen.features.append(pair_features(pair, units, around, lexical=lexical))
            seen.units.extend((sentence, unit) for unit in units)
            before += [unit for unit in units if unit.kind != "pronoun"]
        earlier += found
    return seen


def choose(pairs: Sequence[Pair], probabilities: Sequence[float], claim: float, least: float) -> Ranked:
    """Of all pairs of one unit and harm the likeliest; of units that share words and harm the likeliest."""
    best: dict[tuple[int, int, int, str], Draft] = {}
    for pair, probability in zip(pairs, probabilities, strict=True):
        draft = pair.draft
        if draft.probability is None or probability > draft.probability:
            draft.probability = probability
        key = (pair.sentence.number, draft.victims.start, draft.victims.end, draft.harm)
        held = best.get(key)
        if held is None or _is_ruled(draft) > _is_ruled(held):
            best[key] = draft
            draft.probability = max(draft.probability, (held.probability or 0.0) if held is not None else 0.0)
        elif held is not draft and _is_ruled(draft) == _is_ruled(held) and (held.probability or 0.0) < probability:
            best[key] = draft
        elif held is not draft:
            held.probability = max(held.probability or 0.0, probability)
    settle_outcomes(list(best.values()))
    settle_appositions(list(best.values()))
    kept: dict[int, list[Draft]] = {}
    claims: list[Draft] = []
    possible: list[Draft] = []
    for draft in sorted(best.values(), key=lambda d: -(d.probability or 0.0)):
        beside = kept.setdefault(draft.sentence.number, [])
        if any(_same(draft, other) for other in beside):
            continue
        likely = draft.probability or 0.0
        if likely >= claim:
            claims.append(draft)
        elif likely >= least or not beside:
            possible.append(draft)  # a sentence that tells of harm and people says at least "look here"
        else:
            continue
        beside.append(draft)
    return Ranked(_in_order(_without_named_twice(claims)), _in_order(possible))


def _without_named_twice(claims: Sequence[Draft]) -> list[Draft]:
    """Of "the two dead clerks were named as …" the names: they are the same people."""
    named = {(draft.sentence.number, draft.harm, draft.count) for draft in claims if draft.rules[:1] == ["named"]}
    return [d for d in claims if d.rules[:1] == ["named"] or (d.sentence.number, d.harm, d.count) not in named]


def _meant_again(units: Sequence[tuple[SentenceChunks, Unit]], claims: Sequence[Draft]) -> list[tuple[Draft, Span]]:
    """Definites and pronouns that are no claim: each means the victims of the nearest claim of the same number before it."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in claims:
        by_sentence.setdefault(draft.sentence.number, []).append(draft)
    out: list[tuple[Draft, Span]] = []
    for sentence, unit in units:
        if not (unit.definite or unit.kind == "pronoun"):
            continue
        reach = range(sentence.number, sentence.number - REACH_OF_MENTION - 1, -1)
        near = [draft for number in reach for draft in reversed(by_sentence.get(number, [])[-MOST_LOOKED_AT:])]
        if any(draft.victims.overlaps(unit.span) for draft in near):
            continue
        for draft in near:
            known = unit.kind == "pronoun" or unit.head in {token.lower for token in draft.sentence.tokens}
            if known and draft.count == unit.count and draft.victims.end <= unit.span.start:
                out.append((draft, unit.span))
                break
    return out


def _is_ruled(draft: Draft) -> bool:
    """Whether a clause rule read it: then its evidence is the clause, and not only the words from the victims to their cue."""
    return not draft.rules[0].startswith(NEAR)


def _same(draft: Draft, other: Draft) -> bool:
    return draft.harm == other.harm and draft.victims.overlaps(other.victims)


def _in_order(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.victims.start, d.evidence.start))
