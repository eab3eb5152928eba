"""Clause patterns: which group suffered which harm, in which voice. Negated and hypothetical clauses are no claims."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from cenotaph.extract.chunks import Chunk, symbols_of
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.homes import says_where
from cenotaph.extract.simplify import folded_rows
from cenotaph.extract.symbols import (
    ACTIVE,
    AGENT_WORDS,
    ARTICLE,
    BE,
    BLOCKS_VOICE,
    CASUALTY,
    COMMA,
    COUNTED_OR_CASUALTY,
    COUNTED_WITHOUT_NAME,
    HEADED,
    HYPOTHETICAL,
    NAME,
    NEGATED,
    NOT,
    NUMBER,
    OTHER_CLAUSE,
    PAST,
    PEOPLE,
    PEOPLE_OR_PLURAL,
    PERSONS,
    PREPOSITION_OF_TITLE,
    RELATIVE_ARTICLE_ADVERB,
    SUBJECT_TAIL,
    TOLL,
    VERB_GROUP,
    compile_names,
)
from cenotaph.model import ClaimStatus, CountRange, Harm, PerpetratorAs, Span
from cenotaph.text import Lexicon, Token

__all__ = ["FOLDED", "find_agent", "find_clauses", "is_unreal", "tells_harm"]

HARM_KINDS = (
    "active",
    "past",
    "attributive",
    "intransitive",
    "state",
    "nominal",
    "nominal_owned",
    "toll",
    "fate",
    "counted",
    "counted_zero",
    "counted_after",
)
PART_KINDS = ("parts", "partitive", "breakdown_heads")
NAMEABLE = frozenset(
    {Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED, Harm.MISSING, Harm.TORTURED, Harm.SEXUAL_VIOLENCE, Harm.DISPLACED}
)
GAPPED = "gapped"  # the rule of "12 dead in Ostra, six in Vesk"
CASUALTY_ALONE = "counted-casualty"  # the rule of "nine dead"
FOLDED = "folded"
LONGEST_SUBJECT = 8  # chunks: beyond them a comma or a verb has ended every subject of the gold texts
FEAR_REACH = 3  # chunks: "feared to have been" before the harm; farther off it is another clause's fear
AGENT = re.compile(
    compile_names(
        r"<by>(<article>?[<word><adverb><participle>]{0,3}[<people><name><plural><word>]"
        r"(?:[<of><preposition><by><and>]?<article>?[<word><name>]){0,4})"
    )
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One clause pattern: its rule id, the compiled expression, whether the harm verb takes an object, and whether the object
    stands before it.
    """

    id: str
    expression: re.Pattern[str]
    active: bool
    harm: str = ""
    object: bool = False


