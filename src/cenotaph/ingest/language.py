"""Names a text's language. All capitals are read in lower case, since the model was trained on running text.

Too little text gives "und": a wrong language would be read with the wrong grammar.
"""

__all__ = ["identify_language"]

FEWEST_LETTERS = 25  # with fewer the classifier guesses
LOOKED_AT = 6_000  # characters: more change no answer and take time


def identify_language(text: str, stated: str = "") -> str:
    """ISO 639-1 code of the language of `text`; `stated` (what the page says) decides only where the text is too short."""
    sample = text[:LOOKED_AT]
    if sum(c.isalpha() for c in sample) < FEWEST_LETTERS:
        return stated or "und"
    from py3langid import classify

    letters = [c for c in sample if c.isalpha()]
    if sum(c.isupper() for c in letters) > len(letters) / 2:
        sample = sample.lower()
    code, _ = classify(sample)
    return str(code)
