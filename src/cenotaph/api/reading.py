"""Reads the claims of one text, for looking at; nothing is kept."""

from dataclasses import dataclass
from datetime import date
from html import escape

from cenotaph.api.frame import Frame
from cenotaph.errors import InvalidValue
from cenotaph.extract import claim_as_json
from cenotaph.extract import read_text as extract_claims
from cenotaph.ingest.language import identify_language
from cenotaph.model import Claim, DateInterval, Reading, word_reason
from cenotaph.show.explain_page import marked_pieces
from cenotaph.text import readable_languages

__all__ = ["TextReading", "read_text"]

COLUMNS = ("id", "harm", "low", "high", "approx", "speaker", "date", "date_why", "place", "status", "scope", "quote", "rules")


@dataclass(frozen=True, slots=True)
class TextReading:
    """What was read in a text: `claims`, each with its spans in `text`; `language`; and what the check `refused`, with why."""

    text: str
    language: str
    reading: Reading

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the text."""
        return self.reading.claims

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """What was proposed and refused: the words, and why."""
        return tuple((one.quote, word_reason(one.why)) for one in self.reading.refusals)

    def to_frame(self) -> Frame:
        """A row a claim: harm, low and high (None: not said), speaker ("" for the text itself), date, place, quotation, rules."""
        return Frame((self._row(claim) for claim in self.claims), COLUMNS)

    def _row(self, claim: Claim) -> dict[str, object]:
        held = claim_as_json(claim)
        when = claim.date.interval if claim.date else None
        return {name: held[name] for name in ("id", "harm", "low", "high", "approx", "status", "scope", "rules")} | {
            "speaker": claim.speaker_text,
            "date": when.edtf if when else None,
            "date_why": word_reason(claim.date.why) if claim.date else "",
            "place": claim.place.place.name if claim.place else None,
            "quote": " ".join(claim.evidence.of(self.text).split()),
        }

    def __repr__(self) -> str:
        """How many claims, in which language."""
        return f"<TextReading: {len(self.claims)} claims in {len(self.text):,} characters of {self.language}>"

    def _repr_html_(self) -> str:
        """The text with the words of its claims marked, and the claims below."""
        marked = "".join(
            f"<mark>{escape(words)}</mark>" if kind else escape(words) for words, kind, _ in marked_pieces(self.text, self.claims)
        )
        return f"<p style='white-space:pre-wrap'><bdi>{marked}</bdi></p>{self.to_frame()._repr_html_()}"


def read_text(text: str, *, language: str | None = None, published: str | date | None = None) -> TextReading:
    """Read every casualty claim of a text.

    Args:
        text: the text, as it stands; offsets of claims are code points in it.
        language: its ISO 639-1 code; told from the text where it is not given.
        published: the day it was published, a `date` or EDTF (2009-03-14, 2009-03, 2009); relative dates are counted from it.

    Raises:
        InvalidValue: for a language that has no reader, or a date of another form. A text is never read with the grammar of
            another language.

    Examples:
        >>> import cenotaph as cn
        >>> found = cn.read_text("At least 12 people were killed in Ostrel on Saturday, police said.", published="2009-03-16")
        >>> [(claim.harm, str(claim.count), claim.speaker_text) for claim in found.claims]
        [('killed', 'at least 12', 'police')]
        >>> found.to_frame()["date"]
        ['2009-03-14']

    """
    code = language or identify_language(text)
    if code not in readable_languages():
        raise InvalidValue(f"there is no reader for the language {code!r}; there are: {', '.join(sorted(readable_languages()))}")
    day = published.isoformat() if isinstance(published, date) else published
    return TextReading(text, code, extract_claims(text, code, DateInterval.from_edtf(day) if day else None))