@cache
def load_patterns(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """The patterns of a language, macros filled in."""
    data = lexicon.lists["patterns"]
    macros: dict[str, str] = {}
    for name, value in data["macros"].items():
        macros[name] = _filled(value, macros)
    return tuple(
        Pattern(
            row["id"],
            re.compile(compile_names(_filled(row["match"], macros))),
            bool(row.get("active")),
            row.get("harm", ""),
            bool(row.get("object")),
        )
        for row in data["order"]
    )


def _filled(text: str, macros: dict[str, str]) -> str:
    for name, value in macros.items():
        text = text.replace("{" + name + "}", value)
    return text


def tells_harm(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """A quick look: whether a sentence has a word that could begin a harm, a part or a breakdown."""
    return lexicon.phrases("harms", HARM_KINDS).any_in(tokens) or lexicon.phrases("grammar", PART_KINDS).any_in(tokens)


def find_clauses(sentence: SentenceChunks, lexicon: Lexicon) -> list[Draft]:
    """The claims of one sentence, in text order: of the sentence as it stands, then of what folding leaves of it."""
    drafts = _find_in_row(sentence, lexicon)
    known = {(draft.victim, draft.harm) for draft in drafts}
    for kept in folded_rows(sentence.row):
        row = replace(sentence, _chunks=[sentence.chunks[k] for k in kept], _row=None)
        for draft in _find_in_row(row, lexicon):
            draft.victim, draft.cue = kept[draft.victim], kept[draft.cue] if draft.cue >= 0 else -1
            if (draft.victim, draft.harm) not in known:
                draft.sentence = sentence
                draft.alleged_perpetrator = draft.alleged_perpetrator or _folded_agent(sentence, draft)
                draft.rules.append(FOLDED)
                known.add((draft.victim, draft.harm))
                drafts.append(draft)
    return sorted(drafts, key=lambda d: (d.victims.start, d.evidence.start))


def _folded_agent(sentence: SentenceChunks, draft: Draft) -> PerpetratorAs | None:
    """Who stands behind "by" after a participle, where folding took it out of the row."""
    behind = draft.cue > draft.victim and sentence.chunks[draft.cue].symbol == PAST
    return find_agent(sentence, draft.cue + 1, draft.cue, active=False) if behind else None


def _find_in_row(sentence: SentenceChunks, lexicon: Lexicon) -> list[Draft]:
    symbols = symbols_of(sentence.chunks)
    drafts: dict[tuple[int, str], Draft] = {}
    covered: set[tuple[int, str]] = set()
    verbs_with_object: set[int] = set()
    for pattern in load_patterns(lexicon):
        at = 0
        while found := pattern.expression.search(symbols, at):
            at = found.start() + 1
            harm_at = found.start("h") if "h" in found.re.groupindex else -1
            if not pattern.active and harm_at in verbs_with_object:
                continue
            if not _admissible(sentence, symbols, found, harm_at, pattern, lexicon):
                continue
            if pattern.active:
                verbs_with_object.add(harm_at)
            made = _drafts(sentence, symbols, found, harm_at, pattern)
            for draft in made:
                if (draft.victim, draft.harm) not in covered:
                    drafts[draft.victim, draft.harm] = draft
            if made:
                covered |= {(k, made[0].harm) for k in range(found.start("v"), found.end("v"))}
    _attributive(sentence, drafts)
    return _without_told_twice(drafts)


def _without_told_twice(drafts: dict[tuple[int, str], Draft]) -> list[Draft]:
    """Of "two of the injured died" the death: a noun that says what befell people before is no claim of its own beside a verb."""
    acted = {victim for (victim, _), draft in drafts.items() if draft.rules[0] != CASUALTY_ALONE}
    return [draft for (victim, _), draft in drafts.items() if draft.rules[0] != CASUALTY_ALONE or victim not in acted]


def _harm(chunks: Sequence[Chunk], found: re.Match[str], harm_at: int, pattern: Pattern) -> str:
    if pattern.harm:
        return pattern.harm
    if harm_at >= 0:
        return chunks[harm_at].harm
    toll = found.string.find(TOLL, found.start(), found.end())
    return chunks[toll].harm if toll >= 0 else chunks[found.start("v")].harm


def _admissible(
    sentence: SentenceChunks, symbols: str, found: re.Match[str], harm_at: int, pattern: Pattern, lexicon: Lexicon
) -> bool:
    """Polarity, modality and voice."""
    chunks = sentence.chunks
    if pattern.active and not _active_voice(sentence, symbols, harm_at):
        return False
    if pattern.object and not _is_object(sentence, chunks[found.start("v")], chunks[harm_at]):
        return False
    groups = (chunk.group for chunk in chunks[found.start("v") : found.end("v")])
    zero = any(group is not None and _is_zero(group.count) for group in groups)
    before = symbols[max(0, found.start() - 4) : found.start()]
    if pattern.active and before.endswith(("n", "nD", "ny")):
        return False
    for k in range(harm_at - 1, found.end("v") - 1, -1):
        if symbols[k] not in VERB_GROUP:
            break
        if symbols[k] == NOT and not zero or chunks[k].kind == "modal" or _is_infinitive(sentence, k, lexicon):
            return False
    return not _hypothetical(symbols, found.start())


def _is_object(sentence: SentenceChunks, victim: Chunk, verb: Chunk) -> bool:
    """Whether the people before a verb are those whom it befalls, where cases and not places tell it: a verb of many beside one
    person ("брата вбили"), or a number in the case of an object ("двох убили").
    """
    grammar = sentence.lexicon.lists["grammar"]
    one = victim.symbol == NAME or victim.group is not None and victim.group.count == CountRange(1, 1)
    many = sentence.tokens[verb.stop - 1].lower.endswith(tuple(grammar["plural_verbs"].split()))
    first = sentence.tokens[victim.first].lower
    return one and many or first in grammar["object_numbers"].split()


def is_unreal(sentence: SentenceChunks, symbols: str, start: int, harm_at: int) -> bool:
    """Whether a harm is only threatened, supposed or denied: "if 20 were killed", "vowed to kill", "was not hurt"."""
    if _hypothetical(symbols, start) or _hypothetical(symbols, harm_at):
        return True
    at = harm_at - 1
    while at >= 0 and symbols[at] in VERB_GROUP:
        if symbols[at] == NOT or sentence.chunks[at].kind == "modal":
            return True
        at -= 1
    return False


def _is_infinitive(sentence: SentenceChunks, at: int, lexicon: Lexicon) -> bool:
    """As in "to be evacuated": what is yet to happen."""
    if sentence.chunks[at].symbol != BE or at == 0:
        return False
    return sentence.tokens[sentence.chunks[at - 1].first].lower in lexicon.words("grammar", "infinitive")


def _is_zero(count: CountRange | None) -> bool:
    return count is not None and count.high == 0


def _active_voice(sentence: SentenceChunks, symbols: str, harm_at: int) -> bool:
    """Not "were killed two men", not "to kill ten", not "would kill"."""
    chunks = sentence.chunks
    at = harm_at - 1
    while at >= 0 and symbols[at] in NEGATED:
        at -= 1
    if at < 0:
        return True
    if symbols[at] in BLOCKS_VOICE or symbols[harm_at - 1] == ARTICLE:
        return False
    if chunks[harm_at].symbol == PAST and symbols[at] in COUNTED_OR_CASUALTY and at == harm_at - 1:
        return True
    return not (chunks[harm_at].symbol == ACTIVE and _after_infinitive(sentence, at) and not _is_gerund(sentence, harm_at))


def _after_infinitive(sentence: SentenceChunks, at: int) -> bool:
    return sentence.tokens[sentence.chunks[at].first].lower in sentence.lexicon.words("grammar", "infinitive")


def _is_gerund(sentence: SentenceChunks, at: int) -> bool:
    endings = tuple(sentence.lexicon.lists["grammar"]["gerund_endings"])
    return sentence.tokens[sentence.chunks[at].first].lower.endswith(endings)


def _hypothetical(symbols: str, start: int) -> bool:
    """A word like "if" or "vowed to" before the clause, with no finite clause between."""
    for k in range(start - 1, max(-1, start - 9), -1):
        if symbols[k] in OTHER_CLAUSE:
            return False
        if symbols[k] == HYPOTHETICAL:
            return True
    return False


def _drafts(sentence: SentenceChunks, symbols: str, found: re.Match[str], harm_at: int, pattern: Pattern) -> list[Draft]:
    chunks = sentence.chunks
    harm = _harm(chunks, found, harm_at, pattern)
    may_be = NUMBER if pattern.id == GAPPED else COUNTED_OR_CASUALTY  # the names of "six in Vesk" are places
    members = [k for k in range(found.start("v"), found.end("v")) if chunks[k].symbol in may_be]
    if members and chunks[members[-1]].symbol == NAME and harm_at > found.end("v"):
        members = _nearer_name(symbols, members, harm_at)
    members = [k for k in _trimmed(chunks, symbols, members, found, harm) if not says_where(sentence, k)]
    named = members
    members = _of_one_clause(chunks, symbols, members, harm_at)
    if not members:
        return []
    agent = find_agent(sentence, found.end(), harm_at, active=pattern.active)
    status = ClaimStatus.FEARED if _feared(chunks, found, harm_at) else ClaimStatus.ASSERTED
    evidence = _evidence(chunks, symbols, found, members, named, agent)
    out: list[Draft] = []
    names = [k for k in members if chunks[k].is_plain_name]
    together = len(names) > 1 and names == members
    for k in [members[0]] if together else members:
        chunk = chunks[k]
        victims = Span(chunk.span.start, chunks[names[-1]].span.end) if together else chunk.span
        count = CountRange(len(names), len(names)) if together else _count(chunk)
        if count is None:
            continue
        tells = chunk.symbol == CASUALTY and (harm_at < 0 or k != members[0])  # "the death of nine and 30 wounded"
        own = chunk.harm or harm if tells else harm
        draft = Draft(sentence, k, own, count, victims, evidence.join(victims), status=status, cue=harm_at, rules=[pattern.id])
        draft.groups = chunk.group.groups if chunk.group else ()
        named_here = names if together else [k] if chunk.symbol == NAME else []
        draft.names = tuple(chunks[n].name or chunks[n].span for n in named_here)
        draft.alleged_perpetrator = agent
        out.append(draft)
    return out


def _evidence(
    chunks: Sequence[Chunk], symbols: str, found: re.Match[str], members: list[int], named: list[int], agent: PerpetratorAs | None
) -> Span:
    """From the first word of the clause to its last, as far as members stayed, and who is said to have done it."""
    first = found.start() - 1 if found.start() and symbols[found.start() - 1] == ARTICLE else found.start()
    begin = chunks[first].span.start if members[:1] == named[:1] else chunks[members[0]].span.start
    end = chunks[found.end() - 1].span.end if members[-1:] == named[-1:] else chunks[members[-1]].span.end
    evidence = Span(begin, end)
    return evidence.join(agent.span) if agent is not None and agent.span.start < evidence.start else evidence


def _count(chunk: Chunk) -> CountRange | None:
    if chunk.group is not None and chunk.group.count is not None:
        return chunk.group.count
    return CountRange(1, 1) if chunk.symbol == NAME else None


def _trimmed(chunks: Sequence[Chunk], symbols: str, members: list[int], found: re.Match[str], harm: str) -> list[int]:
    """Of "her husband, Parmen Cuen," the name; no names for harms that strike places; nobody who is only an apposition."""
    kept = [k for k in members if chunks[k].symbol != NAME or harm in NAMEABLE and not _inside_phrase(symbols, k, found)]
    kept = [k for n, k in enumerate(kept) if not (n and _is_apposition(chunks, symbols, kept[n - 1], k))]
    if len(kept) == 2 and symbols[kept[0]] == PEOPLE and symbols[kept[1]] == NAME and symbols[kept[0] + 1 : kept[1]] == COMMA:
        group = chunks[kept[0]].group
        if group and group.count and group.count.high == 1:
            return kept[1:]
    return kept


def _of_one_clause(chunks: Sequence[Chunk], symbols: str, members: list[int], harm_at: int) -> list[int]:
    """Of a name or group and a counted group with nothing but a comma between, the one beside the harm: "after the murder of Ada
    Lund, 300 students marched", "in that long war, 70,000 people died". A list says "and" before its last.
    """
    if len(members) < 2 or "c" in symbols[members[0] : members[-1] + 1]:
        return members
    last = chunks[members[-1]].group
    if harm_at > members[-1] and last is not None and last.partitive and len(members) == 2:
        return members[-1:]  # "50 were aboard, 20 of them died"
    if harm_at < members[0]:
        return members[:1] if symbols[members[1]] in COUNTED_WITHOUT_NAME and _is_plural(chunks[members[1]]) else members
    return members[-1:] if symbols[members[-1]] in COUNTED_WITHOUT_NAME and _is_plural(chunks[members[-1]]) else members


def _is_plural(chunk: Chunk) -> bool:
    """Whether it counts several people who are not said to be some of those before."""
    group = chunk.group
    return group is not None and group.count is not None and group.count.high != 1 and not group.partitive


def _nearer_name(symbols: str, members: list[int], harm_at: int) -> list[int]:
    """Of two names before the verb, the one next to it: "the raid on Ostra after Ada Lund was killed"."""
    at = harm_at - 1
    while at > members[-1] and symbols[at] in VERB_GROUP:
        at -= 1
    return [at] if at > members[-1] and symbols[at] == NAME and "," not in symbols[members[-1] : at] else members


def _inside_phrase(symbols: str, at: int, found: re.Match[str]) -> bool:
    """A name after "the" or a preposition is no person who suffers ("near the Pentagon were killed"),
    unless the harm governs it.
    """
    before = symbols[at - 1] if at else ""
    return at == found.start("v") and (
        before == ARTICLE or before != "" and before in PREPOSITION_OF_TITLE and found.start() == at
    )


def _is_apposition(chunks: Sequence[Chunk], symbols: str, name: int, other: int) -> bool:
    """As in "Ada Lund, a former adviser": one person, said twice."""
    group = chunks[other].group
    single = chunks[other].symbol == PEOPLE and group is not None and group.count is not None and group.count.high == 1
    return chunks[name].symbol == NAME and single and symbols[name + 1 : other] == COMMA


def _feared(chunks: Sequence[Chunk], found: re.Match[str], harm_at: int) -> bool:
    def doubts(k: int) -> bool:
        return chunks[k].kind in ("fearing", "possible") and not (
            k + 1 < len(chunks) and chunks[k + 1].symbol in PEOPLE_OR_PLURAL
        )

    before = range(max(0, found.start() - FEAR_REACH), found.start())
    if any(
        chunks[k].kind == "fearing" and all(chunks[n].symbol in RELATIVE_ARTICLE_ADVERB for n in range(k + 1, found.start()))
        for k in before
    ):
        return True
    return any(doubts(k) for k in range(found.start(), max(found.end(), harm_at)))


def find_agent(sentence: SentenceChunks, end: int, harm_at: int, *, active: bool) -> PerpetratorAs | None:
    """Who is said to have done it: the subject of an active verb, or who stands after "by" where the clause ends at `end`."""
    symbols = symbols_of(sentence.chunks)
    if active:
        return _subject(sentence, symbols, harm_at) if harm_at > 0 else None
    after = AGENT.match(symbols, end)
    if after is None:
        return None
    return _perpetrator(sentence, sentence.chunks[after.start(1)].span.join(sentence.chunks[after.end(1) - 1].span))


def _subject(sentence: SentenceChunks, symbols: str, harm_at: int) -> PerpetratorAs | None:
    """The noun phrase before an active verb: "fighters of the Northern Front"."""
    stop = harm_at
    while stop > 0 and symbols[stop - 1] in SUBJECT_TAIL:
        stop -= 1
    first = stop
    while first > 0 and symbols[first - 1] in AGENT_WORDS and stop - first < LONGEST_SUBJECT:
        first -= 1
    people = [k for k in range(first, stop) if symbols[k] in PERSONS]
    if not people:
        return None
    return _perpetrator(sentence, sentence.chunks[people[0]].span.join(sentence.chunks[stop - 1].span))


def _perpetrator(sentence: SentenceChunks, span: Span) -> PerpetratorAs:
    words = " ".join(token.text for token in sentence.tokens if span.start <= token.start < span.end)
    return PerpetratorAs(span, words)


def _attributive(sentence: SentenceChunks, drafts: dict[tuple[int, str], Draft]) -> None:
    """As in "arrested a wounded fighter": the harm inside a group that is already a victim of another harm."""
    for draft in list(drafts.values()):
        chunk = sentence.chunks[draft.victim]
        if (
            chunk.symbol not in HEADED
            or not chunk.group
            or not chunk.group.harm
            or chunk.group.partitive
            or (draft.victim, chunk.group.harm) in drafts
        ):
            continue
        if chunk.group.definite or draft.harm == chunk.group.harm or chunk.group.count is None:
            continue
        second = Draft(
            sentence, draft.victim, chunk.group.harm, chunk.group.count, chunk.span, chunk.span, groups=chunk.group.groups
        )
        second.rules.append("attributive")
        drafts[(draft.victim, chunk.group.harm)] = second
