"""Coverage-guided fuzzing of the reader in every language it reads: no text ends it, and no claim quotes what is not there.

Needs atheris, which is not among the project's requirements: `pip install atheris`, then
`python benchmarks/fuzz_reading.py -max_total_time=300 -max_len=2000`.
"""

import sys

import atheris

with atheris.instrument_imports(include=["cenotaph.text", "cenotaph.extract"]):
    from cenotaph.extract import read_text
    from cenotaph.text import load_lexicon, readable_languages
    from cenotaph.text.word_lists import strings_of

LANGUAGES = readable_languages()


def words_of(language: str) -> list[str]:
    """Every word of the language's lists, so that the fuzzer reaches the rules and not only the tokenizer."""
    return sorted(set(strings_of(load_lexicon(language).lists)))


PIECES = {
    language: [*words_of(language), "9", "1,200", "At least nine people", "Venn", "Ada Lund, 53", *" ,.;:“”\"'()[]\n-–—«»"]
    for language in LANGUAGES
}


def test_one_input(data: bytes) -> None:
    """Read one text made of listed words and raw characters; raise if a claim does not hold."""
    given = atheris.FuzzedDataProvider(data)
    language = LANGUAGES[given.ConsumeIntInRange(0, len(LANGUAGES) - 1)]
    pieces = PIECES[language]
    text = ""
    while given.remaining_bytes() > 0:
        if given.ConsumeIntInRange(0, 9) == 0:
            text += given.ConsumeUnicodeNoSurrogates(given.ConsumeIntInRange(0, 20))
        else:
            text += pieces[given.ConsumeIntInRange(0, len(pieces) - 1)] + " " * given.ConsumeIntInRange(0, 1)
    reading = read_text(text, language=language)
    ids = {claim.id for claim in reading.claims}
    assert len(ids) == len(reading.claims), "two claims with one id"
    for mention in reading.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text), "a mention outside the text"
        assert mention.claim_id in ids, "a mention of a claim that is not there"
    for claim in (*reading.claims, *reading.possible):
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text), "evidence outside the text"
        assert claim.evidence.holds(claim.victims), "victims outside the evidence"
        assert claim.part_of is None or claim.part_of in ids or claim in reading.possible, "part of a claim that is not there"
        assert claim.speaker is None or 0 <= claim.speaker.start < claim.speaker.end <= len(text), "speaker outside the text"
        assert claim.rules, "a claim no rule answers for"


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
