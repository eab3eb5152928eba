"""Noun groups: a count with the people it counts, a single person, or a counted casualty noun ("three deaths").

Refuses ages, money, percentages, and numbers of things: "a 17-year-old" is one person, "17 years" is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.extract.heads import Head, is_open, person_words, read_head
from cenotaph.extract.symbols import CASUALTY, COMMA, NUMBER, OTHERS_OR_CASUALTY, PEOPLE, PLURAL, WORD
from cenotaph.model import CountRange, Span
from cenotaph.text import Lexicon, Token, match_count
from cenotaph.text.counts import CountMatch
from cenotaph.text.lexicon import Entry
from cenotaph.text.read_count import pairs

__all__ = ["age_part", "NounGroup", "read_noun_group", "single_after_owner"]

CHILD_BELOW = 18  # Convention on the Rights of the Child, article 1
LONGEST_BARE = 4  # words of a person told without an article: headlines are short
HYPHENS = "-–‑"
MONEY = frozenset("$£€")
NUMBERED = ("#", "nº", "n°", "№", "n.º", "núm", "nr")  # before a number that is a name: "Batallón Nº 3"
SHORTEST_PEOPLE = 4  # letters of a people's name: shorter ones are abbreviations and units
HEADLINE = 0.6  # of the words with a capital: a headline, or a list of names
LEAST_PLURAL = 4  # letters of a plural that is told by its end
LONGEST_LABEL = 5  # words between a casualty noun and its colon: "killed, as far as reported:"
LABEL_DASHES = frozenset(("—", "–"))
LONGER_NUMBER = frozenset((":", "%", "/", "٪"))  # behind a number: a time, a share, a date


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


def read_noun_group(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """The noun group that begins at `tokens[at]`, or None. `blocked` are tokens inside date expressions."""
    if at in blocked:
        return None
    return (
        _counted(tokens, at, lexicon, blocked)
        or _pair(tokens, at, lexicon)
        or _labelled(tokens, at, lexicon, blocked)
        or _single(tokens, at, lexicon, blocked)
    )


def _pair(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> NounGroup | None:
    """Two people, or one casualty, by the form of the noun alone, as Arabic has it: "جنديان", "قتيلان", "حالة وفاة"."""
    if not pairs(lexicon):
        return None
    determined = tokens[at].lower in lexicon.words("grammar", "determiners")
    begin = at + 1 if determined else at
    if begin >= len(tokens):
        return None
    twice = _said_twice(tokens, begin, lexicon)
    if twice is not None:
        return twice
    group = person_words(lexicon).pairs.get(tokens[begin].lower)
    harmed = lexicon.phrases("harms", ("counted_pair",)).match(tokens, begin) if group is None else None
    span = Span(tokens[at].start, tokens[begin].end)
    if group is not None:
        groups = (group,) if group else ()
        return NounGroup(PEOPLE, begin + 1, span, CountRange(2, 2), groups, definite=determined, head=tokens[begin].lower)
    if harmed is not None:
        return NounGroup(CASUALTY, begin + 1, span, CountRange(2, 2), harm=str(harmed[0].value), head=tokens[begin].lower)
    one = lexicon.phrases("harms", ("counted_one",)).match(tokens, at)
    if one is None:
        return None
    span = Span(tokens[at].start, tokens[one[1] - 1].end)
    return NounGroup(CASUALTY, one[1], span, CountRange(1, 1), harm=str(one[0].value), head=tokens[at].lower)


def _said_twice(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> NounGroup | None:
    """As in "مدنيين اثنين": people in the form of two or of many, and a word for two behind them."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in lexicon.words("persons", "two_behind"):
        return None
    people = person_words(lexicon)
    group = people.pairs.get(tokens[at].lower, people.plural.get(tokens[at].lower))
    if group is None:
        return None
    span = Span(tokens[at].start, tokens[at + 1].end)
    return NounGroup(PEOPLE, at + 2, span, CountRange(2, 2), (group,) if group else (), head=tokens[at].lower)


