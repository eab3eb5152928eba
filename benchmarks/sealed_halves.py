"""How well the languages with little gold are read: the opened and the sealed half of each, in figures alone.

    python benchmarks/sealed_halves.py [../shared/eval/gold]

Prints no word of a document: the sealed half is scored and never opened. Then documents a second, and what twice the text costs.
"""

import sys
import time
from itertools import pairwise
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
    print("\nlanguage  documents a second   time for 2, 4, 8 times the text, each over the one before")
    for language in readable_languages():
        path = folder / language / "gold.jsonl"
        if path.is_file():
            texts = [one.text for one in load_gold(path)]
            show_speed(language, texts)


def show_speed(language: str, texts: list[str]) -> None:
    """Documents a second on one core, and the growth curve of a text made of several."""
    seconds(texts[:1], language)
    steps = [seconds(["\n\n".join(texts[:6] * times)], language) for times in (1, 2, 4, 8)]
    growth = "  ".join(f"{later / earlier:.1f}" for earlier, later in pairwise(steps))
    print(f"{language:9} {len(texts) / seconds(texts, language):18.0f}   {growth}")


def seconds(texts: list[str], language: str) -> float:
    """How long reading takes."""
    begun = time.perf_counter()
    for text in texts:
        read_text(text, language)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
