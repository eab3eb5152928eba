"""Finds the list entries that cost precision.

A word of harm or a person noun that false claims rest on more often than right ones is printed, hard negatives (documents without
claims) among them. Counts only: neither texts nor names are kept.
"""

from collections import defaultdict
from pathlib import Path

from cenotaph.evaluate import load_gold, pair_claims
from cenotaph.extract import read_text
from cenotaph.extract.heads import person_words
from cenotaph.text import Lexicon, load_lexicon, tokenise

ROOT = Path(__file__).parents[1]
WORDS = {
    "en": [ROOT.parent / "shared/eval/dev.jsonl", ROOT.parent / "shared/eval/gold/en/gold.jsonl", ROOT / "tests/gold/en.jsonl"]
}
FEWEST = 2  # false claims: one alone says nothing


def main() -> None:
    """Print the entries that cost precision."""
    for language, paths in WORDS.items():
        show_costly(language, [path for path in paths if path.is_file()])


def show_costly(language: str, paths: list[Path]) -> None:
    """Print the entries that false claims rest on more often than right ones."""
    lexicon = load_lexicon(language)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path in paths:
        for document in load_gold(path):
            pairing = pair_claims(document, read_text(document.text, document.language))
            for claims, at in (([read for _, read in pairing.matched], 0), (list(pairing.false), 1)):
                for claim in claims:
                    for entry in entries(document.text[claim.evidence.start : claim.evidence.end], lexicon):
                        counts[entry][at] += 1
    costly = {entry: n for entry, n in counts.items() if n[1] >= FEWEST and n[1] > n[0]}
    print(f"{language}: entries that false claims rest on more often than right ones")
    for entry, (right, false) in sorted(costly.items(), key=lambda item: item[1][0] - item[1][1]):
        print(f"  {entry:40} right {right:3}  false {false:3}")


def entries(words: str, lexicon: Lexicon) -> set[str]:
    """The list entries that the words hold: phrases of harm and person nouns."""
    tokens, phrases, people = tokenise(words), lexicon.phrases("harms"), person_words(lexicon)
    found = set()
    for at, token in enumerate(tokens):
        cue = phrases.match(tokens, at)
        if cue is not None:
            found.add(f"{cue[0].kind}: {' '.join(one.lower for one in tokens[at : cue[1]])}")
        if token.lower in people.singular or token.lower in people.plural:
            found.add(f"person: {token.lower}")
    return found


if __name__ == "__main__":
    main()
