"""How the cost of reading grows with the length of a text: reports in a row up to 5 MB, and inputs made to blow patterns up."""

import time

from cenotaph.extract import read_text
from invented import reports

SIZES = (50_000, 200_000, 800_000, 2_000_000, 5_000_000)
HOSTILE = {
    "one sentence without an end": "nine people and ten men and ",
    "commas": "nine people, ten men, ",
    "brackets": "nine people ((( were ",
    "including": "nine people including ten women including ",
    "open quotations": "“nine people were killed. ",
    "said said said": "the mayor said the mayor said ",
    "surnames": "Venn said nine people were killed. ",
    "definites": "The nine people were killed. ",
    "dates": "on 14 March 2009 ",
    "digits": "1,000,000,000 ",
    "capitals": "NINE PEOPLE OF THE TOWN OF TULL AND ",
    "one word": "a" * 20,
    "possessives": "Venn's Venn's ",
    "harms": "killed 12 men and wounded Ada Lund and ",
    "asides": "(12 men) - killed - , 12 men, ",
}


def seconds(text: str) -> float:
    """How long one reading takes."""
    started = time.perf_counter()
    read_text(text)
    return time.perf_counter() - started


def main() -> None:
    """Print the growth."""
    whole = "\n\n".join(reports(2_600))
    last = 0.0
    for size in SIZES:
        took = seconds(whole[:size])
        growth = f", {took / last:.1f} times the time of the size before" if last else ""
        print(f"{size / 1e6:5.2f} MB: {took:6.2f} s, {1e6 * took / size:5.2f} s a MB{growth}", flush=True)
        last = took
    for name, piece in HOSTILE.items():
        small, large = (piece * (length // len(piece)) for length in (40_000, 160_000))
        first, second = seconds(small), seconds(large)
        print(
            f"hostile ({name}): 40 kB {first:.2f} s, 160 kB {second:.2f} s: {second / max(first, 1e-3):.1f} times for 4 times the text",
            flush=True,
        )


if __name__ == "__main__":
    main()
