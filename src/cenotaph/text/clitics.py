"""Takes apart what is written together: "وقتل" is "and" and "killed", "l'homme" an article and a noun.

Each piece is a token of its own, with its place in the text; the text stays as it is. Lists hold words without what is
written together with them, so a word that some list holds is never taken apart, and no other word is unless what remains is
listed. Only the few clitics that no word begins with (`always`) go without that proof.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cenotaph.text.matching import level_letters, match_form
from cenotaph.text.tokens import Token, tokenise

__all__ = ["Clitics"]

NO_CLITIC: tuple[str, tuple[str, ...]] = ("", ())
LEAST_LEFT = 3  # letters that remain of a word nobody listed: shorter ones are words that only look like an article and a rest


@dataclass(frozen=True, slots=True)
class Clitics:
    """The clitics of one language, each with the pieces that it stands for, shortest first, and the words that lists hold."""

    before: tuple[tuple[str, tuple[str, ...]], ...]
    always: tuple[tuple[str, tuple[str, ...]], ...]
    after: tuple[str, ...]
    joined: Mapping[str, str]
    articles: frozenset[str]
    whole: frozenset[str]
    known: frozenset[str]

    @classmethod
    def read(cls, listed: Mapping[str, Any], known: Iterable[str]) -> "Clitics":
        """From `clitics.yaml`: lists `before`, `always`, `after` and `articles`, the map `joined` (the end of a stem before
        something written after it: its end alone), and `whole`, words that only look like two; the pieces of one clitic have "+"
        between them.
        """
        bare = cls(
            (),
            _pieces(listed.get("always") or ()),
            tuple(sorted(map(str, listed.get("after") or ()), key=len, reverse=True)),
            {},
            frozenset(),
            frozenset(map(str, listed.get("whole") or ())),
            frozenset(),
        )
        words = {piece for word in known for piece in bare.split_words(word)}
        return replace(
            bare,
            before=_pieces(listed.get("before") or ()),
            joined={str(end): str(word) for end, word in (listed.get("joined") or {}).items()},
            articles=frozenset(map(str, listed.get("articles") or ())),
            known=frozenset(words) | bare.whole,
        )

    def split_words(self, phrase: str) -> list[str]:
        """The words of a listed phrase, what is always taken apart taken apart."""
        alone = {*(clitic for clitic, _ in self.always), *self.after}
        out: list[str] = []
        for word in phrase.split():
            if match_form(word) in alone:
                out.append(match_form(word))
            else:
                out += [piece.lower for token in tokenise(word) for piece in self._always(token)]
        return out

    def _always(self, token: Token) -> list[Token]:
        """The token without the clitics that no word begins with, and these before it."""
        if token.lower not in self.whole:
            for clitic, pieces in self.always:
                if token.lower.startswith(clitic) and len(token.lower) > len(clitic):
                    cut, rest = _cut(token, clitic, pieces)
                    return [*cut, *self._always(rest)]
        return [token]

    def split(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with every clitic a token of its own."""
        out: list[Token] = []
        for token in tokens:
            if token.lower in self.known or not token.is_word:
                out.append(token)
            else:
                parts = self._parts(token)
                out.extend(parts if all(part.text for part in parts) else [token])  # a ligature is one letter of two pieces
        return out

    def _parts(self, token: Token) -> list[Token]:
        *taken, rest = self._always(token)
        if rest.lower in self.known:
            return [*taken, rest]
        for look in (self._listed, self._with_ending):  # what stands before it first: "وإحدى" is "and one", not "one" and "my"
            for clitic, pieces in (NO_CLITIC, *self.before):
                if rest.lower.startswith(clitic) and len(rest.lower) > len(clitic):
                    head, word = _cut(rest, clitic, pieces)
                    whole = look(word)
                    if whole is not None:
                        return [*taken, *head, *whole]
        return [*taken, *self._article(rest)]

    def _listed(self, word: Token) -> list[Token] | None:
        return [word] if word.lower in self.known else None

    def _with_ending(self, word: Token) -> list[Token] | None:
        """The word and what is written after it, where lists hold the word."""
        for ending in self.after:
            if word.lower.endswith(ending) and len(word.lower) > len(ending):
                for stem in self._spellings(word.lower[: -len(ending)]):
                    if stem in self.known:
                        return _cut_end(word, ending, stem)
        return None

    def _spellings(self, stem: str) -> Iterable[str]:
        """The stem, and as it is written where nothing follows it."""
        yield stem
        for joined, alone in self.joined.items():
            if stem.endswith(joined):
                yield stem.removesuffix(joined) + alone

    def _article(self, word: Token) -> list[Token]:
        """A word that no list holds, behind clitics that end in an article."""
        for clitic, pieces in self.before:
            rest = len(word.lower) - len(clitic)
            if pieces[-1] in self.articles and word.lower.startswith(clitic) and rest >= LEAST_LEFT:
                head, left = _cut(word, clitic, pieces)
                return [*head, left]
        return [word]


def _pieces(listed: Iterable[object]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each clitic as written, and its pieces."""
    found = {str(one).replace("+", ""): tuple(str(one).split("+")) for one in listed}
    return tuple(sorted(found.items(), key=lambda item: len(item[0])))


def _cut(token: Token, clitic: str, pieces: Sequence[str]) -> tuple[list[Token], Token]:
    """The tokens of the pieces, and the token that is left."""
    at, cut = token.start, []
    for piece in pieces:
        end = _end_of(token, at, piece)
        written = token.text[at - token.start : end - token.start]
        cut.append(Token(at, end, written, piece))
        at = end
    return cut, Token(at, token.end, token.text[at - token.start :], token.lower.removeprefix(clitic))


def _end_of(token: Token, at: int, piece: str) -> int:
    """Where a piece ends in the text: behind as many letters as it has, marks and lengthening strokes apart."""
    seen, end = 0, at
    while end < token.end and (seen < len(piece) or not level_letters(token.text[end - token.start])):
        seen += bool(level_letters(token.text[end - token.start]))
        end += 1
    return end


def _cut_end(token: Token, ending: str, stem: str) -> list[Token]:
    """The stem as listed, and the ending."""
    at, left = token.end, len(ending)
    while left and at > token.start + 1:
        at -= 1
        left -= bool(level_letters(token.text[at - token.start]))
    word = replace(token, end=at, text=token.text[: at - token.start], lower=stem)
    return [word, Token(at, token.end, token.text[at - token.start :], ending)]
