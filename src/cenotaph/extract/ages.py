"""The age that stands beside a name, and nowhere else."""

from dataclasses import dataclass

from cenotaph.extract.appearances import Appearance
from cenotaph.extract.groups import age_part
from cenotaph.extract.heads import person_words
from cenotaph.extract.victims import OLDEST, years_in_words
from cenotaph.model import Span
from cenotaph.text import Lexicon, Token

__all__ = ["AgeBeside", "age_beside"]

BEFORE = 6  # tokens before a name in which an age may stand: "34-year-old Ostran tattoo artist Ada Lund"
OPENS = (",", "(", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class AgeBeside:
    """Whole years, and the words that give them."""

    years: int
    span: Span


def age_beside(one: Appearance, lexicon: Lexicon) -> AgeBeside | None:
    """The age right after a name (", 34", "(34)", ", aged 34", ", 18 months") or right before it ("34-year-old")."""
    return _after(one, lexicon) or _before(one, lexicon)


def _after(one: Appearance, lexicon: Lexicon) -> AgeBeside | None:
    tokens = one.sentence.tokens
    at = one.stop
    fillers = person_words(lexicon).ages | lexicon.words("naming", "age_fillers")
    while at < min(len(tokens), one.stop + 3) and (tokens[at].text in OPENS or tokens[at].lower in fillers):
        at += 1
    if at == one.stop or at >= len(tokens):
        return None
    age = _years(tokens[at].lower, lexicon) if tokens[at].text[0].isdigit() else None
    if age is None:
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    part = age_part(following.lower, lexicon) if following is not None else 1
    if part > 1 and following is not None:
        return AgeBeside(age // part, Span(tokens[at].start, following.end))
    if following is not None and following.is_word and not _may_follow(following, lexicon):
        return None
    return AgeBeside(age, tokens[at].span)


def _may_follow(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word after a number leaves it an age: "Ada Lund, 34 of Ostra", "34 was killed", never "34 shots"."""
    word = token.lower
    grammar = ("conjunctions", "of", "be", "have", "relatives")
    return word in person_words(lexicon).ages or any(word in lexicon.words("grammar", kind) for kind in grammar)


def _before(one: Appearance, lexicon: Lexicon) -> AgeBeside | None:
    tokens, ages = one.sentence.tokens, person_words(lexicon).ages
    for first in range(one.first - 1, max(-1, one.first - 1 - BEFORE), -1):
        if not tokens[first].is_word and not tokens[first].text[0].isdigit() and tokens[first].text not in OPENS[2:]:
            return None  # past a comma the age is another's
        number, unit = _cut(tokens[first].lower, lexicon)
        if unit and (age := _years(number, lexicon)) is not None:
            return AgeBeside(age // age_part(unit, lexicon), tokens[first].span)
        if tokens[first].text[0].isdigit() and (age := _years(tokens[first].lower, lexicon)) is not None:
            last = first + 2 if first + 2 < one.first and tokens[first + 1].text in OPENS[2:] else first + 1
            part = age_part(tokens[last].lower, lexicon)
            if last < one.first and (part > 1 or tokens[last].lower in ages):
                return AgeBeside(age // part, Span(tokens[first].start, tokens[last].end))
    return None


def _cut(word: str, lexicon: Lexicon) -> tuple[str, str]:
    """The number and the word for age of "twenty-six-year-old"; twice nothing where it is no such word."""
    for age in person_words(lexicon).ages | lexicon.lists["persons"]["age_parts"].keys():
        if word.endswith(f"-{age}") and len(word) > len(age) + 1:
            return word[: -len(age) - 1], age
    return "", ""


def _years(word: str, lexicon: Lexicon) -> int | None:
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 4 and 0 < int(word) <= OLDEST else None
    return years_in_words(word, lexicon)
