"""Takes proposals from a dependency parser that the user installs: who is subject or object of a word of harm.

Off by default, and never believed: a proposal only says which construction a pair stands in where no rule saw one. It passes the
same weights and the same check on write as every other pair. Any parser will do whose tokens know their place, their relation and
their head, as those of spaCy do (https://spacy.io, MIT; its models have licences of their own).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self

from cenotaph.errors import WrongUse
from cenotaph.extract.pairs import Pair
from cenotaph.model import Span

__all__ = ["SYNTAX", "Parser", "Relations", "SyntaxToken", "load_parser"]

SYNTAX = "syntax"
# relation of the victim to the word of harm, in the names of Universal Dependencies and of spaCy's English models -> rule
RULE_OF = {
    "nsubjpass": "passive", "nsubj:pass": "passive", "dobj": "active", "obj": "active", "nsubj": "intransitive",
    "nmod": "nominal-of", "poss": "nominal-possessive",
}  # fmt: skip
LISTED = ("conj", "appos")  # stands where its head stands
LONGEST_CHAIN = 12  # members of one list


class SyntaxToken(Protocol):
    """What is asked of a parser's token."""

    @property
    def idx(self) -> int:
        """Where it begins in the text, in code points."""

    @property
    def text(self) -> str:
        """The token as written."""

    @property
    def dep_(self) -> str:
        """Its relation to its head."""

    @property
    def head(self) -> Self:
        """What it depends on; the root is its own head."""


Parser = Callable[[str], Iterable[SyntaxToken]]


def load_parser(model: str) -> Parser:
    """The parser of an installed spaCy model. Raises `WrongUse` where spaCy or the model is not installed; nothing is fetched."""
    try:
        import spacy
    except ImportError as missing:
        raise WrongUse("spaCy is not installed", remedy="install the extra: pip install 'cenotaph[syntax]'") from missing
    try:
        return spacy.load(model)  # type: ignore[no-any-return]
    except OSError as missing:
        remedy = "install it as its makers say; nothing is fetched"
        raise WrongUse(f"no spaCy model {model!r} is installed", remedy=remedy) from missing


class Relations:
    """A text as the parser sees it."""

    def __init__(self, text: str, parser: Parser) -> None:
        self._starts = {token.idx: token for token in parser(text)}

    def note(self, pairs: Sequence[Pair]) -> None:
        """Give the rule of its relation to each pair that no rule saw and the parser ties together."""
        for pair in pairs:
            if pair.rule or pair.cue < 0:
                continue
            rule = _relation(pair.unit.span, pair.sentence.chunks[pair.cue].span, self._starts)
            if rule:
                pair.rule = rule
                pair.draft.rules.append(SYNTAX)


def _relation(victims: Span, cue: Span, starts: dict[int, SyntaxToken]) -> str:
    inside = [starts[at] for at in range(victims.start, victims.end) if at in starts]
    for first in inside:
        if victims.start <= first.head.idx < victims.end and first.head.idx != first.idx:
            continue  # only the word that the others of the group depend on
        token = first
        for _ in range(LONGEST_CHAIN):
            if token.dep_ not in LISTED:
                break
            token = token.head
        rule = RULE_OF.get(token.dep_, "")
        if rule and cue.start <= token.head.idx < cue.end:
            return rule
    return ""
