"""Documents read per second on one core, 2 kB articles, beside sentence splitting alone as a yardstick of the same run."""

import time

from cenotaph.extract import read_text
from cenotaph.text import load_lexicon, split_sentences
from invented import reports

COUNT = 1_000


def main() -> None:
    """Print the figures."""
    texts = list(reports(COUNT))
    kilobytes = sum(len(text.encode()) for text in texts) / COUNT / 1000
    lexicon = load_lexicon("en")
    read_text(texts[0])
    started = time.perf_counter()
    for text in texts:
        split_sentences(text, lexicon)
    splitting = time.perf_counter() - started
    started = time.perf_counter()
    claims = sum(len(read_text(text).claims) for text in texts)
    reading = time.perf_counter() - started
    print(
        f"reading: {COUNT} articles of {kilobytes:.1f} kB, {claims} claims: {COUNT / reading:,.0f} documents a second on one core"
    )
    print(f"         {reading / splitting:.1f} times the cost of splitting the same texts into sentences")


if __name__ == "__main__":
    main()
