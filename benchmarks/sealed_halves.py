"""How well the languages with little gold are read: the opened and the sealed half of each, in figures alone.

    python benchmarks/sealed_halves.py [../shared/eval/gold]

Prints no word of a document: the sealed half is scored and never opened.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from halves import halves  # noqa: E402 (a script beside)

from cenotaph.evaluate import load_gold, pair_claims, score_parts  # noqa: E402
from cenotaph.extract import read_text  # noqa: E402
from cenotaph.text import readable_languages  # noqa: E402


def main() -> None:
    """A line for each half of each language."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/eval/gold"
    print("language  half     documents  claims   found P / R / F1     figure F1  attributed F1")
    for language in readable_languages():
        path = folder / language / "gold.jsonl"
        if language == "en" or not path.is_file():
            continue
        for name, documents in zip(("opened", "sealed"), halves(load_gold(path)), strict=True):
            score = score_parts([pair_claims(one, read_text(one.text, language)) for one in documents], "genre")["all"]
            hit = score.hits["found"]
            print(
                f"{language:9} {name:8} {len(documents):9} {score.gold:7}   {hit / max(1, score.read):.2f} / {hit / max(1, score.gold):.2f} / "
                f"{score.f1('found'):.3f}   {score.f1('figure'):.3f}      {score.f1('attributed'):.3f}"
            )


if __name__ == "__main__":
    main()
