"""The words for what happened and the statements about responsibility, as far as they may be published, and whose they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cenotaph.ledger import ClaimReview
from cenotaph.model import (
    Characterisation,
    Cited,
    ClaimInDocument,
    Incident,
    PublicSource,
    Reason,
    Responsibility,
    Standing,
    Value,
    word_reason,
)
from cenotaph.protect import InTurn, Needles, ReleasePolicy
from cenotaph.protect.sources import HELD_BACK, WITH_WORDS
from cenotaph.protect.words import WITHHELD
from cenotaph.show.incident_words import body_of
from cenotaph.text import Gazetteer
from cenotaph.vocabulary.reasons import load_reasons

__all__ = [
    "ForPublishing",
    "OutgoingWords",
    "Say",
    "Wordings",
    "say_public",
    "shown_name",
    "statements_of",
    "terms_of",
    "unnamed",
    "words_of",
]

NAMELESS = "a person whose name is withheld"


@dataclass(frozen=True, slots=True)
class OutgoingWords:
    """The words that must not stand in what is published: everywhere, and, by document, given names that mean somebody there."""

    everywhere: Needles
    alone: Mapping[str, Needles]

    def of(self, *documents: str) -> InTurn:
        """The words that must not stand in what is published of these documents together."""
        return InTurn(self.everywhere, *(self.alone[one] for one in documents if one in self.alone))


@dataclass(frozen=True, slots=True)
class Wordings:
    """The sentences of the program in the other `languages` of a release, by the English one: `said[english][language]`."""

    languages: tuple[str, ...] = ()
    said: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForPublishing:
    """What incidents and claims are put together from: claims and reviews by claim id, the decisions in force, the id that the
    desk has for a claim's incident, sources by id, the case's places, the words that must stand nowhere, the policy, and where
    sentences are kept in other languages.
    """

    stated: Mapping[str, ClaimInDocument]
    reviews: Mapping[str, ClaimReview]
    standing: Standing
    desk_ids: Mapping[str, str]
    sources: Mapping[str, PublicSource]
    gazetteer: Gazetteer
    words: OutgoingWords
    policy: ReleasePolicy
    wordings: Wordings


Say = Callable[[Reason | None], str]


def say_public(one: Incident, documents: Iterable[str], given: ForPublishing) -> Say:
    """What words the reasons of an incident for the public, as far as they concern these documents.

    What may be said of a claim is decided by the claim: of one whose source is not quoted no word and no name of its document.
    Who decided is named as the policy has it, and no protected word is left. The sentence that comes back is English; what it is
    in the other languages of the release is kept in its `wordings`.
    """
    cited = {}
    for member in one.members:
        held = given.stated[member.claim_id]
        source = given.sources[held.document_id]
        quoted = source.disclosure in WITH_WORDS
        cited[member.claim_id] = Cited(
            member.origin, held.document_name if quoted else source.title, held.quote if quoted else ""
        )
    redact = given.words.of(*sorted(documents)).redact
    in_languages = {language: _in_language(cited, language) for language in given.wordings.languages}

    def say(reason: Reason | None) -> str:
        if reason is None:
            return ""
        said = redact(word_reason(_without_staff(reason, given.policy), cited))
        for language, worded in in_languages.items():
            other = word_reason(_without_staff(reason, given.policy, language), worded, language)
            given.wordings.said.setdefault(said, {})[language] = redact(other)
        return said

    return say


def _in_language(cited: Mapping[str, Cited], language: str) -> dict[str, Cited]:
    """What may be said of claims, with the words that stand for a source that is held back in the language."""
    held_back = str(load_reasons(language)["citation"]["held_back"])

    def worded(said: str) -> str:
        return held_back if said == HELD_BACK else said

    return {claim: Cited(worded(one.origin), worded(one.document), one.quote) for claim, one in cited.items()}


def _without_staff(reason: Reason, policy: ReleasePolicy, language: str = "en") -> Reason:
    """The reason, and every reason within it, with who decided as the policy has it."""

    def shown(name: str, value: Value) -> Value:
        if isinstance(value, Reason):
            return _without_staff(value, policy, language)
        if isinstance(value, tuple):
            return tuple(shown(name, one) for one in value)
        return shown_name(str(value), policy, language) if name == "by" else value

    values = tuple((name, shown(name, value)) for name, value in reason.values)
    return replace(reason, values=values, then=tuple(_without_staff(one, policy, language) for one in reason.then))


def unnamed(said: str) -> str:
    """Nothing but a name that was withheld reads better in words."""
    return NAMELESS if said == WITHHELD else said


def shown_name(name: str, policy: ReleasePolicy, language: str = "en") -> str:
    """Who decided, as the release names those who decide."""
    return name if policy.staff == "publish" or not name else str(load_reasons(language)["citation"]["somebody"])


def terms_of(characterisations: Iterable[tuple[str, Characterisation]], given: ForPublishing) -> list[tuple[str, str, str]]:
    """Of sources whose words are published: document, word, and whose it is."""
    out = []
    for where, found in characterisations:
        source = given.sources.get(where)
        if source is None or source.disclosure not in WITH_WORDS:
            continue
        whose = given.words.of(where).redact(found.speaker_text) or f"{source.title} (its own words)"
        out.append(
            (where, given.words.of(where).redact(found.term), unnamed(whose) + given.words.of(where).redact(body_of(found)))
        )
    return out


def statements_of(
    statements: Iterable[tuple[str, Responsibility]], given: ForPublishing
) -> Mapping[str, list[tuple[str, str, str, str]]]:
    """Of sources whose words are published, by document: kind, party, whose statement, document."""
    out: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for where, said in statements:
        source = given.sources.get(where)
        if source is not None and source.disclosure in WITH_WORDS:
            whose = unnamed(given.words.of(where).redact(said.speaker_text)) or "the document itself"
            out[where].append((said.kind, given.words.of(where).redact(said.party_text), whose, where))
    return out


def words_of(terms: Sequence[tuple[str, str, str]], documents: set[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that these documents use, each with those whose they are."""
    found: dict[str, dict[str, None]] = {}
    for where, term, whose in terms:
        if where in documents:
            found.setdefault(term, {})[whose] = None
    return tuple(sorted((term, tuple(whose)) for term, whose in found.items()))
