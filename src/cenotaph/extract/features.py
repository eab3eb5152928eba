"""What is seen of a pair of possible victims and a word of harm: the construction, the distance, the words, their rivals.

Features are plain strings, so that a weight can be read: "path=E<x:G" is a participle after "be" after counted people.
No feature holds a name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cenotaph.extract.between import between_features
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.extract.pairs import Pair
from cenotaph.extract.symbols import (
    ADVERB,
    APPOSITION_ENDS,
    BEFORE_HELPED,
    COMMA,
    HELPERS_AND_ARTICLES,
    LEADING,
    LEFT_EDGES,
    NAME,
    PERSON_AFTER,
    RIGHT_EDGES,
    TITLE,
    WORD,
    compile_names,
)
from cenotaph.extract.units import Unit
from cenotaph.model import Harm, Span

MOST_HELPERS = 4  # "would not have been"

__all__ = ["Surroundings", "pair_features", "telling_words"]

APPOSED = re.compile(compile_names("<name>(?:<comma>[<word><date>])?<comma><article>?$"))
HAS_APPOSED = re.compile(
    compile_names("(?:<comma>[<word><date>])?<comma><article>?[<people><word>][^<comma><end>]{0,6}[<comma><relative>]")
)


class Surroundings:
    """What the document tells beside the sentence: names already said, and names said to be dead."""

    def __init__(self, sentences: Sequence[SentenceChunks], drafts: Sequence[Draft]) -> None:
        self._first_said: dict[str, int] = {}
        for sentence in sentences:
            for token in sentence.tokens:
                if token.is_word:
                    self._first_said.setdefault(token.lower, sentence.number)
        self.dead: set[str] = set()
        fatal = sentences[0].lexicon.words("harms", "fatal") if sentences else frozenset()
        self.fatal = any(word in fatal for word in self._first_said)
        self.deadly = any(draft.harm == Harm.KILLED for draft in drafts)
        for draft in drafts:
            if draft.harm == Harm.KILLED and draft.count.high == 1 and not _is_open(draft):
                self.dead.update(telling_words(draft.sentence, draft.victims))
        self.persons: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        for sentence in sentences:
            if sentence.cut:
                self._look_at_names(sentence)
        self.harmed = {(draft.sentence.number, draft.harm) for draft in drafts}

    def _look_at_names(self, sentence: SentenceChunks) -> None:
        """Count what stands beside each name: "in", "near" before a place; a title, an age, "said" beside a person."""
        chunks = sentence.chunks
        for at, chunk in enumerate(chunks):
            if chunk.symbol != NAME:
                continue
            word = sentence.tokens[chunk.stop - 1].lower
            before = sentence.tokens[chunk.first - 1].lower if chunk.first else ""
            after = chunks[at + 1].symbol if at + 1 < len(chunks) else ""
            aged = after == COMMA and at + 2 < len(chunks) and sentence.tokens[chunks[at + 2].first].text.isdigit()
            self.places[word] += before in sentence.lexicon.words("places", "locative")
            self.persons[word] += aged or after in PERSON_AFTER or chunk.group is not None and chunk.group.count is not None

    def looks_like(self, word: str) -> str:
        """Whether the name stands in the document as a person's, a place's, as both or as neither."""
        return f"{'person' if self.persons[word] else ''}{'place' if self.places[word] else ''}"

    def said_before(self, word: str, sentence: SentenceChunks) -> bool:
        """Whether the word stands in an earlier sentence."""
        return self._first_said.get(word, sentence.number) < sentence.number


def telling_words(sentence: SentenceChunks, span: Span) -> list[str]:
    """The words of a name or description that could point to the same person elsewhere: no articles, titles or numbers."""
    people = person_words(sentence.lexicon)
    small = sentence.lexicon.phrases("grammar")
    titles = sentence.lexicon.words("names", "name_titles")
    return [
        token.lower
        for token in sentence.tokens_of(span)
        if token.is_word and token.lower not in people.modifiers and token.lower not in titles and small.match([token], 0) is None
    ]


def _is_open(draft: Draft) -> bool:
    """Whether only a word that leaves the outcome open makes it a death."""
    return draft.cue >= 0 and draft.sentence.chunks[draft.cue].harm != draft.harm


def pair_features(pair: Pair, units: Sequence[Unit], around: Surroundings, *, lexical: bool = True) -> list[str]:
    """The features of one pair, each once. Without `lexical` none holds a word, so that they mean the same in every language."""
    sentence, unit = pair.sentence, pair.unit
    symbols = sentence.row
    kind, order = _cue_kind(pair), _order(pair)
    helper = _helper(sentence, symbols, pair.cue, lexical=lexical) if pair.cue >= 0 else ""
    who = _who(sentence, unit, lexical=lexical)
    out = [
        f"rule={pair.rule}|{unit.kind}", f"rule={pair.rule}", f"harm={pair.harm}", f"who={who}", f"number={_number(unit)}",
        f"kind={kind}{order}|{unit.kind}|{helper}", f"kind={kind}{order}", f"who={who}|{kind}{order}",
    ]  # fmt: skip
    if lexical:
        out.append(f"head={unit.head}")
    out += _edges(sentence, unit, symbols, lexical=lexical)
    out += _document(pair, around, who)
    if pair.perhaps:
        out += ["perhaps", f"perhaps|{unit.kind}", f"perhaps|deadly={around.deadly}"]
    if pair.cue >= 0:
        out += between_features(pair, units, kind + order, helper, lexical=lexical)
    return list(dict.fromkeys(out))


def _cue_kind(pair: Pair) -> str:
    return (
        pair.sentence.chunks[pair.cue].symbol
        if pair.cue >= 0
        else {-1: "self", -2: "attribute", -3: "carried", -4: "head"}[pair.cue]
    )


def _order(pair: Pair) -> str:
    return "" if pair.cue < 0 else "<" if pair.unit.last < pair.cue else ">"


def _who(sentence: SentenceChunks, unit: Unit, *, lexical: bool) -> str:
    """The kind of words, and what they begin with: an article, a possessive, a number."""
    token = sentence.tokens[sentence.chunks[unit.first].first]
    begins = "digits" if token.text[0].isdigit() else token.lower if len(token.lower) <= 7 and not token.is_capital else ""
    if begins != "digits" and (not lexical or sentence.lexicon.phrases("grammar").match([token], 0) is None):
        begins = ""
    return f"{unit.kind}:{begins}{'+' if unit.partitive else ''}{'!' if unit.harm else ''}"


def _number(unit: Unit) -> str:
    low, high = unit.count.low, unit.count.high
    if low is None or high is None:
        return "open"
    return "zero" if high == 0 else "one" if high == 1 else "few" if high < 100 else "many" if high < 2000 else "mass"


def _helper(sentence: SentenceChunks, symbols: str, cue: int, *, lexical: bool) -> str:
    """The grammar right before the cue: "was", "has been", "to", "would", an article, a possessive."""
    seen: list[str] = []
    at = cue - 1
    while at >= 0 and symbols[at] in HELPERS_AND_ARTICLES and len(seen) < MOST_HELPERS:
        if symbols[at] != ADVERB:
            seen.append(symbols[at])
        at -= 1
    token = sentence.tokens[sentence.chunks[at].first].lower if at >= 0 else "^"
    word = token if lexical and at >= 0 and symbols[at] in LEADING else symbols[at] if at >= 0 else "^"
    return "".join(reversed(seen)) + "/" + (word if not seen or symbols[at] in BEFORE_HELPED else "")


def _edges(sentence: SentenceChunks, unit: Unit, symbols: str, *, lexical: bool) -> list[str]:
    """What stands right before and right after the unit."""
    left = symbols[unit.first - 1] if unit.first else "^"
    if left == WORD and sentence.chunks[unit.first - 1].group is not None:
        left = TITLE  # a title or trade before a name
    right = symbols[unit.last + 1] if unit.last + 1 < len(symbols) else "$"
    before = sentence.tokens[sentence.chunks[unit.first - 1].first].lower if unit.first else "^"
    after = sentence.tokens[sentence.chunks[unit.last + 1].first].lower if right != "$" else "$"
    out = [f"left={left}|{unit.kind}", f"right={right}|{unit.kind}", f"sides={left}{right}"]
    if unit.count.high == 1:
        if APPOSED.search(symbols, 0, unit.first) and right in APPOSITION_ENDS:
            out.append(f"apposed|{unit.kind}")
        if HAS_APPOSED.match(symbols, unit.last + 1):
            out.append(f"has-apposed|{unit.kind}")
    if lexical and left in LEFT_EDGES:
        out.append(f"before={before}|{unit.kind}")
    if lexical and right in RIGHT_EDGES:
        out.append(f"after={after}|{unit.kind}")
    return out


def _document(pair: Pair, around: Surroundings, who: str) -> list[str]:
    sentence, unit = pair.sentence, pair.unit
    out = []
    words = [token.lower for token in sentence.tokens_of(unit.span) if token.is_word]
    last = words[-1] if words else ""
    said = around.said_before(last, sentence)
    if unit.kind in ("name", "single", "bare"):
        out.append(f"said={said}|{unit.kind}|{who}")
        if unit.kind == "name":
            like, size = around.looks_like(last), min(len(words), 3)
            known = _known(sentence, unit, words)
            out += [f"known={known}", f"known={known}|{size}", f"known={known}|{pair.harm}", f"known={known}|{like}"]
            out += [f"like={like}", f"like={like}|{size}", f"like={like}|{size}|{pair.harm}"]
        dead = any(word in around.dead for word in telling_words(sentence, unit.span))
        if pair.open:
            out += [
                f"open|{pair.harm}|dead={dead}|{unit.kind}",
                f"open|{pair.harm}|dead={dead}",
                f"open|{pair.harm}|fatal={around.fatal}|{_number(unit)}",
            ]
        if dead:
            out += [f"dead|{pair.harm}", f"dead|{pair.harm}|perhaps={pair.perhaps}"]
    if sentence.number == 0:
        out.append(f"first|{unit.kind}")
    if sentence.capitals:
        out.append(f"capitals|{unit.kind}")
    if (sentence.number - 1, pair.harm) in around.harmed:
        out.append(f"goes-on|{unit.kind}")
    return out


def _known(sentence: SentenceChunks, unit: Unit, words: Sequence[str]) -> str:
    """What lists of names say: that it begins with a given name, that it names a place, or that a title stands before it."""
    given = sentence.lexicon.words("known_names", "given")
    places = sentence.lexicon.words("known_names", "places")
    titled = unit.groups != () or unit.head != ""
    first = bool(words) and words[0] in given
    inside = not first and any(word in given for word in words)
    place = bool(words) and (words[-1] in places or " ".join(words) in places)
    particle = any(word in sentence.lexicon.words("names", "inside") or "al-" in word for word in words)
    return f"{'G' if first else 'g' if inside else ''}{'P' if place else ''}{'T' if titled else ''}{'p' if particle else ''}"
