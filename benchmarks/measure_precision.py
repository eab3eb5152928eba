"""Measures the precision of every clause rule on gold data and writes extract/precision.yaml, which `confidence` is read from.

A claim is right when harm, victims and number are. Counts only: neither texts nor names are kept.
"""

from collections import defaultdict
from pathlib import Path

from cenotaph.evaluate import load_gold, pair_claims
from cenotaph.evaluate.scoring import same_figure
from cenotaph.extract import EXTRACTOR, read_text

ROOT = Path(__file__).parents[1]
GOLD = {
    "en": [ROOT.parent / "shared/eval/dev.jsonl", ROOT / "tests/gold/en.jsonl"],
    "es": [ROOT / "tests/gold/es.jsonl"],
    "ru": [ROOT / "tests/gold/ru.jsonl"],
}
TARGET = ROOT / "src/cenotaph/extract/precision.yaml"


def main() -> None:
    """Write the table and print it."""
    lines = [
        "# language -> clause rule -> [claims that gold data bears out, claims made]; by benchmarks/measure_precision.py",
        f"# extractor {EXTRACTOR}",
    ]
    for language, paths in GOLD.items():
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for path in paths:
            if not path.is_file():
                raise SystemExit(f"{path} is not here; the table is only written from all gold data")
            for document in load_gold(path):
                pairing = pair_claims(document, read_text(document.text, document.language))
                for gold, read in pairing.matched:
                    counts[read.rules[0]][0] += same_figure(gold, read)
                    counts[read.rules[0]][1] += 1
                for read in pairing.false:
                    counts[read.rules[0]][1] += 1
        lines.append(f"{language}:")
        lines += [f"  {rule}: [{right}, {made}]" for rule, (right, made) in sorted(counts.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
