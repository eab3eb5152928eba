"""What is seen of a pair of possible victims and a word of harm: the construction, the distance, the words, their rivals.

Features are plain strings, so that a weight can be read: "path=E<x:G" is a participle after "be" after counted people.
No feature holds a name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cenotaph.extract.chunks import dashed_symbols
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.extract.pairs import CUES, Pair
from cenotaph.extract.simplify import simplify
from cenotaph.extract.units import Unit
from cenotaph.model import Span

__all__ = ["Surroundings", "pair_features", "telling_words"]

PHRASE = re.compile(r"[pobt]a?[Dwsde]*[wdMU]")
SMALL = str.maketrans("", "", "Da")
MEANT = ("name", "names", "single", "people", "number", "bare")  # kinds of words that a pronoun may stand for
LONGEST_SIMPLIFIED = 30  # symbols between a group and its verb: what is longer is not folded
LONGEST_PATH = 7  # symbols: what is longer is only "far"
BEFORE = 8  # chunks before a clause in which "if" or "not" may stand


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
        self.deadly = any(draft.harm == "killed" for draft in drafts)
        for draft in drafts:
            if draft.harm == "killed" and draft.count.high == 1 and not _is_open(draft):
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
            if chunk.symbol != "M":
                continue
            word = sentence.tokens[chunk.stop - 1].lower
            before = sentence.tokens[chunk.first - 1].lower if chunk.first else ""
            after = chunks[at + 1].symbol if at + 1 < len(chunks) else ""
            aged = after == "," and at + 2 < len(chunks) and sentence.tokens[chunks[at + 2].first].text.isdigit()
            self.places[word] += before in sentence.lexicon.words("places", "locative")
            self.persons[word] += aged or after in "RsWy" or chunk.group is not None and chunk.group.count is not None

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
        for token in sentence.tokens
        if span.start <= token.start < span.end
        and token.is_word
        and token.lower not in people.modifiers
        and token.lower not in titles
        and small.match([token], 0) is None
    ]


def _is_open(draft: Draft) -> bool:
    """Whether only a word that leaves the outcome open makes it a death."""
    return draft.cue >= 0 and draft.sentence.chunks[draft.cue].harm != draft.harm


def pair_features(pair: Pair, units: Sequence[Unit], around: Surroundings) -> list[str]:
    """The features of one pair, each once."""
    sentence, unit = pair.sentence, pair.unit
    symbols = dashed_symbols(sentence.chunks, sentence.tokens)
    kind, order = _cue_kind(pair), _order(pair)
    help_ = _helper(sentence, symbols, pair.cue) if pair.cue >= 0 else ""
    who = _who(sentence, unit)
    out = [f"rule={pair.rule}|{unit.kind}", f"rule={pair.rule}", f"harm={pair.harm}", f"who={who}", f"kind={kind}{order}|{unit.kind}|{help_}"]
    out += [f"kind={kind}{order}", f"who={who}|{kind}{order}", f"number={_number(unit)}", f"head={unit.head}"]
    out += _edges(sentence, unit, symbols)
    out += _document(pair, around)
    if pair.perhaps:
        out += ["perhaps", f"perhaps|{unit.kind}", f"perhaps|deadly={around.deadly}"]
    if pair.cue >= 0:
        out += _between(pair, units, symbols, kind + order, help_)
    return list(dict.fromkeys(out))


def _cue_kind(pair: Pair) -> str:
    return pair.sentence.chunks[pair.cue].symbol if pair.cue >= 0 else {-1: "self", -2: "attribute", -3: "carried", -4: "head"}[pair.cue]


def _order(pair: Pair) -> str:
    return "" if pair.cue < 0 else "<" if pair.unit.last < pair.cue else ">"


def _who(sentence: SentenceChunks, unit: Unit) -> str:
    """The kind of words, and what they begin with: an article, a possessive, a number."""
    token = sentence.tokens[sentence.chunks[unit.first].first]
    begins = "digits" if token.text[0].isdigit() else token.lower if len(token.lower) <= 7 and not token.is_capital else ""
    if sentence.lexicon.phrases("grammar").match([token], 0) is None and begins != "digits":
        begins = ""
    return f"{unit.kind}:{begins}{'+' if unit.partitive else ''}{'!' if unit.harm else ''}"


def _number(unit: Unit) -> str:
    low, high = unit.count.low, unit.count.high
    if low is None or high is None:
        return "open"
    return "zero" if high == 0 else "one" if high == 1 else "few" if high < 100 else "many" if high < 2000 else "mass"


def _helper(sentence: SentenceChunks, symbols: str, cue: int) -> str:
    """The grammar right before the cue: "was", "has been", "to", "would", an article, a possessive."""
    seen = []
    at = cue - 1
    while at >= 0 and symbols[at] in "xyDmnfsa" and len(seen) < 4:
        if symbols[at] != "D":
            seen.append(symbols[at])
        at -= 1
    token = sentence.tokens[sentence.chunks[at].first].lower if at >= 0 else "^"
    word = token if at >= 0 and symbols[at] in "pobcWH" else symbols[at] if at >= 0 else "^"
    return "".join(reversed(seen)) + "/" + (word if not seen or symbols[at] in "pH" else "")


def _edges(sentence: SentenceChunks, unit: Unit, symbols: str) -> list[str]:
    """What stands right before and right after the unit."""
    left = symbols[unit.first - 1] if unit.first else "^"
    if left == "w" and sentence.chunks[unit.first - 1].group is not None:
        left = "t"  # a title or trade before a name
    right = symbols[unit.last + 1] if unit.last + 1 < len(symbols) else "$"
    before = sentence.tokens[sentence.chunks[unit.first - 1].first].lower if unit.first else "^"
    after = sentence.tokens[sentence.chunks[unit.last + 1].first].lower if right != "$" else "$"
    out = [f"left={left}|{unit.kind}", f"right={right}|{unit.kind}", f"sides={left}{right}"]
    if left in "pobcWax":
        out.append(f"before={before}|{unit.kind}")
    if right in "pobcWsx":
        out.append(f"after={after}|{unit.kind}")
    return out


def _document(pair: Pair, around: Surroundings) -> list[str]:
    sentence, unit = pair.sentence, pair.unit
    out = []
    words = [t.lower for t in sentence.tokens if unit.span.start <= t.start < unit.span.end and t.is_word]
    last = words[-1] if words else ""
    said = around.said_before(last, sentence)
    if unit.kind in ("name", "single", "bare"):
        out.append(f"said={said}|{unit.kind}|{_who(sentence, unit)}")
        if unit.kind in ("name", "names"):
            like, size = around.looks_like(last), min(len(words), 3)
            known = _known(sentence, unit, words)
            out += [f"known={known}", f"known={known}|{size}", f"known={known}|{pair.harm}", f"known={known}|{like}"]
            out += [f"like={like}", f"like={like}|{size}", f"like={like}|{size}|{pair.harm}"]
        if pair.open:
            known = any(word in around.dead for word in telling_words(sentence, unit.span))
            out += [f"open|{pair.harm}|dead={known}|{unit.kind}", f"open|{pair.harm}|dead={known}", f"open|{pair.harm}|fatal={around.fatal}|{_number(unit)}"]
        if any(word in around.dead for word in telling_words(sentence, unit.span)):
            out += [f"dead|{pair.harm}", f"dead|{pair.harm}|perhaps={pair.perhaps}"]
    if sentence.number == 0:
        out.append(f"first|{unit.kind}")
    if sentence.capitals:
        out.append(f"capitals|{unit.kind}")
    if (sentence.number - 1, pair.harm) in around.harmed:
        out.append(f"goes-on|{unit.kind}")
    return out


def _voice(kind: str, help_: str, after: str) -> str:
    """Active, passive or bare, as the helping verbs and an object after it tell."""
    verbs = help_.partition("/")[0]
    voice = "passive" if "x" in verbs else "perfect" if "y" in verbs else "modal" if "m" in verbs else "bare"
    return f"{kind}{voice}{'+' if after in 'GBMCKU' else ''}{'!' if 'n' in verbs else ''}"


def _simple_between(unit: Unit, cue: int, symbols: str) -> str:
    first, stop = (unit.last + 1, cue) if unit.last < cue else (cue + 1, unit.first)
    return simplify(symbols[first:stop]) if stop - first <= LONGEST_SIMPLIFIED else "far"


def _through_pronoun(pair: Pair, units: Sequence[Unit], symbols: str) -> list[str]:
    """As in "Ada Lund was rescued, but she died": whom the pronoun before the verb may mean, the nearest first."""
    at = pair.cue - 1
    while at >= 0 and symbols[at] in "xyDmnfR":
        at -= 1
    if at < 0 or symbols[at] != "O" or pair.unit.last >= at or pair.unit.kind not in MEANT:
        return []
    one = pair.sentence.tokens[pair.sentence.chunks[at].first].lower in pair.sentence.lexicon.words("grammar", "pronouns_one")
    meant = [unit for unit in units if unit.last < at and unit.kind in MEANT and (unit.count.high == 1) is one]
    if pair.unit not in meant:
        return []
    rank = len(meant) - 1 - meant.index(pair.unit)
    return [f"pronoun={min(rank, 2)}|{pair.unit.kind}", f"pronoun={min(rank, 2)}", f"pronoun-first={meant[0] is pair.unit}"]


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


def _between(pair: Pair, units: Sequence[Unit], symbols: str, kind: str, help_: str) -> list[str]:
    unit, cue = pair.unit, pair.cue
    first, stop = (unit.last + 1, cue) if unit.last < cue else (cue + 1, unit.first)
    inside = symbols[first:stop]
    path = PHRASE.sub("q", inside.translate(SMALL))
    path = re.sub(r"(.)\1+", r"\1", path)
    short = path if len(path) <= LONGEST_PATH else "far"
    words = " ".join(t.lower for t in pair.sentence.tokens[pair.sentence.chunks[cue].first : pair.sentence.chunks[cue].stop])
    simple = simplify(inside) if len(inside) <= LONGEST_SIMPLIFIED else "far"
    simple = simple if len(simple) <= LONGEST_PATH else "far"
    after = symbols[cue + 1 : cue + 3].translate(SMALL)[:1] or "$"
    voice = _voice(kind, help_, after)
    closer = any(_simple_between(other, cue, symbols) in ("", "x") for other in units if other.first != unit.first and other.kind != "bare")
    rivals = sum(first <= other.first < stop for other in units if other.kind not in ("bare", "pronoun"))
    cues = sum(symbol in CUES for symbol in inside)
    distance = min(len(inside), 9)
    out = [
        f"path={kind}:{short}", f"path={kind}:{short}|{unit.kind}", f"cue={words}", f"cue={words}|{kind[-1]}", f"cue={words}|{unit.kind}",
        f"help={kind}|{help_}", f"distance={kind}|{distance}", f"rivals={kind}|{min(rivals, 3)}", f"cues={kind}|{min(cues, 2)}",
        f"next={kind}|{after}", f"next={kind}|{help_}|{after}", f"rivals={min(rivals, 3)}|{distance}",
    ]  # fmt: skip
    out += [
        f"simple={kind}:{simple}", f"simple={kind}:{simple}|{unit.kind}", f"simple={kind}:{simple}|{help_}",
        f"simple={kind}:{simple}|closer={closer}", f"closer={kind}|{closer}",
        f"voice={voice}", f"voice={voice}|{unit.kind}", f"voice={voice}|{simple}", f"voice={voice}|{simple}|{unit.kind}", f"voice={voice}|{len(simple)}",
        f"voice={voice}|{symbols[unit.first - 1] if unit.first else '^'}", f"agent={kind}|{'b' in symbols[cue + 1 : cue + 4]}",
    ]  # fmt: skip
    out += [f"has={kind[-1]}{symbol}" for symbol in set(inside) if symbol in "zRcWHnm,xyLPJ"]
    out += [f"has={kind}{symbol}" for symbol in set(inside) if symbol in "zRcW,"]
    out += _through_pronoun(pair, units, symbols)
    head = symbols[max(0, min(unit.first, cue) - BEFORE) : min(unit.first, cue)]
    out += [f"ahead={symbol}" for symbol in "Hnm" if symbol in head.rpartition("z")[2]]
    return out
