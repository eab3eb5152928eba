"""Independence of origin: how many say it, not how many print it.

One speaker in ten papers is one origin; so is one outlet in ten articles, and a text copied by ten others. Where the
words leave it open ("officials said"), equal words within one incident are one origin: corroboration is undercounted
rather than overcounted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import ClaimInDocument
from cenotaph.reconcile.tied import tied_wholes
from cenotaph.text import Lexicon, fold, load_lexicon, tokenise

__all__ = ["Origin", "assign_origins", "source_kind", "speaker_words"]


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent origin in one incident: its label, and the kind its words suggest."""

    label: str
    kind: str


def speaker_words(speaker: str, lexicon: Lexicon) -> frozenset[str]:
    """What tells one speaker from another: folded words without titles and articles."""
    left_out = lexicon.words("sources", "left_out") | lexicon.words("names", "name_titles")
    words = {fold(token.text) for token in tokenise(speaker) if token.is_word}
    return frozenset(words - left_out) or frozenset(words)


def source_kind(speaker: str, lexicon: Lexicon) -> str:
    """The kind of source that the words suggest, "unknown" where none does."""
    padded = " " + " ".join(token.lower for token in tokenise(speaker)) + " "
    for kind, words in lexicon.lists["sources"]["kinds"].items():
        if any(f" {word} " in padded for word in words):
            return str(kind)
    return "unknown"


def assign_origins(claims: Sequence[ClaimInDocument], silent: Mapping[str, str] | None = None) -> dict[str, Origin]:
    """For every claim of one incident, by claim id, the origin it counts under. No origin is called by words of a `silent`
    document, but by what that is called.
    """
    ordered = sorted(claims, key=lambda c: c.claim.id)
    stated = {c.claim.id: c for c in ordered}
    ties = [*_speaker_ties(ordered), *_outlet_ties(ordered), *_headline_ties(ordered)]
    wholes = tied_wholes(stated, ties)
    origins = [_origin([stated[claim_id] for claim_id in whole], silent or {}) for whole in wholes]
    if silent:
        origins = _told_apart(origins)
    return {claim_id: origin for whole, origin in zip(wholes, origins, strict=True) for claim_id in whole}


def _speaker_ties(ordered: Sequence[ClaimInDocument]) -> Iterator[tuple[str, str]]:
    """The same words, or a surname inside a fuller name."""
    first: dict[frozenset[str], str] = {}
    generic: set[frozenset[str]] = set()
    for stated in ordered:
        if not stated.claim.speaker_text:
            continue
        lexicon = load_lexicon(stated.language)
        words = speaker_words(stated.claim.speaker_text, lexicon)
        if words <= lexicon.words("sources", "generic"):
            generic.add(words)
        yield first.setdefault(words, stated.claim.id), stated.claim.id
    named = sorted((words for words in first if words not in generic), key=lambda words: (len(words), sorted(words)))
    for n, short in enumerate(named):
        for long in named[n + 1 :]:
            if short < long:
                yield first[short], first[long]


def _outlet_ties(ordered: Sequence[ClaimInDocument]) -> Iterator[tuple[str, str]]:
    """Claims that a document makes itself: one origin for its outlet, and for all near-copies of it."""
    first: dict[tuple[str, str], str] = {}
    for stated in ordered:
        if stated.claim.speaker_text:
            continue
        yield first.setdefault(("copies", stated.copy_group), stated.claim.id), stated.claim.id
        if stated.outlet:
            yield first.setdefault(("outlet", fold(stated.outlet)), stated.claim.id), stated.claim.id


def _headline_ties(ordered: Sequence[ClaimInDocument]) -> Iterator[tuple[str, str]]:
    """A headline that repeats the number the report below attributes to a speaker is that speaker's, not a second origin."""
    attributed = {
        (c.document_id, c.claim.harm, c.claim.count): c.claim.id
        for c in reversed(ordered)
        if c.claim.speaker_text and c.claim.part_of is None
    }
    unattributed: dict[tuple[str, str], list[ClaimInDocument]] = {}
    for stated in ordered:
        if not stated.claim.speaker_text:
            key = ("outlet", fold(stated.outlet)) if stated.outlet else ("copies", stated.copy_group)
            unattributed.setdefault(key, []).append(stated)
    for members in unattributed.values():
        totals = [c for c in members if c.claim.part_of is None]
        sources = [attributed.get((c.document_id, c.claim.harm, c.claim.count)) for c in totals]
        if totals and all(sources):
            for stated, source in zip(totals, sources, strict=True):
                if source is not None:
                    yield stated.claim.id, source


def _origin(members: Sequence[ClaimInDocument], silent: Mapping[str, str]) -> Origin:
    speakers = sorted({c.claim.speaker_text for c in members if c.claim.speaker_text}, key=lambda s: (-len(s), s))
    kind = source_kind(speakers[0], load_lexicon(members[0].language)) if speakers else "unknown"
    quoted = [c for c in members if c.document_id not in silent]
    if not quoted:
        return Origin(min(silent[c.document_id] for c in members), kind if speakers or not members[0].outlet else "media")
    said = sorted({c.claim.speaker_text for c in quoted if c.claim.speaker_text}, key=lambda s: (-len(s), s))
    if said:
        return Origin(said[0], kind)
    outlets = sorted({c.outlet for c in quoted if c.outlet})
    if outlets:
        return Origin(f"{outlets[0]} (its own words)", "media")
    return Origin(f"{min(c.document_name for c in quoted)} (its own words)", kind)


def _told_apart(origins: Sequence[Origin]) -> list[Origin]:
    """Origins that are called alike because their words are left out, numbered."""
    out = []
    used: dict[str, int] = {}
    for one in origins:
        used[one.label] = used.get(one.label, 0) + 1
        out.append(one if used[one.label] == 1 else Origin(f"{one.label} ({used[one.label]})", one.kind))
    return out
