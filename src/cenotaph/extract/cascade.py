"""The cascade: text to `Reading`. Each step is one file; this one only puts them in order."""

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.extract.attribution import attribute, find_speech
from cenotaph.extract.characterise import find_characterisations
from cenotaph.extract.cues import find_cues
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.mixed import other_languages, without
from cenotaph.extract.names import drop_words_taken_for_names
from cenotaph.extract.people import read_people
from cenotaph.extract.ranking import Ranked, find_ruled, rank
from cenotaph.extract.repeats import drop_repeats
from cenotaph.extract.responsibility import find_responsibility
from cenotaph.extract.syntax import Parser, Relations
from cenotaph.extract.table_rows import read_table_rows
from cenotaph.extract.verify import verify_drafts
from cenotaph.extract.when import date_claims, date_report
from cenotaph.extract.where import place_claims
from cenotaph.model import Claim, DateInterval, Mention, Reading, text_digest
from cenotaph.text import (
    Dateline,
    Lexicon,
    Sentence,
    find_dateline,
    find_dates,
    find_quotes,
    load_lexicon,
    split_sentences,
)

__all__ = ["EXTRACTOR", "parse_sentences", "read_text"]

EXTRACTOR = "grammar/2"


def read_text(
    text: str,
    language: str = "en",
    published: DateInterval | None = None,
    identity: str = "",
    parser: Parser | None = None,
) -> Reading:
    """Every casualty claim of `text`, with who says it and why it was read.

    `published` is the date of publication from metadata, if known; `identity` what the claims' ids are made from, by
    default the hash of the text (two documents may have one text, and their claims are then two). `parser` is a dependency
    parser that may propose constructions (see `syntax`); without it none does.
    Raises `InvalidValue` for a language without lists: no text is read with another language's grammar, and a sentence that is in
    another language than the rest is read in its own.
    """
    lexicon = load_lexicon(language)
    plain = split_sentences(text, lexicon)
    others = other_languages(text, plain, lexicon)
    if not others:
        return _read(text, plain, lexicon, published, identity, parser)
    digest = text_digest(text)
    own = without(text, [sentence for sentence in plain if any(sentence in found for found in others.values())])
    readings = [_read(own, split_sentences(own, lexicon), lexicon, published, identity or digest, parser)]
    for code, sentences in others.items():
        other = load_lexicon(code)
        left = without(text, [sentence for sentence in plain if sentence not in sentences])
        readings.append(_read(left, split_sentences(left, other), other, published, identity or digest, None))
    return _together(readings, digest)


def _together(readings: Sequence[Reading], digest: str) -> Reading:
    """One reading of the stretches in several languages; the first gives its extractor and its date."""
    return replace(
        readings[0],
        text_sha256=digest,
        claims=tuple(sorted((c for one in readings for c in one.claims), key=lambda c: (c.victims.start, c.evidence.start))),
        characterisations=tuple(found for one in readings for found in one.characterisations),
        responsibilities=tuple(found for one in readings for found in one.responsibilities),
        refusals=tuple(refusal for one in readings for refusal in one.refusals),
        possible=tuple(sorted((c for one in readings for c in one.possible), key=lambda c: (c.victims.start, c.evidence.start))),
        mentions=tuple(mention for one in readings for mention in one.mentions),
        people=tuple(person for one in readings for person in one.people),
    )


def _read(
    text: str,
    plain: Sequence[Sentence],
    lexicon: Lexicon,
    published: DateInterval | None,
    identity: str,
    parser: Parser | None,
) -> Reading:
    """The reading of a text in one language."""
    dateline = find_dateline(text, lexicon)
    sentences = parse_sentences(text, plain, dateline, lexicon)
    report = date_report(sentences, dateline, published, lexicon)
    note = Relations(text, parser).note if parser is not None else None
    ranked = rank(sentences, find_ruled(sentences, lexicon), lexicon, note)
    drafts = drop_words_taken_for_names(sentences, ranked.claims)
    possible = drop_words_taken_for_names(sentences, ranked.possible)
    quotes = find_quotes(text, plain)
    cues = find_cues(text, sentences, quotes, lexicon)
    speech = find_speech(text, quotes, cues, lexicon)
    for found in (drafts, possible):
        attribute(speech, found)
        place_claims(text, sentences, found, lexicon)
        date_claims(sentences, found, report, lexicon)
    drafts = read_table_rows(text, sentences, drop_repeats(drafts), report, lexicon)
    characterisations = find_characterisations(text, sentences, speech, lexicon)
    reading = verify_drafts(text, drafts, characterisations, report, EXTRACTOR, lexicon, identity)
    shown = verify_drafts(text, possible, (), report, EXTRACTOR, lexicon, identity)
    known = {claim.id for claim in reading.claims}
    reading = replace(
        reading,
        responsibilities=tuple(find_responsibility(text, sentences, speech, lexicon)),
        possible=tuple(claim for claim in shown.claims if claim.id not in known),
        mentions=_mentions(ranked, reading.claims),
    )
    return read_people(text, sentences, reading, lexicon, identity or reading.text_sha256)


def _mentions(ranked: Ranked, claims: Sequence[Claim]) -> tuple[Mention, ...]:
    """The mentions whose claim passed the check."""
    ids = {(claim.victims, claim.harm): claim.id for claim in claims}
    found = ((ids.get((draft.victims, draft.harm)), span) for draft, span in ranked.mentions)
    return tuple(Mention(claim_id, span) for claim_id, span in found if claim_id is not None)


def parse_sentences(text: str, plain: Sequence[Sentence], dateline: Dateline | None, lexicon: Lexicon) -> list[SentenceChunks]:
    """The sentences with their tokens and dates, the dateline left out: it dates and places the report, not the harm."""
    sentences: list[SentenceChunks] = []
    for sentence in plain:
        start = sentence.start
        if dateline is not None and sentence.start <= dateline.span.start < sentence.end:
            start = max(start, dateline.span.end)
        if start >= sentence.end:
            continue
        tokens = lexicon.tokenise(text, start, sentence.end)
        dates = find_dates(tokens, lexicon)
        sentences.append(SentenceChunks(len(sentences), sentence.paragraph, sentence.span, tokens, dates, lexicon))
    return sentences
