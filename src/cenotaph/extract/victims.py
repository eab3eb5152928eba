"""Named victims: age and occupation as the text gives them, beside the name and nowhere else.

"Ada Lund, 34, a teacher, was shot" gives both; a number that stands a sentence away gives neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.extract.draft import Draft
from cenotaph.extract.groups import age_part
from cenotaph.extract.heads import person_words
from cenotaph.extract.symbols import COMMA
from cenotaph.model import NamedVictim, Span
from cenotaph.text import Lexicon, Token, read_count

__all__ = ["OLDEST", "describe_victims", "years_in_words"]

OLDEST = 120  # years: nobody is known to have lived longer than 122
DESCRIBED = ("women", "men", "children")  # groups whose words are not borne as names
LONG = 4  # letters of a word that headlines capitalise
MOSTLY = 0.6  # of its long words, from which on a line capitalises as headlines do
LONGEST_TRADE = 5  # words of an occupation beside a name


@dataclass(frozen=True, slots=True)
class _Described:
    age: int | None = None
    occupation: str = ""


def describe_victims(text: str, draft: Draft, lexicon: Lexicon) -> tuple[NamedVictim, ...]:
    """The named victims of a draft, each with what is said of it. "Boy" with a capital, as a headline has it, names nobody."""
    out = []
    for span in draft.names:
        if _is_no_name(span.of(text).split(), draft, lexicon):
            continue
        found = _describe(draft, span, lexicon)
        out.append(NamedVictim(span, " ".join(span.of(text).split()), found.age, found.occupation))
    return tuple(out)


def _is_no_name(words: Sequence[str], draft: Draft, lexicon: Lexicon) -> bool:
    """Whether it ends in a word for a house, or in one for a man, a woman or a child, alone or in a line that capitalises
    whatever it can.
    """
    last = words[-1].lower() if words else ""
    if len(words) > 1 and last in lexicon.words("names", "houses"):
        return True
    if person_words(lexicon).singular.get(last) not in DESCRIBED:
        return False
    long = [token for token in draft.sentence.tokens if token.is_word and len(token.text) >= LONG]
    return len(words) == 1 or sum(token.is_capital for token in long) > MOSTLY * len(long)


def _describe(draft: Draft, span: Span, lexicon: Lexicon) -> _Described:
    tokens, chunks = draft.sentence.tokens, draft.sentence.chunks
    index = next((k for k, chunk in enumerate(chunks) if chunk.span.overlaps(span)), None)
    if index is None:
        return _Described()
    inside = tokens[chunks[index].first : chunks[index].stop]
    after = tokens[chunks[index].stop : chunks[index].stop + 12]
    before = tokens[max(0, chunks[index].first - 5) : chunks[index].first]
    ages = (_age_after(after, lexicon), _age_inside(inside, lexicon), _age_inside(before, lexicon))
    age = next((age for age in ages if age is not None), None)
    trade = _occupation_inside(inside, lexicon) or _occupation_after(after, lexicon)
    return _Described(age, trade or _trade_before(before, lexicon))


def _plausible(token: Token) -> int | None:
    if token.text.isascii() and token.text.isdigit() and 0 < int(token.text) <= OLDEST:
        return int(token.text)
    return None


def _age_after(after: Sequence[Token], lexicon: Lexicon) -> int | None:
    """As in ", 34," or "aged 34" right after the name."""
    words = [token.lower for token in after[:4]]
    if len(after) >= 2 and words[0] == COMMA and (age := _plausible(after[1])) is not None:
        part = age_part(words[2], lexicon) if len(after) > 2 else 1
        ends = len(after) == 2 or words[2] in (",", ".") or words[2] in _age_words(lexicon)
        return age // part if ends or part > 1 else None
    at = 1 if words and words[0] == COMMA else 0
    if len(after) > at + 1 and words[at] in _age_words(lexicon) and (age := _plausible(after[at + 1])) is not None:
        return age // (age_part(after[at + 2].lower, lexicon) if len(after) > at + 2 else 1)
    return None


def _age_inside(tokens: Sequence[Token], lexicon: Lexicon) -> int | None:
    """As in "the 34-year-old" or "six-year-old" before the name; in whole years, of a child of some months too."""
    for token in tokens:
        number, *rest = token.lower.split("-")
        unit = (*rest, "-".join(rest))
        part = max(age_part(word, lexicon) for word in unit)
        if rest and (part > 1 or _age_words(lexicon).intersection(unit)) and (age := years_in_words(number, lexicon)) is not None:
            return age // part
    for at, token in enumerate(tokens[:-1]):
        follows = tokens[at + 2] if tokens[at + 1].text == "-" and at + 2 < len(tokens) else tokens[at + 1]
        part = age_part(follows.lower, lexicon)
        if (age := _plausible(token)) is not None and (part > 1 or follows.lower in _age_words(lexicon)):
            return age // part
    return None


def years_in_words(number: str, lexicon: Lexicon) -> int | None:
    """The age that number words give ("thirty-four"); None where they give none that anybody reaches."""
    count = read_count(number, lexicon)
    return count.low if count is not None and count.exact and 0 < (count.low or 0) <= OLDEST else None


def _age_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word for phrase in person_words(lexicon).ages for word in phrase.split())


def _occupation_inside(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """The trade before the name in one phrase: "baker Matis Orlo", "policeman Oro"."""
    people = person_words(lexicon)
    heads = [k for k, t in enumerate(tokens) if people.singular.get(t.lower, "-") in ("", "armed")]
    if not heads or heads[-1] + 1 >= len(tokens):
        return ""
    left_out = lexicon.words("names", "name_titles") | lexicon.words("grammar", "determiners") | _age_words(lexicon)
    kept = (t.text for t in tokens[: heads[-1] + 1] if t.is_word and t.lower not in left_out)
    return " ".join(word for word in kept if word.partition("-")[2] not in _age_words(lexicon))


def _trade_before(before: Sequence[Token], lexicon: Lexicon) -> str:
    """The trade in "the 34-year-old teacher Ada Lund"."""
    return before[-1].text if before and person_words(lexicon).singular.get(before[-1].lower, "-") in ("", "armed") else ""


def _occupation_after(after: Sequence[Token], lexicon: Lexicon) -> str:
    """The apposition after the name: ", 34, a teacher,"."""
    at = 1
    if len(after) > 3 and after[0].text == after[2].text == COMMA and _plausible(after[1]) is not None:
        at = 3
    if len(after) <= at + 1 or after[at - 1].text != COMMA or after[at].lower not in lexicon.words("grammar", "indefinite"):
        return ""
    words: list[str] = []
    for token in after[at + 1 : at + 1 + LONGEST_TRADE]:
        if not token.is_word:
            return " ".join(words)
        words.append(token.text)
    return ""
