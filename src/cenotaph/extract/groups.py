"""Noun groups: a count with the people it counts, a single person, or a counted casualty noun ("three deaths").

Refuses ages, money, percentages, and numbers of things: "a 17-year-old" is one person, "17 years" is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cenotaph.model import CountRange, Span
from cenotaph.text import Lexicon, Token, match_count

__all__ = ["NounGroup", "PersonWords", "person_words", "read_noun_group", "single_after_owner"]

MOST_MODIFIERS = 7
CHILD_BELOW = 18
TAKING_REACH = 6
MONEY = frozenset("$£€")
NO_SINGULAR = "~"


@dataclass(frozen=True, slots=True)
class NounGroup:
    """A counted group. `symbol` G people, B a number alone, K a casualty noun, U people without a number.

    `harm` is set for K, and for G with a harm word before the head ("three wounded men"). `definite` marks a group that
    points back ("the two men"); `partitive` one that is said to be of others ("six of them Jesuits").
    """

    symbol: str
    stop: int
    span: Span
    count: CountRange | None
    groups: tuple[str, ...] = ()
    harm: str = ""
    definite: bool = False
    partitive: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Heads and modifiers that mean people, from persons.yaml."""

    singular: dict[str, str]
    plural: dict[str, str]
    modifiers: dict[str, frozenset[str]]
    never: frozenset[str]
    ages: frozenset[str]
    endings: tuple[str, ...]


@cache
def person_words(lexicon: Lexicon) -> PersonWords:
    """The person lists of a language, indexed."""
    data = lexicon.lists["persons"]
    singular: dict[str, str] = {}
    plural: dict[str, str] = {}
    for group, heads in data.items():
        if group in ("groups_by_word", "victim_heads", "plain_words", "demonym_endings", "name_titles", "never_people", "age_words"):
            continue
        for pair in heads:
            one, _, many = str(pair).partition(" ")
            if one != NO_SINGULAR:
                singular[one] = group
            plural[many or one] = group
    modifiers: dict[str, set[str]] = {}
    for group, words in data["groups_by_word"].items():
        for word in words:
            modifiers.setdefault(word, set()).add(group)
    return PersonWords(
        singular,
        plural,
        {word: frozenset(found) for word, found in modifiers.items()},
        lexicon.words("persons", "never_people"),
        lexicon.words("persons", "age_words"),
        tuple(data["demonym_endings"]),
    )


