"""Every pair of possible victims and a word of harm in one sentence, as drafts that are still to be weighed.

The rules of the clauses found some of them; the others are here because a reader of unseen text meets constructions that no
rule foresaw. A pair is no claim: only its weight makes it one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cenotaph.extract.chunks import symbols_of
from cenotaph.extract.clauses import FOLDED, find_agent, is_unreal
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.parts import harm_named
from cenotaph.extract.symbols import ACTIVE, AND, CASUALTY, COUNTED, HARMS, HEADINGS, HELPERS, PARTICIPLE, PAST, UNTOLD
from cenotaph.extract.units import Unit
from cenotaph.model import ClaimStatus, Harm, PerpetratorAs, Span
from cenotaph.text import Lexicon

__all__ = ["OUTCOMES", "REACH_OF_HARM", "Pair", "find_pairs"]

OUTCOMES = (Harm.INJURED, Harm.KILLED)
REACH_OF_HARM = 2  # sentences after a claim in which its harm may go on without a word of harm
NEAREST = 8  # cues on either side of a unit that are weighed: bounds the time in a sentence of cues only
DOUBTS = ("fearing", "possible")
# where no cue stands: the unit tells the harm itself, an adjective in it does, its head does, or the claim before it did
SELF, ATTRIBUTIVE, CARRIED, TOLD_BY_HEAD = -1, -2, -3, -4


@dataclass(slots=True, eq=False)
class Pair:
    """A unit, a harm and the chunk of its cue, or -1 where the unit itself tells the harm. `rule` is "" where no rule
    fired; `perhaps` that the harm is not the one that the word tells first; `open` that the word leaves open whether he died.
    """

    sentence: SentenceChunks
    unit: Unit
    harm: str
    cue: int
    rule: str
    draft: Draft
    perhaps: bool = False
    open: bool = False


def find_pairs(sentence: SentenceChunks, units: Sequence[Unit], ruled: Sequence[Draft], earlier: Sequence[Draft]) -> list[Pair]:
    """The pairs of a sentence. `ruled` are the drafts that the rules made of it, `earlier` those of the sentences before."""
    pairs: list[Pair] = []
    known: dict[tuple[int, str], Draft] = {(draft.victim, draft.harm): draft for draft in ruled}
    taken: set[int] = set()
    cues = _cues(sentence)
    symbols = symbols_of(sentence.chunks)
    for unit in units:
        for harm, cue, perhaps in _around(sentence, unit, cues, earlier):
            if cue >= 0 and unit.count.high != 0 and is_unreal(sentence, symbols, min(unit.first, cue), cue):
                continue
            draft = known.get((unit.first, harm))
            if draft is None and cue > unit.last and _has_own_subject(symbols, unit, cue):
                continue
            rule = ""
            if draft is not None and draft.victims.overlaps(unit.span):
                taken.add(id(draft))
                rule = draft.rules[0] + ("~" if FOLDED in draft.rules else "")
                rule = rule if draft.cue in (cue, -1) else "other:" + rule
                if draft.victims != unit.span:
                    draft = None
            left_open = cue >= 0 and harm in OUTCOMES and _leaves_open(sentence, cue)
            pairs.append(Pair(sentence, unit, harm, cue, rule, draft or _draft(sentence, unit, harm, cue), perhaps, left_open))
    for draft in ruled:
        if id(draft) not in taken or draft.cue == SELF:
            alone = Unit(draft.victim, draft.victim, draft.victims, draft.count, "ruled", draft.groups, draft.names)
            whose = next((unit for unit in units if unit.first == draft.victim), alone)
            pairs.append(Pair(sentence, whose, draft.harm, draft.cue, draft.rules[0], draft))
    return pairs


def _has_own_subject(symbols: str, unit: Unit, cue: int) -> bool:
    """Whether other people stand straight before the word of harm, in a clause of their own: "2,000 came and 40 drowned"."""
    between = symbols[unit.last + 1 : cue]
    return len(between) > 2 and between[-1] in COUNTED and between[-2] == AND and PARTICIPLE in between[:-2]


def _cues(sentence: SentenceChunks) -> list[tuple[int, str, bool]]:
    """The chunks that tell a harm, with the harm; what may have been deadly stands for both harms."""
    also = _inverted(sentence.lexicon, "also")
    out = []
    for at, chunk in enumerate(sentence.chunks):
        words = sentence.said(chunk)
        if chunk.symbol in UNTOLD and not chunk.harm:
            out += [(at, harm, True) for harm in _told_weakly(sentence.lexicon, words)]
        if chunk.symbol in HEADINGS and (named := harm_named(sentence.tokens[chunk.first : chunk.stop], sentence.lexicon)):
            out.append((at, named, False))
        elif chunk.symbol in HARMS and chunk.harm:
            out.append((at, chunk.harm, False))
            out += [(at, harm, True) for harm in also.get(words, ()) if harm != chunk.harm]
    return out


def _leaves_open(sentence: SentenceChunks, cue: int) -> bool:
    """Whether the word of harm may have been deadly: "shot", "stabbed", "hit"."""
    chunk = sentence.chunks[cue]
    words = sentence.said(chunk)
    if Harm.KILLED in _inverted(sentence.lexicon, "also").get(words, ()):
        return True
    return not chunk.harm and set(OUTCOMES) <= set(_told_weakly(sentence.lexicon, words))


@cache
def _inverted(lexicon: Lexicon, kind: str) -> dict[str, tuple[str, ...]]:
    """The harms that each word of a list {harm: [word, …]} may tell of."""
    out: dict[str, tuple[str, ...]] = {}
    for harm, words in (lexicon.lists["harms"].get(kind) or {}).items():
        for word in words:
            out[word] = (*out.get(word, ()), harm)
    return out


def _told_weakly(lexicon: Lexicon, words: str) -> tuple[str, ...]:
    return _inverted(lexicon, "weak").get(words, ())


def _around(
    sentence: SentenceChunks, unit: Unit, cues: Sequence[tuple[int, str, bool]], earlier: Sequence[Draft]
) -> list[tuple[str, int, bool]]:
    before = [cue for cue in cues if cue[0] < unit.first][-NEAREST:]
    after = [cue for cue in cues if cue[0] > unit.last][:NEAREST]
    out = [(harm, at, perhaps) for at, harm, perhaps in (*before, *after)]
    if unit.kind == "casualty" and unit.harm:
        out.append((unit.harm, SELF, False))
    elif unit.harm:
        out.append((unit.harm, ATTRIBUTIVE, False))
    for harm, heads in (sentence.lexicon.lists["harms"].get("harmed_people") or {}).items():
        if unit.head in heads and harm != unit.harm:
            out.append((harm, TOLD_BY_HEAD, False))
    told = _casualty_before(sentence, unit)
    if told and not any(harm == told for harm, _, _ in out):
        out.append((told, CARRIED, False))
    elif (unit.partitive or unit.kind == "number") and earlier:
        last = earlier[-1]
        if sentence.number - last.sentence.number <= REACH_OF_HARM and not any(harm == last.harm for harm, _, _ in out):
            out.append((last.harm, CARRIED, False))
    return out


def _casualty_before(sentence: SentenceChunks, unit: Unit) -> str:
    """The harm of the last casualties before a number alone: "12 dead in Ostra, six in Vesk and two in Torgrad"."""
    if unit.kind != "number":
        return ""
    return next((chunk.harm for chunk in reversed(sentence.chunks[: unit.first]) if chunk.symbol == CASUALTY), "")


def _draft(sentence: SentenceChunks, unit: Unit, harm: str, cue: int) -> Draft:
    chunks = sentence.chunks
    evidence = unit.span if cue < 0 else unit.span.join(_with_helpers(sentence, cue))
    draft = Draft(sentence, unit.first, harm, unit.count, unit.span, evidence, groups=unit.groups, names=unit.names, cue=cue)
    draft.antecedent = unit.antecedent
    low, high = (unit.first, unit.last) if cue < 0 else (min(cue, unit.first), max(cue, unit.last))
    if any(chunks[k].kind in DOUBTS for k in range(max(0, low - 1), high + 1)):
        draft.status = ClaimStatus.FEARED
    if cue >= 0:
        draft.alleged_perpetrator = _agent(sentence, unit, cue)
    draft.rules.append(f"near-{_kind_of_cue(sentence, cue)}")
    return draft


def _kind_of_cue(sentence: SentenceChunks, cue: int) -> str:
    """What tells the harm, for the name of the rule: "weak" for a word that tells it only together with others."""
    if cue < 0:
        return {SELF: "casualty", ATTRIBUTIVE: "attribute", CARRIED: "carried", TOLD_BY_HEAD: "head"}[cue]
    chunk = sentence.chunks[cue]
    return chunk.kind.replace("_", "-") if chunk.harm or chunk.symbol in HEADINGS else "weak"


def _agent(sentence: SentenceChunks, unit: Unit, cue: int) -> PerpetratorAs | None:
    """Who is said to have done it: after a verb with its victims the subject, after a participle who stands behind "by"."""
    chunk = sentence.chunks[cue]
    if chunk.symbol == ACTIVE and unit.first > cue:
        return find_agent(sentence, unit.last + 1, cue, active=True)
    return find_agent(sentence, cue + 1, cue, active=False) if chunk.symbol == PAST and unit.last < cue else None


def _with_helpers(sentence: SentenceChunks, cue: int) -> Span:
    """The cue with the helping verbs before it, so that the evidence reads as words that were said."""
    first = cue
    while first and sentence.chunks[first - 1].symbol in HELPERS:
        first -= 1
    return sentence.chunks[first].span.join(sentence.chunks[cue].span)
