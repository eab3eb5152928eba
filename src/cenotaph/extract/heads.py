"""The head noun of a group: whether a run of words means people, casualties, or neither, and which groups it names.

A word that no list knows is taken for people only when it is a capitalised plural ("Hindus"); a listed thing never is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cenotaph.extract.symbols import CASUALTY, PEOPLE
from cenotaph.text import Lexicon, Token
from cenotaph.vocabulary import load_vocabulary

__all__ = ["Head", "PersonWords", "is_open", "person_words", "read_head"]

MOST_MODIFIERS = 7  # words between a number and its noun, as in "12 unarmed young Ledrian student protesters"
TAKING_REACH = 6  # words back to a verb of taking, past its adverbs and the number
NO_SINGULAR = "~"
HEAD_LAST, HEAD_FIRST = "head last", "head first"  # "police station"; "صحفي سوري"; other languages have both orders
OPEN_KINDS = ("taking", "toll_verbs", "fate_unknown", "weak", "fatal")  # words that only tell of a harm beside others
CASUALTY_KINDS = ("counted", "counted_zero", "counted_after")


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Heads and modifiers that mean people, from persons.yaml."""

    singular: dict[str, str]
    plural: dict[str, str]
    modifiers: dict[str, frozenset[str]]
    never: frozenset[str]
    ages: frozenset[str]
    endings: tuple[str, ...]
    endings_one: Mapping[str, str]
    endings_many: Mapping[str, str]
    demonyms: tuple[str, ...]
    pairs: Mapping[str, str]
    modifier_endings: tuple[str, ...]
    agent_endings: tuple[str, ...]
    agent_endings_one: Mapping[str, str]
    plural_endings: tuple[str, ...]

    def head_group(self, word: str, *, plural: bool) -> str | None:
        """The group a word names as a head ("" for people of no special group), None when it means no person.

        A word no list has counts by its ending ("watchman", "newswomen").
        """
        known = (self.plural if plural else self.singular).get(word)
        if known is not None or word in self.never:
            return known
        for ending, group in (self.endings_many if plural else self.endings_one).items():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return group
        return None


@cache
def person_words(lexicon: Lexicon) -> PersonWords:
    """The person lists of a language, indexed."""
    data, more = lexicon.lists["persons"], lexicon.lists["people"]
    singular: dict[str, str] = {}
    plural: dict[str, str] = {}
    for group in ("", *load_vocabulary("group").terms):
        for pair in (*(data.get(group) or ()), *(more.get(group) or ())):
            one, _, many = str(pair).partition(" ")
            for form in one.split("/"):
                if form != NO_SINGULAR:
                    singular.setdefault(form, group)
            for form in (many or one).split("/"):
                plural.setdefault(form, group)
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
        _endings(data["person_endings"], 0),
        _endings(data["person_endings"], -1),
        tuple(data["demonym_singular"]),
        {form: group for group, forms in (data.get("pairs") or {}).items() for form in forms},
        tuple(data.get("modifier_endings") or ()),
        tuple(data.get("agent_endings") or ()),
        data.get("agent_endings_one") or {},
        tuple(data.get("plural_endings") or ()),
    )