def _labelled(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """A number behind its label, as fact sheets have it: "Dead: 12", "Reported injured: at least 3", "Загиблих — 17"."""
    if at and tokens[at - 1].is_word:
        return None
    begin = at + 1 if tokens[at].lower in lexicon.words("grammar", "determiners") and at + 1 < len(tokens) else at
    label = lexicon.phrases("harms", ("counted",)).match(tokens, begin)
    if label is None:
        return None
    colon = label[1]
    while colon < len(tokens) and tokens[colon].is_word and colon - label[1] < LONGEST_LABEL:
        colon += 1
    dashed = colon == label[1] < len(tokens) and tokens[colon].text in LABEL_DASHES
    if colon + 1 >= len(tokens) or tokens[colon].text != ":" and not dashed or colon + 1 in blocked:
        return None
    number = match_count(tokens, colon + 1, lexicon)
    if number is None or number.vague or _is_measure(tokens, colon + 1, number.stop):
        return None
    if number.stop < len(tokens) and tokens[number.stop].text in LONGER_NUMBER:
        return None  # a time or a share
    span = Span(tokens[at].start, tokens[number.stop - 1].end)
    return NounGroup(CASUALTY, number.stop, span, number.count, harm=str(label[0].value), head=tokens[begin].lower)


def _counted(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    number = match_count(tokens, at, lexicon)
    if number is None or any(k in blocked for k in range(at, number.stop)):
        return None
    if at and (
        tokens[at - 1].lower in person_words(lexicon).ages or tokens[at - 1].lower in lexicon.words("persons", "numbering")
    ):
        return None
    after_age = _is_age(tokens, number.stop, lexicon)
    if after_age:
        determined = tokens[at].lower in lexicon.words("grammar", "indefinite")
        attributive = tokens[number.stop].text in HYPHENS and after_age < len(tokens) and tokens[after_age].is_capital
        return _aged(tokens, at, lexicon, blocked) if determined or attributive else None
    if _is_measure(tokens, at, number.stop) or _is_share(tokens, number.stop, lexicon):
        return None
    definite = tokens[at].lower in lexicon.words("grammar", "anaphoric")
    partitive = lexicon.phrases("grammar").match(tokens, number.stop) if number.stop < len(tokens) else None
    start = tokens[at].start
    stop = number.stop
    if stop + 1 < len(tokens) and tokens[stop].lower in lexicon.words("numerals", "before_noun"):
        stop += 1  # "عشرات الجرحى": an article between the number and its noun
    of_something = _of_them(tokens, start, number, partitive, lexicon, blocked)
    if of_something is not None:
        return of_something
    one = number.count.exact and number.count.low == 1
    head = _head_of(tokens, stop, number.count, lexicon, blocked)
    if head is None and one and stop < len(tokens) and _is_demonym(tokens, stop, lexicon, blocked):
        return NounGroup(PEOPLE, stop + 1, Span(start, tokens[stop].end), number.count, definite=definite)
    if head is not None and head.symbol == CASUALTY and _is_year(tokens[at]) and _has_object(tokens, head, lexicon):
        return None  # "1992 killed the old party"
    if head is not None:
        span = Span(start, tokens[head.stop - 1].end)
        return NounGroup(head.symbol, head.stop, span, number.count, head.groups, head.harm, definite, False, head.head)
    if _unknown_plural(tokens, stop, number, lexicon) or _unknown_people(tokens, stop, number, lexicon):
        span = Span(start, tokens[stop].end)
        return NounGroup(PEOPLE, stop + 1, span, number.count, definite=definite)
    return _bare(tokens, at, number, lexicon, definite=definite)


def _is_share(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """As in "40 في المئة": a number of every hundred, or the hundred."""
    if "shares" not in lexicon.lists["persons"]:
        return False
    shares = lexicon.phrases("persons", ("shares",))
    return any(0 <= begin < len(tokens) and shares.match(tokens, begin) for begin in (at, at - 3))


def _has_object(tokens: Sequence[Token], head: Head, lexicon: Lexicon) -> bool:
    after = tokens[head.stop].lower if head.stop < len(tokens) else ""
    return any(after in lexicon.words("grammar", kind) for kind in ("determiners", "definite_single", "indefinite"))


def _head_of(tokens: Sequence[Token], at: int, count: CountRange, lexicon: Lexicon, blocked: frozenset[int]) -> Head | None:
    """The noun behind a number, in the form that the number takes."""
    one = count.exact and count.low == 1
    zero = count.high == 0
    ends_in_one = count.lowest % 10 == 1 and count.lowest % 100 != 11
    takes_singular = lexicon.lists["numerals"]["singular_after_one"]
    head = read_head(tokens, at, lexicon, blocked, plural=not one, zero=zero)
    singular = one or zero or ends_in_one and takes_singular == "true" or takes_singular == "always"
    if singular and (head is None or not head.known):
        head = read_head(tokens, at, lexicon, blocked, plural=False, zero=zero) or head
    if one and head is None and takes_singular == "always":
        head = read_head(tokens, at, lexicon, blocked, plural=True)  # "أحد العاملين": one of the workers
    return head


def _unknown_plural(tokens: Sequence[Token], at: int, number: CountMatch, lexicon: Lexicon) -> bool:
    """Whether a counted word that no list holds may be people: by the end of a plural, in languages whose lists are short. Things
    are listed; of what is neither, a word of harm beside it decides.
    """
    endings = person_words(lexicon).plural_endings
    if not endings or at >= len(tokens) or number.count.high == 1 or number.count.high == 0:
        return False
    word = tokens[at]
    return word.is_word and not lexicon.knows(word.lower) and word.lower.endswith(endings) and len(word.lower) > LEAST_PLURAL


def _unknown_people(tokens: Sequence[Token], at: int, number: CountMatch, lexicon: Lexicon) -> bool:
    """Whether a counted name may be that of a people, which has one form for one and many: "killed 40 Hazara in". Told by what
    stands behind it: a word of grammar or of harm, or a mark. Refuses in headlines, where every word has a capital.
    """
    if at >= len(tokens) or number.count.high in (0, 1) or _is_year(tokens[at - 1]):
        return False
    word = tokens[at]
    if not word.is_capital or word.text.isupper() or len(word.text) < SHORTEST_PEOPLE or lexicon.knows(word.lower):
        return False
    words = [token for token in tokens if token.is_word]
    if sum(token.is_capital for token in words) > HEADLINE * len(words):
        return False
    if at + 1 == len(tokens) or not tokens[at + 1].is_word:
        return at + 1 == len(tokens) or tokens[at + 1].text in ".;,"
    after = tokens[at + 1]
    return not after.is_capital and (
        lexicon.phrases("grammar").match(tokens, at + 1) is not None or lexicon.phrases("harms").match(tokens, at + 1) is not None
    )


def _of_them(
    tokens: Sequence[Token],
    start: int,
    number: CountMatch,
    partitive: tuple[Entry, int] | None,
    lexicon: Lexicon,
    blocked: frozenset[int],
) -> NounGroup | None:
    """As in "three of the wounded", "a third of the dead", "dozens of people"."""
    stop = number.stop
    if partitive and partitive[0].kind == "partitive":
        head = read_head(tokens, partitive[1], lexicon, blocked, plural=True)
        if head is not None and head.symbol == PEOPLE and not _acts(tokens, head.stop, lexicon):
            span = Span(start, tokens[head.stop - 1].end)
            return NounGroup(PEOPLE, head.stop, span, number.count, head.groups, head.harm, False, True, head.head)
        return NounGroup(NUMBER, stop, Span(start, tokens[stop - 1].end), number.count, partitive=True)
    if stop == len(tokens) or tokens[stop].lower not in lexicon.words("grammar", "of"):
        return None
    whole = _of_counted(tokens, stop + 1, lexicon, blocked)
    inner = whole or _of_group(tokens, stop + 1, lexicon, blocked)
    if inner is None:
        return None
    harm = inner.harm if inner.symbol == CASUALTY or isinstance(inner, Head) else ""
    span = Span(start, tokens[inner.stop - 1].end)
    return NounGroup(PEOPLE, inner.stop, span, number.count, inner.groups, harm, False, whole is not None, inner.head)


def _acts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the people before `at` do something to others: "одного из них полицейские задержали"."""
    return at < len(tokens) and lexicon.phrases("harms", ("active",)).match(tokens, at) is not None


def _bare(tokens: Sequence[Token], at: int, number: CountMatch, lexicon: Lexicon, *, definite: bool) -> NounGroup | None:
    """A number alone, as in "12 were killed", where nothing says that it counts something else."""
    stop = number.stop
    told = at > 0 and tokens[at - 1].lower in lexicon.words("persons", "people_behind")
    if stop < len(tokens) and (
        tokens[stop].lower in person_words(lexicon).never or tokens[stop].is_word and is_open(tokens, stop, lexicon) and not told
    ):
        return None
    if _is_aside(tokens, at, stop, lexicon) or _in_ages(tokens, at, lexicon):
        return None
    others = stop < len(tokens) and tokens[stop].lower in lexicon.words("grammar", "others")
    digits = [token for token in tokens[at:stop] if token.text.isdigit()]
    if digits and not others and all(map(_is_year, digits)):
        return None
    stop += others
    return NounGroup(NUMBER, stop, Span(tokens[at].start, tokens[stop - 1].end), number.count, definite=definite)


def _single(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """As in "a soldier", "his brother", "the suicide bomber", "a 17-year-old"; and bare plurals, which count nobody."""
    word = tokens[at].lower
    own = word in lexicon.words("grammar", "definite_single") or word in lexicon.words("grammar", "indefinite")
    contracted = at > 0 and tokens[at - 1].lower in lexicon.words("grammar", "contracted")  # "del soldado"
    determined = own or contracted
    begin = at + 1 if own else at
    joined = word.isdigit() and at + 1 < len(tokens) and tokens[at + 1].text == "-"
    if determined or joined and _is_age(tokens, begin + 1, lexicon):
        aged = _aged(tokens, at, lexicon, blocked)
        if aged is not None:
            return aged
    if determined:
        head = read_head(tokens, begin, lexicon, blocked, plural=False)
        if head is not None and head.symbol == PEOPLE:
            definite = word in lexicon.words("grammar", "anaphoric")
            span = Span(tokens[at].start, tokens[head.stop - 1].end)
            return NounGroup(PEOPLE, head.stop, span, CountRange(1, 1), head.groups, head.harm, definite, False, head.head)
    if word in lexicon.words("grammar", "indefinite") and begin < len(tokens) and _is_demonym(tokens, begin, lexicon, blocked):
        return NounGroup(PEOPLE, begin + 1, Span(tokens[at].start, tokens[begin].end), CountRange(1, 1))
    one_more = _one_more(tokens, at, lexicon) if determined else None
    if one_more is not None:
        return one_more
    if not determined and lexicon.lists["grammar"]["bare_singular_counts"] == "true":
        head = read_head(tokens, begin, lexicon, blocked, plural=False)
        if head is not None and head.symbol == PEOPLE and head.known:
            span = Span(tokens[at].start, tokens[head.stop - 1].end)
            return NounGroup(PEOPLE, head.stop, span, CountRange(1, 1), head.groups, head.harm, head=head.head)
    return _bare_plural(tokens, at, lexicon, blocked, determined=determined)


def _bare_plural(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], *, determined: bool
) -> NounGroup | None:
    """As in "villagers", "the clerks": people without a number, who count nobody."""
    begin = at + 1 if determined else at
    people = person_words(lexicon)
    if not any(people.head_group(token.lower, plural=True) is not None for token in tokens[begin : begin + 3]):
        return None
    head = read_head(tokens, begin, lexicon, blocked, plural=True)
    if head is None or head.symbol != PEOPLE or not head.known:
        return None
    span = Span(tokens[at].start, tokens[head.stop - 1].end)
    return NounGroup(PLURAL, head.stop, span, None, head.groups, "", determined, False, head.head)


def _one_more(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> NounGroup | None:
    """As in "wounding another", "a second": one more of those said before; "the third time" counts no people."""
    begin = at + 1
    if begin + 1 < len(tokens) and tokens[begin + 1].lower in person_words(lexicon).never:
        return None
    alone = begin == len(tokens) or not is_open(tokens, begin, lexicon)
    if alone and tokens[at].lower in lexicon.words("grammar", "others"):
        return NounGroup(NUMBER, begin, tokens[at].span, CountRange(1, 1), partitive=True)
    if begin < len(tokens) and tokens[begin].lower in lexicon.words("grammar", "ordinals"):
        return NounGroup(NUMBER, begin + 1, Span(tokens[at].start, tokens[begin].end), CountRange(1, 1), partitive=True)
    return None


def _is_demonym(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> bool:
    """One capitalised word that ends the phrase, as in "a Ledrian"."""
    token = tokens[at]
    alone = at + 1 == len(tokens) or not is_open(tokens, at + 1, lexicon)
    if at in blocked or not token.is_capital or not alone or not is_open(tokens, at, lexicon):
        return False
    return not token.text.isupper() or token.lower.endswith(person_words(lexicon).demonyms)


def bare_single(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """One person without an article, as headlines and lists have it: "Gunman shot", "leads to daughter's death". Weighed only."""
    if at in blocked or at and tokens[at - 1].is_word and is_open(tokens, at - 1, lexicon):
        return None
    head = read_head(tokens, at, lexicon, blocked, plural=False)
    if head is None or head.symbol != PEOPLE or not head.known or head.stop - at > LONGEST_BARE:
        return None
    span = Span(tokens[at].start, tokens[head.stop - 1].end)
    return NounGroup(WORD, head.stop, span, CountRange(1, 1), head.groups, head.harm, head=head.head)


def single_after_owner(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """The one person that begins at `at` after a possessive ("driver", "former lead guitarist"), or None."""
    head = read_head(tokens, at, lexicon, blocked, plural=False)
    if head is None or head.symbol != PEOPLE:
        return None
    return NounGroup(
        PEOPLE,
        head.stop,
        Span(tokens[at].start, tokens[head.stop - 1].end),
        CountRange(1, 1),
        head.groups,
        head.harm,
        head=head.head,
    )


def _aged(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """As in "a 17-year-old", "an 18 year-old girl": one person; under 18 a child."""
    word = tokens[at].lower
    begin = (
        at + 1 if word in lexicon.words("grammar", "indefinite") or word in lexicon.words("grammar", "definite_single") else at
    )
    while begin < len(tokens) and begin < at + 4 and is_open(tokens, begin, lexicon) and not _is_age(tokens, begin + 1, lexicon):
        begin += 1
    if begin >= len(tokens) or not tokens[begin].text[0].isdigit():
        return None
    after = _is_age(tokens, begin + 1, lexicon)
    if not after:
        return None
    digits = "".join(c for c in tokens[begin].text if c.isdigit())
    years = int(digits) // max((age_part(token.lower, lexicon) for token in tokens[begin + 1 : after]), default=1)
    groups: tuple[str, ...] = ("children",) if years < CHILD_BELOW else ()
    head = read_head(tokens, after, lexicon, blocked, plural=False)
    stop = after
    if head is not None and head.symbol == PEOPLE:
        stop, groups = head.stop, tuple(dict.fromkeys(groups + head.groups))
    if years >= CHILD_BELOW:
        groups = tuple(group for group in groups if group != "children")
    definite = word in lexicon.words("grammar", "anaphoric")
    span = Span(tokens[at].start, tokens[stop - 1].end)
    return NounGroup(PEOPLE, stop, span, CountRange(1, 1), groups, definite=definite, head=head.head if head is not None else "")


def _is_age(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The index after an age word at `at` ("-year-old", "years old", "–year–old"), or 0."""
    ages = person_words(lexicon).ages
    words: list[str] = []
    while at < len(tokens) and len(words) < 2:
        token = tokens[at]
        at += 1
        if token.text == "-" or token.text in HYPHENS and tokens[at - 2].end == token.start:
            continue
        words.append(token.lower)
        if token.lower in ages or " ".join(words) in ages:
            return at
    return 0


def _is_measure(tokens: Sequence[Token], at: int, stop: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[stop].text if stop < len(tokens) else ""
    if before == ":" and at > 1 and tokens[at - 2].text.isdecimal() and tokens[at - 2].end + 1 == tokens[at].start:
        return True  # the minutes of a time
    if before == "-" and _is_designation(tokens, at):
        return True
    return before in MONEY or before.lower() in NUMBERED or after == "%"


def _is_designation(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is joined to a word by a hyphen: "Covid-19", "D-30", "Су-25"."""
    if at < 2 or tokens[at - 1].end != tokens[at].start or tokens[at - 2].end != tokens[at - 1].start:
        return False
    return tokens[at].text.isdigit() and tokens[at - 2].text[-1].isalpha()


def _is_year(token: Token) -> bool:
    """Four bare digits between 1900 and 2099: a year rather than a number of people."""
    return token.text.isdigit() and len(token.text) == 4 and 1900 <= int(token.text) <= 2099


def _is_aside(tokens: Sequence[Token], at: int, stop: int, lexicon: Lexicon) -> bool:
    """A bare number after a person and a comma is an age: "Ada Lund, 53, was hurt", "a woman, 53."; so are "both 53" and
    "Ada Lund 53, was hurt".
    """
    if at and tokens[at - 1].lower == "both":
        return True
    if stop < len(tokens) and tokens[stop].text not in ",.;)" or at < 2:
        return False
    if tokens[at - 1].text == COMMA:
        return _is_person(tokens, at - 2, lexicon)
    return stop < len(tokens) and tokens[stop].text == COMMA and tokens[at - 1].is_capital and tokens[at - 2].is_capital


def _is_person(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a person's name or a word for people ends at `at`."""
    if tokens[at].text == "." and at:
        at -= 1
    word, people = tokens[at], person_words(lexicon)
    named = word.is_capital and not word.text[0].isdigit()
    listed = word.lower in people.singular or word.lower in people.plural
    return named or listed or word.lower in lexicon.words("persons", "victim_heads")


def age_part(word: str, lexicon: Lexicon) -> int:
    """How many of what a word beside an age counts make a year: 12 for "month-old", 1 for years and for any other word."""
    parts: dict[str, int] = lexicon.lists["persons"]["age_parts"]
    return parts.get(word, 1)


def _in_ages(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """As in "two men, ages 22 and 20", "her sons, 7 and 8", "between the ages of 11 and 25": numbers in a row that a word for age
    opens, or people and a comma.
    """
    between = lexicon.words("grammar", "conjunctions") | {COMMA}
    begin = look = at
    while look and (tokens[look - 1].text.isdigit() or tokens[look - 1].lower in between):
        look -= 1
        begin = look if tokens[look].text.isdigit() else begin
    ages = person_words(lexicon).ages
    if begin and tokens[begin - 1].lower in ages:
        return True
    if begin > 1 and tokens[begin - 2].lower in ages and tokens[begin - 1].lower in lexicon.words("places", "prepositions"):
        return True
    goes_on = at + 2 < len(tokens) and tokens[at + 1].lower in between and tokens[at + 2].text.isdigit()
    return (begin < at or goes_on) and begin > 1 and tokens[begin - 1].text == COMMA and _is_person(tokens, begin - 2, lexicon)


def _of_group(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> Head | None:
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
    head = read_head(tokens, index, lexicon, blocked, plural=True)
    return head if head is not None and head.symbol == PEOPLE else None


def _of_counted(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int]) -> NounGroup | None:
    """After "six of": "the 79 victims", a whole that is itself counted."""
    if at >= len(tokens) or tokens[at].lower not in lexicon.words("grammar", "anaphoric"):
        return None
    whole = _counted(tokens, at, lexicon, blocked)
    return whole if whole is not None and whole.symbol in OTHERS_OR_CASUALTY else None