def read_noun_group(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """The noun group that begins at `tokens[at]`, or None. `blocked` are tokens inside date expressions."""
    if at in blocked:
        return None
    return _counted(tokens, at, lexicon, blocked) or _single(tokens, at, lexicon, blocked)


def _counted(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    number = match_count(tokens, at, lexicon)
    if number is None or any(k in blocked for k in range(at, number.stop)):
        return None
    if _is_age(tokens, number.stop, lexicon):
        return _aged(tokens, at, lexicon, blocked) if tokens[at].lower in lexicon.words("grammar", "indefinite") else None
    if _is_measure(tokens, at, number.stop):
        return None
    definite = tokens[at].lower in lexicon.words("grammar", "anaphoric")
    partitive = lexicon.phrases("grammar").match(tokens, number.stop) if number.stop < len(tokens) else None
    start = tokens[at].start
    stop = number.stop
    if partitive and partitive[0].kind == "partitive":
        head = _head(tokens, partitive[1], lexicon, blocked, plural=True)
        if head is not None and head.symbol == "G":
            return NounGroup("G", head.stop, Span(start, tokens[head.stop - 1].end), number.count, head.groups, head.harm, False, True, head.head)
        return NounGroup("B", stop, Span(start, tokens[stop - 1].end), number.count, partitive=True)
    if stop < len(tokens) and tokens[stop].lower in lexicon.words("grammar", "of"):
        whole = _of_counted(tokens, stop + 1, lexicon, blocked)
        if whole is not None:
            return NounGroup("G", whole.stop, Span(start, tokens[whole.stop - 1].end), number.count, whole.groups, "", False, True, whole.head)
        inner = _of_group(tokens, stop + 1, lexicon, blocked)
        if inner is not None:
            return NounGroup("G", inner.stop, Span(start, tokens[inner.stop - 1].end), number.count, inner.groups, "", False, False, inner.head)
    one = number.count.exact and number.count.low == 1
    head = _head(tokens, stop, lexicon, blocked, plural=not one, zero=number.count.high == 0)
    if head is not None:
        span = Span(start, tokens[head.stop - 1].end)
        return NounGroup(head.symbol, head.stop, span, number.count, head.groups, head.harm, definite, False, head.head)
    if stop < len(tokens) and (tokens[stop].lower in person_words(lexicon).never or tokens[stop].is_word and _is_open(tokens, stop, lexicon)):
        return None
    if _is_aside(tokens, at, stop):
        return None
    others = stop < len(tokens) and tokens[stop].lower in lexicon.words("grammar", "others")
    if stop - at == 1 and not others and _is_year(tokens[at], number.count):
        return None
    stop += others
    return NounGroup("B", stop, Span(start, tokens[stop - 1].end), number.count, definite=definite)


def _single(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """As in "a soldier", "his brother", "the suicide bomber", "a 17-year-old"; and bare plurals, which count nobody."""
    word = tokens[at].lower
    if word in lexicon.words("grammar", "indefinite"):
        aged = _aged(tokens, at, lexicon, blocked)
        if aged is not None:
            return aged
    determined = word in lexicon.words("grammar", "definite_single") or word in lexicon.words("grammar", "indefinite")
    begin = at + 1 if determined else at
    if determined:
        head = _head(tokens, begin, lexicon, blocked, plural=False)
        if head is not None and head.symbol == "G":
            definite = word in lexicon.words("grammar", "anaphoric")
            span = Span(tokens[at].start, tokens[head.stop - 1].end)
            return NounGroup("G", head.stop, span, CountRange(1, 1), head.groups, head.harm, definite, False, head.head)
    if word in lexicon.words("grammar", "indefinite") and begin < len(tokens) and _is_demonym(tokens, begin, lexicon, blocked):
        return NounGroup("G", begin + 1, Span(tokens[at].start, tokens[begin].end), CountRange(1, 1))
    plurals = person_words(lexicon).plural
    if not any(token.lower in plurals for token in tokens[begin : begin + 3]):
        return None
    head = _head(tokens, begin, lexicon, blocked, plural=True)
    if head is not None and head.symbol == "G" and head.known:
        return NounGroup("U", head.stop, Span(tokens[at].start, tokens[head.stop - 1].end), None, head.groups, "", determined, False, head.head)
    return None


def _is_demonym(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> bool:
    """One capitalised word that ends the phrase, as in "a Ledrian"."""
    token = tokens[at]
    alone = at + 1 == len(tokens) or not _is_open(tokens, at + 1, lexicon)
    return at not in blocked and token.is_capital and not token.text.isupper() and alone and _is_open(tokens, at, lexicon)


def single_after_owner(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """The one person that begins at `at` after a possessive ("driver", "former lead guitarist"), or None."""
    head = _head(tokens, at, lexicon, blocked, plural=False)
    if head is None or head.symbol != "G":
        return None
    return NounGroup("G", head.stop, Span(tokens[at].start, tokens[head.stop - 1].end), CountRange(1, 1), head.groups, head.harm, head=head.head)


def _aged(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """As in "a 17-year-old", "an 18 year-old girl": one person; under 18 a child."""
    begin = at + 1 if tokens[at].lower in lexicon.words("grammar", "indefinite") else at
    while begin < len(tokens) and tokens[begin].is_word and begin < at + 4 and not _is_age(tokens, begin + 1, lexicon):
        begin += 1
    if begin >= len(tokens) or not tokens[begin].text[0].isdigit():
        return None
    after = _is_age(tokens, begin + 1, lexicon)
    if not after:
        return None
    digits = "".join(c for c in tokens[begin].text if c.isdigit())
    groups: tuple[str, ...] = ("children",) if int(digits) < CHILD_BELOW else ()
    head = _head(tokens, after, lexicon, blocked, plural=False)
    stop = after
    if head is not None and head.symbol == "G":
        stop, groups = head.stop, tuple(dict.fromkeys(groups + head.groups))
    if int(digits) >= CHILD_BELOW:
        groups = tuple(group for group in groups if group != "children")
    return NounGroup("G", stop, Span(tokens[at].start, tokens[stop - 1].end), CountRange(1, 1), groups)


def _is_age(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The index after an age word at `at` ("-year-old", "years old"), or 0."""
    ages = person_words(lexicon).ages
    if at < len(tokens) and tokens[at].text == "-":
        at += 1
    if at < len(tokens) and tokens[at].lower in ages:
        return at + 1
    joined = " ".join(token.lower for token in tokens[at : at + 2])
    return at + 2 if joined in ages else 0


def _is_measure(tokens: Sequence[Token], at: int, stop: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[stop].text if stop < len(tokens) else ""
    return before in MONEY or after in ("%", ":") and after == "%" or before == "#"


def _is_year(token: Token, count: CountRange) -> bool:
    """Four bare digits between 1900 and 2099: a year rather than a number of people."""
    return token.text.isdigit() and len(token.text) == 4 and count.exact and 1900 <= (count.low or 0) <= 2099


def _is_aside(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """A bare number between commas after a name is an age: "Ada Lund, 53, was hurt"."""
    return at >= 2 and stop < len(tokens) and tokens[at - 1].text == tokens[stop].text == "," and tokens[at - 2].is_capital


def _of_group(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> "_Head | None":
    """After "two of": "the wounded subversives", "bin Laden's Arab fighters"."""
    index = at
    possessive = lexicon.words("grammar", "possessive")
    for look in range(at, min(at + 4, len(tokens))):
        if tokens[look].lower in possessive:
            index = look + 1
            break
    if index == at and index < len(tokens) and tokens[index].lower in lexicon.words("grammar", "determiners"):
        index += 1
    if index == at:
        return None
    head = _head(tokens, index, lexicon, blocked, plural=True)
    return head if head is not None and head.symbol == "G" else None


def _of_counted(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """After "six of": "the 79 victims", a whole that is itself counted."""
    if at >= len(tokens) or tokens[at].lower not in lexicon.words("grammar", "anaphoric"):
        return None
    whole = _counted(tokens, at, lexicon, blocked)
    return whole if whole is not None and whole.symbol == "G" else None


@dataclass(frozen=True, slots=True)
class _Head:
    symbol: str
    stop: int
    groups: tuple[str, ...]
    harm: str
    head: str
    known: bool


def _head(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], *, plural: bool, zero: bool = False) -> _Head | None:
    """The head noun of a run of modifiers from `at`, if it means people or casualties."""
    people = person_words(lexicon)
    heads = people.plural if plural else people.singular
    harm, best = "", None
    index = at
    while index < len(tokens) and index - at < MOST_MODIFIERS and index not in blocked:
        word = tokens[index].lower
        casualty = _casualty(tokens, index, lexicon, zero)
        if casualty is not None and best is None and not _leads_to_person(tokens, index, lexicon, blocked, heads):
            return _Head("K", casualty[1], (), casualty[0], word, True)
        if word in heads:
            best = index
            index += 1
            continue
        if best is not None and word in people.never:
            return None
        if best is not None and word not in people.modifiers:
            break
        cue = lexicon.phrases("harms").match(tokens, index)
        if cue is not None and cue[0].kind in ("past", "state", "counted"):
            if not _leads_to_person(tokens, index, lexicon, blocked, heads):
                break
            harm = cue[0].value
        elif _is_hedge(tokens, index, lexicon) and _leads_to_person(tokens, index, lexicon, blocked, heads):
            pass
        elif not _is_open(tokens, index, lexicon) and tokens[index].text != "-" and word not in lexicon.words("grammar", "others"):
            break
        index += 1
    if best is None:
        return _unknown_head(tokens, at, index, people, plural)
    return _Head("G", best + 1, _groups(tokens, at, best, people, heads), harm, tokens[best].lower, True)


def _is_hedge(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A participle that doubts the noun after it: "presumed terrorists", "alleged guerrillas"."""
    grammar = lexicon.phrases("grammar").match(tokens, at)
    speech = lexicon.phrases("speech").match(tokens, at)
    return grammar is not None and grammar[0].kind in ("fearing", "feared") or speech is not None and speech[0].kind == "said"


def _unknown_head(tokens: Sequence[Token], at: int, stop: int, people: PersonWords, plural: bool) -> _Head | None:
    """A plural that no list knows ("Hindus", "Jesuits") may stand for people; a thing that is listed never does."""
    if not plural or stop <= at:
        return None
    last = stop - 1
    for index in range(at, stop):
        if tokens[index].lower in people.never:
            return None
        if tokens[index].lower.endswith(people.endings) and tokens[index].is_capital:
            last = index
            break
    word = tokens[last]
    if not word.is_capital or not word.lower.endswith(people.endings) or len(word.lower) < 4:
        return None
    return _Head("G", last + 1, _groups(tokens, at, last, people, {}), "", word.lower, False)


CASUALTY_KINDS = ("counted", "counted_zero", "counted_after")


def _casualty(tokens: Sequence[Token], at: int, lexicon: Lexicon, zero: bool) -> tuple[str, int] | None:
    """The harm of a casualty noun at `at` ("deaths", "wounded") and the index after it."""
    found = lexicon.phrases("harms", CASUALTY_KINDS).match(tokens, at)
    if found is None or found[0].kind == "counted_zero" and not zero:
        return None
    if found[0].kind == "counted_after":
        taking = lexicon.words("harms", "taking")
        if not any(token.lower in taking for token in tokens[max(0, at - TAKING_REACH) : at]):
            return None
    return str(found[0].value), found[1]


def _leads_to_person(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], heads: dict[str, str]) -> bool:
    """Whether a harm word is a modifier: a person head follows with only open words between ("wounded Arab fighter")."""
    for index in range(at + 1, min(at + 5, len(tokens))):
        if index in blocked:
            return False
        if tokens[index].lower in heads:
            return True
        if not _is_open(tokens, index, lexicon) or lexicon.phrases("harms").match(tokens, index):
            return False
    return False


def _is_open(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a token may stand as a modifier: a word that is neither grammar nor a reporting verb nor a harm cue."""
    if not tokens[at].is_word:
        return False
    if lexicon.phrases("grammar").match(tokens, at) or lexicon.phrases("speech").match(tokens, at):
        word = tokens[at].lower
        return word in person_words(lexicon).modifiers
    cue = lexicon.phrases("harms").match(tokens, at)
    return cue is None or cue[0].kind in ("taking", "toll_verbs", "fate_unknown")


def _groups(tokens: Sequence[Token], at: int, last: int, people: PersonWords, heads: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    head_group = heads.get(tokens[last].lower, "")
    if head_group:
        found.append(head_group)
    for index in range(at, last + 1):
        found.extend(sorted(people.modifiers.get(tokens[index].lower, ())))
        found.extend(g for g in (people.plural.get(tokens[index].lower, ""), people.singular.get(tokens[index].lower, "")) if g == "armed" and index < last)
    return tuple(dict.fromkeys(found))