def _endings(listed: Mapping[str, Sequence[str]], which: int) -> dict[str, str]:
    """Of the endings "one many" of each group those of one number, from the first (0) or the last (-1) of the two."""
    return {form: group for group, pairs in listed.items() for pair in pairs for form in pair.split()[which].split("/")}


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its symbol (G people, K casualties), the index after it, and what it says of the group."""

    symbol: str
    stop: int
    groups: tuple[str, ...]
    harm: str
    head: str
    known: bool


def read_head(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], *, plural: bool, zero: bool = False
) -> Head | None:
    """The head noun of a run of modifiers from `at`, if it means people or casualties."""
    people = person_words(lexicon)
    harm, best = "", None
    index = at
    while index < len(tokens) and index - at < MOST_MODIFIERS and index not in blocked:
        word = tokens[index].lower
        casualty = _casualty(tokens, index, lexicon, zero)
        if casualty is not None and index > at and _are_things(tokens, index, people, lexicon):
            return None
        if casualty is not None and best is None and not _leads_to_person(tokens, index, lexicon, blocked, plural):
            return Head(CASUALTY, casualty[1], (), casualty[0], word, True)
        if people.head_group(word, plural=plural) is not None:
            best = index
            index += 1
            continue
        if best is None and (word in people.never and not _head_is_last(lexicon) or _head_is_first(lexicon)):
            break
        cue = lexicon.phrases("harms", _modifying(lexicon)).match(tokens, index)
        if index == at and cue is None and _is_doing(tokens, index, lexicon, plural):
            index += 1
            continue
        if best is not None and word in people.never and cue is None and _head_is_last(lexicon):
            return None
        if best is not None and word not in people.modifiers and not _is_compound(tokens, index, lexicon, blocked, plural):
            break
        if cue is not None:
            if not _leads_to_person(tokens, index, lexicon, blocked, plural) or _is_predicate(tokens, index, cue[1], lexicon):
                break
            harm = cue[0].value
        elif not _may_modify(tokens, index, lexicon, best is None) and not (
            _is_hedge(tokens, index, lexicon) and _leads_to_person(tokens, index, lexicon, blocked, plural)
        ):
            break
        index += 1
    if best is None:
        return _unknown_head(tokens, at, index, people, plural)
    return Head(PEOPLE, best + 1, _groups(tokens, at, best, people, plural), harm, tokens[best].lower, True)


def _may_modify(tokens: Sequence[Token], at: int, lexicon: Lexicon, before: bool) -> bool:
    """Whether a word may describe a person; `before` that the person's own word has not come yet."""
    token, endings = tokens[at], person_words(lexicon).modifier_endings
    if not is_open(tokens, at, lexicon) and token.text != "-" and token.lower not in lexicon.words("grammar", "others"):
        return False
    return not (before and endings and token.is_word and not token.lower.endswith(endings))


def _are_things(tokens: Sequence[Token], at: int, people: PersonWords, lexicon: Lexicon) -> bool:
    """Whether the casualty word at `at` says what befell things or animals before it: "a billion animals killed", "un venado
    muerto". Not where it is a noun of its own, "12 bomb deaths".
    """
    if tokens[at - 1].lower not in people.never:
        return False
    return not _head_is_last(lexicon) or tokens[at - 1].lower.endswith("s") and not tokens[at].lower.endswith("s")


def _is_doing(tokens: Sequence[Token], at: int, lexicon: Lexicon, plural: bool) -> bool:
    """Whether a participle straight before people tells what they were about: "five fleeing residents"."""
    endings = tuple(lexicon.lists["grammar"].get("doing_endings") or ())
    if not endings or at + 1 >= len(tokens) or not tokens[at].lower.endswith(endings):
        return False
    return person_words(lexicon).head_group(tokens[at + 1].lower, plural=plural) is not None


