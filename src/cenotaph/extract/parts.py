"""Parts and wholes: "including 106 women" is a part of the toll before it, never a summand beside it."""

from collections.abc import Iterable, Sequence

from cenotaph.extract.chunks import DASHES, Chunk
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.sums import members_of_sum
from cenotaph.extract.symbols import (
    ARTICLE,
    BARE_NUMBER,
    BE,
    COMMA_ARTICLE_ADVERB,
    COMMA_OR_AND,
    COUNTED,
    COUNTED_ALONE,
    INCLUDING,
    LIST_WORDS,
    NAME,
    NUMBER,
    OF_WHOM,
    PLURAL,
    SPEECH,
    THE_DEAD_WERE,
    WORD,
    letters,
)
from cenotaph.model import CountRange, Harm
from cenotaph.text import Lexicon, Token

__all__ = ["find_parts"]

BEFORE_LISTED = letters("be have pronoun adverb")  # "hay", "se encuentra"
LONGEST_TITLE = 4  # words of a title between a number and what it is of


def find_parts(sentence: SentenceChunks, found: Sequence[Draft], earlier: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """`found` with the parts of this sentence added and tied to their wholes; `earlier` are the document's claims so far."""
    drafts = {draft.victim: draft for draft in found}
    everything = list(found)
    for at, chunk in enumerate(sentence.chunks):
        if chunk.symbol == INCLUDING:
            harm = harm_named(sentence.tokens[chunk.first : chunk.stop], lexicon)
            named = harm or _of_victims(sentence.tokens[chunk.first : chunk.stop], lexicon)
            whole = _nearest_before(found, at, harm) or _latest(earlier, harm, None, sentence.number)
            if whole is not None:
                everything += _listed(sentence, at + 1, whole, drafts, "part-including")
            elif named:
                everything += _told_by_heading(sentence, at + 1, named, drafts)
        elif chunk.symbol == THE_DEAD_WERE:
            everything += _breakdown(sentence, at, earlier, drafts, lexicon)
        elif chunk.symbol == OF_WHOM:
            everything += _of_whom(sentence, at, found, earlier, drafts)
        elif chunk.group is not None and chunk.group.partitive:
            everything += _of_them(sentence, at, found, earlier, drafts, lexicon)
    for whole in found:
        for index in members_of_sum(sentence, whole):
            part = _part(sentence, index, whole, drafts, "adds-up")
            everything += [part] if part is not None else []
    _inherit_groups(everything)
    return sorted(everything, key=lambda d: (d.victims.start, d.evidence.start))


def _nearest_before(found: Iterable[Draft], at: int, harm: str | None = None) -> Draft | None:
    before = [draft for draft in found if draft.victim < at and harm in (None, draft.harm)]
    return max(before, key=lambda d: (d.victim, d.evidence.start), default=None)


def _latest(earlier: Sequence[Draft], harm: str | None, at_least: int | None, number: int, reach: int = 2) -> Draft | None:
    """The last whole said before, no further back than `reach` sentences, of that harm, and large enough to hold the part."""
    for draft in reversed(earlier):
        if draft.sentence.number < number - reach:
            return None
        if draft.part_of is not None or harm is not None and draft.harm != harm:
            continue
        if at_least is None or draft.count.high is None or draft.count.high >= at_least:
            return draft
    return None


def _run(chunks: Sequence[Chunk], at: int) -> list[int]:
    """The members of a list that begins at `at`: "106 women, 63 children and 70 elderly persons"."""
    members: list[int] = []
    index = at
    while index < len(chunks):
        symbol = chunks[index].symbol
        if symbol == NAME and _leads_to_name(chunks, index):
            index += 1
            while chunks[index].symbol == WORD:
                index += 1
            continue
        if symbol == NAME and (
            index + 1 < len(chunks) and chunks[index + 1].symbol in SPEECH or members and chunks[members[-1]].symbol != NAME
        ):
            break
        if symbol in COUNTED:
            members.append(index)
        elif symbol not in LIST_WORDS or not members and symbol in COMMA_OR_AND:
            break
        index += 1
    return members


def _people(chunks: Sequence[Chunk], at: int) -> list[int]:
    """The members of a list that may be people: no name after an article ("dont le Guatemala")."""
    return [k for k in _run(chunks, at) if not (chunks[k].is_plain_name and chunks[k - 1].symbol == ARTICLE)]


def _count_of(chunk: Chunk) -> CountRange | None:
    """How many a member of a list is: one for a name."""
    counted = chunk.group is not None and chunk.group.count is not None
    return chunk.group.count if counted else CountRange(1, 1) if chunk.symbol == NAME else None  # type: ignore[union-attr]


def _take_in(draft: Draft, chunk: Chunk) -> None:
    """The groups and the name of a member of a list."""
    draft.groups = chunk.group.groups if chunk.group else ()
    draft.names = (chunk.name or chunk.span,) if chunk.symbol == NAME else ()


def _leads_to_name(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether other words of a title stand between this name and the person's ("Tull University rector Ada Lund")."""
    after = at + 1
    while after < len(chunks) and chunks[after].symbol == WORD and after - at < LONGEST_TITLE:
        after += 1
    return after > at + 1 and after < len(chunks) and chunks[after].symbol == NAME


def _listed(sentence: SentenceChunks, at: int, whole: Draft, drafts: dict[int, Draft], rule: str) -> list[Draft]:
    new = []
    for index in _people(sentence.chunks, at):
        made = _part(sentence, index, whole, drafts, rule)
        if made is not None:
            new.append(made)
    return new


def _of_victims(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """The harm of "among the victims is", where nothing before says what befell them."""
    heads = lexicon.words("persons", "victim_heads")
    return Harm.KILLED if any(token.lower in heads for token in tokens) else ""


def _told_by_heading(sentence: SentenceChunks, at: int, harm: str, drafts: dict[int, Draft]) -> list[Draft]:
    """As in "among the dead are four medics" where nothing says how many died."""
    chunks, new = sentence.chunks, []
    while at < len(chunks) and (chunks[at].symbol in BEFORE_LISTED or sentence.tokens[chunks[at].first].text in DASHES):
        at += 1
    for index in _people(chunks, at):
        count = _count_of(chunks[index])
        if index in drafts or count is None:
            continue
        evidence = chunks[index].span.join(chunks[at - 1].span)
        draft = Draft(sentence, index, harm, count, chunks[index].span, evidence, rules=["part-including"])
        _take_in(draft, chunks[index])
        drafts[index] = draft
        new.append(draft)
    return new


def _part(sentence: SentenceChunks, index: int, whole: Draft, drafts: dict[int, Draft], rule: str) -> Draft | None:
    chunk = sentence.chunks[index]
    count = _count_of(chunk)
    if count is None or not _fits(count, whole.count) or whole.victim == index and whole.sentence is sentence:
        return None
    known = drafts.get(index)
    if known is not None:
        if known is not whole and known.part_of is None:
            known.part_of = whole
            known.rules.append(rule)
        return None
    evidence = whole.evidence.join(chunk.span) if whole.sentence is sentence else chunk.span
    draft = Draft(sentence, index, whole.harm, count, chunk.span, evidence, part_of=whole, status=whole.status)
    _take_in(draft, chunk)
    draft.rules.append(rule)
    drafts[index] = draft
    return draft


def _fits(part: CountRange, whole: CountRange) -> bool:
    return whole.high is None or part.lowest <= whole.high


def _breakdown(
    sentence: SentenceChunks, at: int, earlier: Sequence[Draft], drafts: dict[int, Draft], lexicon: Lexicon
) -> list[Draft]:
    """The parts in "The dead were five children, four women and five men", and the names in "were identified as …"."""
    chunks = sentence.chunks
    members = [k for k in _run(chunks, at + 1) if k not in drafts]
    harm = _breakdown_harm(sentence, at, lexicon)
    if harm is None or not members:
        return []
    new: list[Draft] = []
    names = [k for k in members if chunks[k].symbol == NAME]
    if names:
        new.append(_named(sentence, names, harm))
    total = sum(group.count.lowest for k in members if (group := chunks[k].group) and group.count and k not in names)
    whole = _latest(earlier, harm, total, sentence.number, reach=3)
    for k in members:
        group = chunks[k].group
        if k in names or group is None or group.count is None:
            continue
        made = _part(sentence, k, whole, drafts, "breakdown") if whole is not None else None
        if whole is None:
            made = Draft(sentence, k, harm, group.count, chunks[k].span, chunks[k].span, groups=group.groups, rules=["breakdown"])
        if made is not None:
            new.append(made)
    for draft in new:
        drafts[draft.victim] = draft
        draft.evidence = draft.evidence.join(chunks[at].span)
    return new


def _named(sentence: SentenceChunks, names: Sequence[int], harm: str) -> Draft:
    """The names of one list: one claim of as many victims."""
    chunks = sentence.chunks
    span = chunks[names[0]].span.join(chunks[names[-1]].span)
    draft = Draft(sentence, names[0], harm, CountRange(len(names), len(names)), span, span, rules=["named"])
    draft.names = tuple(chunks[k].name or chunks[k].span for k in names)
    return draft


def _breakdown_harm(sentence: SentenceChunks, at: int, lexicon: Lexicon) -> str | None:
    """The harm in the words up to the list ("The wounded were", "The two dead officers were identified as")."""
    return harm_named(sentence.tokens[: sentence.chunks[at].stop], lexicon)


def harm_named(tokens: Sequence[Token], lexicon: Lexicon) -> str | None:
    """The harm that a casualty noun among the tokens names ("among the dead were")."""
    for harm, nouns in lexicon.lists["harms"]["counted"].items():
        if any(token.lower in nouns for token in tokens):
            return str(harm)
    return None


def _of_whom(
    sentence: SentenceChunks, at: int, found: Sequence[Draft], earlier: Sequence[Draft], drafts: dict[int, Draft]
) -> list[Draft]:
    """As in "of whom 12 were women"; "Of those who perished, 56 were killed with cruelty"."""
    chunks = sentence.chunks
    index = at + 1
    while index < len(chunks) and chunks[index].symbol in COMMA_ARTICLE_ADVERB:
        index += 1
    if index >= len(chunks) or chunks[index].symbol not in COUNTED_ALONE:
        return []
    count = chunks[index].group.count if chunks[index].group else None  # type: ignore[union-attr]
    if count is None:
        return []
    same = drafts.get(index)
    whole = _nearest_before(found, at) or _latest(earlier, same.harm if same else None, count.lowest, sentence.number, reach=8)
    if whole is None:
        return []
    new = []
    while index < len(chunks) and chunks[index].symbol in COUNTED_ALONE:
        made = _part(sentence, index, whole, drafts, "part-of-whom")
        new += [made] if made is not None else []
        index = _describe(chunks, index, made or drafts.get(index))
        while index < len(chunks) and chunks[index].symbol in COMMA_OR_AND:
            index += 1
    return new


def _describe(chunks: Sequence[Chunk], index: int, part: Draft | None) -> int:
    """Take in "were women" after a part's number; the index after it, or past the end where it says no more."""
    if part is None or index + 2 >= len(chunks) or chunks[index + 1].symbol != BE or chunks[index + 2].symbol != PLURAL:
        return len(chunks)
    described = chunks[index + 2]
    part.groups = described.group.groups if described.group else part.groups
    part.evidence = part.evidence.join(described.span)
    return index + 3


def _of_them(
    sentence: SentenceChunks,
    at: int,
    found: Sequence[Draft],
    earlier: Sequence[Draft],
    drafts: dict[int, Draft],
    lexicon: Lexicon,
) -> list[Draft]:
    """Parts that say themselves that they are of others: "six of them Jesuits", "four of the dead were children"."""
    chunks = sentence.chunks
    group = chunks[at].group
    if group is None or group.count is None:
        return []
    same = drafts.get(at)
    of_whom = chunks[at + 1] if at + 1 < len(chunks) and chunks[at + 1].symbol == OF_WHOM else None
    harm = harm_named(sentence.tokens[of_whom.first : of_whom.stop], lexicon) if of_whom else None
    lowest, number = group.count.lowest, sentence.number
    whole = _nearest_before(found, at) or _latest(earlier, same.harm if same else harm, lowest, number)
    whole = whole or _latest(earlier, None, lowest, number, reach=1)
    if whole is None or same is None and chunks[at].symbol == NUMBER and harm is None:
        return []
    made = _part(sentence, at, whole, drafts, "part-of-them")
    if of_whom is not None and harm is not None:
        _describe(chunks, at + 1, made or same)
    return [made] if made is not None else []


def _inherit_groups(drafts: Sequence[Draft]) -> None:
    """As in "eight civilians dead and nine wounded": the nine are civilians too."""
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.victims.start):
        bare = draft.sentence.chunks[draft.victim].symbol in BARE_NUMBER and not draft.groups
        if bare and last is not None and last.harm != draft.harm and last.victim != draft.victim and draft.count.high != 0:
            draft.groups = last.groups
        elif not bare and draft.part_of is None:
            last = draft
