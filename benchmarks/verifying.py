"""What verifying costs, for growing cases: quickly, in full, and in full since a head after which a hundred documents were added.

    python benchmarks/verifying.py                1,000, 10,000 and 100,000 documents
    python benchmarks/verifying.py 1000 10000     so many

Everything is invented. Seconds are of processor time, children included, for a check of minutes meets other work. A whole check
in full of more than 10,000 documents reads each of them again and is left out: it grows with their number.
"""

import resource
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from cenotaph.ingest import read_documents
from cenotaph.steps.read_offered import read_offered, with_reading
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.verify import Verification, verify_case
from cenotaph.store import Case, create_case

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from invented import MONTHS

READ_WHOLE = 10_000
ADDED = 100


def fill(case: Case, numbers: range) -> None:
    """A document a number, of an event of its own."""
    archive = case.archive
    with case.writing() as record:
        for n in numbers:
            when = date(1900, 1, 1) + timedelta(days=n % 40_000)
            day = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
            text = f"{10 + n % 70} people were killed in the town of Place{n} on {day}, hospital officials of Place{n} said."
            (found,) = read_documents(text.encode(), f"report-{n:06}.txt")
            made = with_reading(*read_offered(found.data, found.document.name, "", None))  # type: ignore[arg-type]
            archive.put(found.data)
            record.documents.add(made.document, made.reading, made.signature)
    refresh_case(case)


def seconds() -> float:
    """Processor time of this process and of the children that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(case: Case, *, full: bool, since: str = "") -> tuple[float, Verification]:
    """Seconds of a check, and what it found."""
    began = seconds()
    found = verify_case(case, full=full, since=since)
    if found.faults:
        print(f"  fault: {found.faults[0]}")
    return seconds() - began, found


def main() -> None:
    """Print a row for each size."""
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000]
    print(f"{'documents':>10}{'quickly':>10}{'in full':>10}{'in full, since':>16}{'read again':>12}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            case = create_case(Path(folder) / "case")
            fill(case, range(size))
            quick, found = timed(case, full=False)
            whole = timed(case, full=True)[0] if size <= READ_WHOLE else None
            fill(case, range(size, size + ADDED))
            since, later = timed(case, full=True, since=found.head)
            case.close()
            said = f"{whole:.1f} s" if whole is not None else "-"
            again = later.documents - later.as_before
            print(f"{size:>10,}{quick:>8.1f} s{said:>10}{since:>14.1f} s{again:>12,}", flush=True)


if __name__ == "__main__":
    main()