def _modifying(lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds of cue that may qualify a person who stands after them: "a wounded clerk", "a shooting victim"."""
    return tuple(lexicon.lists["grammar"]["modifying_cues"].split())


def _head_is_first(lexicon: Lexicon) -> bool:
    """Whether no word that describes a noun stands before it, as in Arabic."""
    return bool(lexicon.lists["grammar"]["noun_order"] == HEAD_FIRST)


def _is_predicate(tokens: Sequence[Token], at: int, after: int, lexicon: Lexicon) -> bool:
    """Whether a participle tells what befell others, and no quality of the person behind it: "був викрадений бойовиками"."""
    if _head_is_last(lexicon):
        return False
    agents = person_words(lexicon).agent_endings
    by = bool(agents) and after < len(tokens) and tokens[after].lower.endswith(agents)
    return by or at > 0 and tokens[at - 1].lower in lexicon.words("grammar", "be")


def _head_is_last(lexicon: Lexicon) -> bool:
    """Whether what stands after a noun may be what it only qualifies: "police station", but "policía local"."""
    return bool(lexicon.lists["grammar"]["noun_order"] == HEAD_LAST)


def _is_compound(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], plural: bool) -> bool:
    """Whether the person named so far only qualifies another one: "an American service member"."""
    following = at + 1 < len(tokens) and at + 1 not in blocked
    return (
        following
        and is_open(tokens, at, lexicon)
        and not tokens[at].is_capital
        and person_words(lexicon).head_group(tokens[at + 1].lower, plural=plural) is not None
    )


def _is_hedge(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A participle that doubts the noun after it: "presumed terrorists", "alleged guerrillas"."""
    if not _head_is_last(lexicon):
        return False
    grammar = lexicon.phrases("grammar").match(tokens, at)
    speech = lexicon.phrases("speech").match(tokens, at)
    return grammar is not None and grammar[0].kind in ("fearing", "feared") or speech is not None and speech[0].kind == "said"


def _unknown_head(tokens: Sequence[Token], at: int, stop: int, people: PersonWords, plural: bool) -> Head | None:
    """A plural that no list knows ("Hindus", "Jesuits") may stand for people; a thing that is listed never does, and in a text
    all in capitals ("141 PROPERTIES") only what ends like the name of a people.
    """
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
    if word.text.isupper() and not word.lower.removesuffix("s").endswith(people.demonyms):
        return None  # in capitals every plural looks like a name; only the endings of peoples tell
    if not word.is_capital or not word.lower.endswith(people.endings) or len(word.lower) < 4:
        return None
    return Head(PEOPLE, last + 1, _groups(tokens, at, last, people, plural), "", word.lower, False)


def _casualty(tokens: Sequence[Token], at: int, lexicon: Lexicon, zero: bool) -> tuple[str, int] | None:
    """The harm of a casualty noun at `at` ("deaths", "wounded") and the index after it."""
    taking = lexicon.words("harms", "taking")
    for kind in CASUALTY_KINDS:
        found = lexicon.phrases("harms", (kind,)).match(tokens, at)
        if found is None or kind == "counted_zero" and not zero:
            continue
        if kind == "counted_after" and not any(token.lower in taking for token in tokens[max(0, at - TAKING_REACH) : at]):
            continue
        return str(found[0].value), found[1]
    return None


def _leads_to_person(tokens: Sequence[Token], at: int, lexicon: Lexicon, blocked: frozenset[int], plural: bool) -> bool:
    """Whether a harm word is a modifier: a person head follows with only open words between ("wounded Arab fighter")."""
    for index in range(at + 1, min(at + 5, len(tokens))):
        if index in blocked:
            return False
        if person_words(lexicon).head_group(tokens[index].lower, plural=plural) is not None:
            return True
        if not is_open(tokens, index, lexicon) or lexicon.phrases("harms").match(tokens, index):
            return False
    return False


def is_open(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a token may stand as a modifier: a word that is neither grammar nor a reporting verb nor a harm cue."""
    if not tokens[at].is_word:
        return False
    if lexicon.phrases("grammar").match(tokens, at) or lexicon.phrases("speech").match(tokens, at):
        word = tokens[at].lower
        return word in person_words(lexicon).modifiers
    if lexicon.phrases("numerals").match(tokens, at):
        return False
    cue = lexicon.phrases("harms").match(tokens, at)
    return cue is None or cue[0].kind in OPEN_KINDS


def _groups(tokens: Sequence[Token], at: int, last: int, people: PersonWords, plural: bool) -> tuple[str, ...]:
    found: list[str] = []
    head_group = people.head_group(tokens[last].lower, plural=plural) or ""
    if head_group:
        found.append(head_group)
    for index in range(at, last + 1):
        found.extend(sorted(people.modifiers.get(tokens[index].lower, ())))
        found.extend(
            g
            for g in (people.plural.get(tokens[index].lower, ""), people.singular.get(tokens[index].lower, ""))
            if g == "armed" and index < last
        )
    return tuple(dict.fromkeys(found))
