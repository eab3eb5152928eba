"""Reads the claim in words that a person marked, by the reader's own grammar: number, qualifier, unit, groups and names.

The person says where the words are, what harm they tell of and who says so; what they come to is read, never typed. Whole noun
groups count: marking "40" in "at least 40 people" gives at least 40. Refuses words that count nobody ("52, was shot dead" is an
age) and claims that the check on write refuses.
"""

from cenotaph.errors import DecisionRefused
from cenotaph.extract.cascade import parse_sentences
from cenotaph.extract.chunks import Chunk
from cenotaph.extract.draft import Draft, SentenceChunks
from cenotaph.extract.people import people_of_claim
from cenotaph.extract.symbols import CASUALTY, COUNTED_ALONE, NAME
from cenotaph.extract.verify import verify_drafts
from cenotaph.model import Claim, CountRange, NamedPerson, Span, stable_id, word_reason
from cenotaph.text import Lexicon, find_dateline, split_sentences

__all__ = ["BY_PERSON", "name_marked", "read_marked", "take_marked"]

BY_PERSON = "person"


def read_marked(text: str, marked: Span, harm: str, lexicon: Lexicon, identity: str, speaker: Span | None = None) -> Claim:
    """The claim that the words at `marked` make. Raises `DecisionRefused` with the reason where they make none."""
    sentences = parse_sentences(text, split_sentences(text, lexicon), find_dateline(text, lexicon), lexicon)
    sentence = next((one for one in sentences if one.span.overlaps(marked)), None)
    if sentence is None or not sentence.span.holds(marked):
        raise DecisionRefused("the words must stand in one sentence of the text")
    at = _victims(sentence, marked)
    chunk = sentence.chunks[at]
    if chunk.symbol == CASUALTY and chunk.harm != harm:
        raise DecisionRefused(f"“{chunk.span.of(text)}” tells of {chunk.harm}, not of {harm}")
    named = chunk.symbol == NAME
    held = chunk.group
    draft = Draft(
        sentence=sentence,
        victim=at,
        harm=harm,
        count=held.count if held is not None and held.count is not None else CountRange(1, 1),
        victims=chunk.span,
        evidence=marked.join(chunk.span),
        groups=held.groups if held is not None else (),
        names=(chunk.span,) if named else (),
        speaker=speaker,
        speaker_chain=(speaker,) if speaker is not None else (),
        rules=[BY_PERSON],
    )
    reading = verify_drafts(text, [draft], (), None, BY_PERSON, lexicon, identity)
    if not reading.claims:
        raise DecisionRefused(word_reason(reading.refusals[0].why))
    return reading.claims[0]


def take_marked(marked: Span, harm: str, identity: str, count: CountRange, speaker: Span | None = None) -> Claim:
    """The claim that the words at `marked` make where the reader's grammar finds no number and no name in them: of how many they
    tell, a person says.
    """
    made = stable_id("c", identity, marked.start, marked.end, harm)
    return Claim(made, marked, marked, harm, count, speaker=speaker, rules=(BY_PERSON,))


def name_marked(text: str, claim: Claim, lexicon: Lexicon, identity: str) -> list[NamedPerson]:
    """The people whom such a claim names."""
    sentences = parse_sentences(text, split_sentences(text, lexicon), find_dateline(text, lexicon), lexicon)
    return people_of_claim(text, sentences, claim, lexicon, identity)


def _victims(sentence: SentenceChunks, marked: Span) -> int:
    """The first chunk of the marked words that counts people, or else names one."""
    inside = [(n, chunk) for n, chunk in enumerate(sentence.chunks) if chunk.span.overlaps(marked)]
    for symbols in (COUNTED_ALONE, NAME):
        for n, chunk in inside:
            if chunk.symbol in symbols and (chunk.group is None or chunk.group.count is not None or chunk.symbol == NAME):
                return n
    raise DecisionRefused(
        _why_nobody(sentence, [chunk for _, chunk in inside]), remedy="choose the words from the number of people on"
    )


def _why_nobody(sentence: SentenceChunks, inside: list[Chunk]) -> str:
    tokens = [token.text for chunk in inside for token in sentence.tokens[chunk.first : chunk.stop]]
    number = next((word for word in tokens if word[:1].isdigit()), None)
    if number is not None:
        return f"{number} counts no people here: it reads as an age, a date, an amount or a number of things"
    return "the words count nobody and name nobody"
