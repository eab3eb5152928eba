"""`cenotaph add` of 1,000, 10,000 and 100,000 documents, and of ten more: each in a process of its own; time, growth, memory.

python benchmarks/adding.py [SIZE ...]
"""

import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from invented import reports

SIZES = (1_000, 10_000, 100_000)
MORE = 10
RUN = """
import json, resource, sys
from pathlib import Path
from cenotaph.steps.add import add_to_case
from cenotaph.steps.refresh import refresh_case
from cenotaph.store import create_case
import time
case = create_case(Path(sys.argv[1]))
started = time.perf_counter()
report = add_to_case(case, [sys.argv[2]])
added = time.perf_counter() - started
started = time.perf_counter()
refresh_case(case, "")
refreshed = time.perf_counter() - started
large = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
started = time.perf_counter()
add_to_case(case, [sys.argv[3]])
ten = time.perf_counter() - started
print(json.dumps({"added": added, "refreshed": refreshed, "ten": ten, "incidents": report.incidents, "claims": sum(o.claims for o in report.outcomes),
                  "megabytes": large}))
"""


def main() -> None:
    """Print a line a size, and the growth between the sizes."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for size in [int(one) for one in sys.argv[1:]] or SIZES:
            source = root / f"reports-{size}"
            source.mkdir()
            more = root / f"more-{size}"
            more.mkdir()
            for number, text in enumerate(reports(size + MORE)):
                (source if number < size else more).joinpath(f"{number:06d}.txt").write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(root / f"case-{size}"), str(source), str(more)],
                check=True,
                capture_output=True,
                text=True,
            )
            found = json.loads(done.stdout)
            figures.append((size, found))
            print(
                f"add {size:>6,} documents: {found['added']:7.1f} s ({1000 * found['added'] / size:.1f} ms each), making the whole case anew "
                f"{found['refreshed']:.1f} s; {MORE} more take {found['ten']:.1f} s, {100 * found['ten'] / found['added']:.1f} % of adding all; {found['claims']:,} claims, {found['incidents']:,} incidents, {found['megabytes']:,.0f} MB at most",
                flush=True,
            )
    for (small, first), (large, second) in itertools.pairwise(figures):
        print(
            f"growth {small:,} to {large:,}: {large / small:.1f} times the documents, {second['added'] / first['added']:.1f} times the time"
        )


if __name__ == "__main__":
    main()
