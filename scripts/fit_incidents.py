"""Fits the weights by which stories of different documents are joined (reconcile/weights/events.json).

    python scripts/fit_incidents.py --measure        five folds by state: what is fitted is fitted on the other folds
    python scripts/fit_incidents.py                  fit on everything that is here and write the weights

Examples are pairs of stories that the program itself compares, of two kinds of text in `../shared/data`: local reports of shootings with
the register's incident for each report, and the development reports of MUC-3, whose answer keys tell which templates are of one event.
Logistic regression with a ridge penalty. What is written holds levels and numbers, no text and no name.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from cenotaph.model import ClaimInDocument, Grouping, TextMarks  # noqa: E402
from cenotaph.reconcile import reconcile_claims  # noqa: E402
from cenotaph.reconcile.blocking import StoryColumns, find_pairs  # noqa: E402
from cenotaph.reconcile.comparison import levels_of  # noqa: E402
from cenotaph.reconcile.decided import find_all_stories  # noqa: E402
from cenotaph.reconcile.keys import story_keys  # noqa: E402
from cenotaph.reconcile.profile import Profile, profile_story  # noqa: E402
from cenotaph.reconcile.rarity import Rarity  # noqa: E402
from cenotaph.reconcile.story import Story  # noqa: E402
from cenotaph.steps.add import add_to_case  # noqa: E402
from cenotaph.store import create_case  # noqa: E402
from incidents_muc import Telling, event_numbers, tellings  # noqa: E402 (beside the benchmark)
from incidents_shootings import score  # noqa: E402
from muc_cross_check import texts_of  # noqa: E402

DATA = ROOT / "../shared/data"
TARGET = ROOT / "src/cenotaph/reconcile/weights/events.json"
RIDGE = 1.0
FOLDS = 5
SMALLEST = 0.01


@dataclass(frozen=True)
class Corpus:
    """The claims of a corpus and the marks of its documents."""

    claims: list[ClaimInDocument]
    marks: dict[str, TextMarks]

    def stories(self) -> list[Story]:
        """Every story."""
        return find_all_stories(self.claims, Grouping(), lambda place: place, self.marks)


@dataclass(frozen=True)
class Pair:
    """Two stories that are compared: levels, whether they are of one event, and the folds they lie in."""

    levels: dict[str, float]
    same: bool
    folds: frozenset[int]


def read_corpus(folder: Path) -> Corpus:
    """Read a folder of reports in a case of its own."""
    with tempfile.TemporaryDirectory() as place:
        case = create_case(Path(place) / "case")
        add_to_case(case, [str(folder)])
        with case.reading() as record:
            return Corpus(list(record.claims.in_documents()), record.marks.all())


def compared(corpus: Corpus) -> tuple[list[tuple[Profile, Profile]], dict[str, Story]]:
    """The pairs that the program compares, and the stories by key."""
    stories = corpus.stories()
    rarity = Rarity.of(corpus.marks.values())
    profiles = {one.key: profile_story(one, rarity) for one in stories}
    found = find_pairs(StoryColumns([story_keys(one) for one in stories]), rarity)
    return [(profiles[a], profiles[b]) for a, b in found], {one.key: one for one in stories}


def folds_of(rows: Iterable[dict[str, str]]) -> dict[str, int]:
    """The fold of each state, the folds of about one size."""
    sizes = Counter(row["state"] for row in rows)
    return {state: n % FOLDS for n, state in enumerate(sorted(sizes, key=lambda s: (-sizes[s], s)))}


def shooting_pairs(corpus: Corpus, truth: Path) -> list[Pair]:
    """Pairs of main stories; the fold is the state's."""
    rows = {row["document"]: row for row in csv.DictReader(truth.open(encoding="utf-8"))}
    fold = folds_of(rows.values())
    found, stories = compared(corpus)

    def row(one: Profile) -> dict[str, str]:
        return rows[stories[one.key].claims[0].document_name.rsplit(".", 1)[0]]

    return [
        Pair(levels_of(a, b), row(a)["incident"] == row(b)["incident"], frozenset({fold[row(a)["state"]], fold[row(b)["state"]]}))
        for a, b in found
        if a.main and b.main
    ]


def muc_pairs(corpus: Corpus, told: list[Telling]) -> list[Pair]:
    """Pairs of stories that hold claims on the words of a key's targets; the fold is the event's."""
    number = event_numbers(told)
    by_document: dict[str, list[int]] = defaultdict(list)
    for n, a in enumerate(told):
        by_document[a.document].append(n)
    found, stories = compared(corpus)

    def event(one: Profile) -> int | None:
        story = stories[one.key]
        words = {w for c in story.claims for w in c.victims_words.upper().split()}
        held = [(len(told[n].words() & words), -n) for n in by_document[story.claims[0].document_name.rsplit(".", 1)[0]]]
        best = max(held, default=(0, 0))
        return number[-best[1]] if best[0] else None

    out = []
    for a, b in found:
        first, second = event(a), event(b)
        if first is not None and second is not None:
            out.append(Pair(levels_of(a, b), first == second, frozenset({first % FOLDS, second % FOLDS})))
    return out


def fit(pairs: list[Pair]) -> dict[str, float]:
    """Weights by level."""
    names = sorted({name for pair in pairs for name in pair.levels})
    column = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(pairs), len(names)))
    for n, pair in enumerate(pairs):
        for name, value in pair.levels.items():
            x[n, column[name]] = value
    y = np.array([pair.same for pair in pairs], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float(np.logaddexp(0, z).sum() - y @ z + RIDGE / 2 * w @ w), x.T @ (p - y) + RIDGE * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(found[n]), 3) for name, n in column.items() if abs(found[n]) >= SMALLEST}


def muc_folder(place: Path) -> Path:
    """The development reports, a file each."""
    for name, text in texts_of(DATA / "muc34/dev").items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def measure(corpus: Corpus, truth: Path, pairs: list[Pair], others: list[Pair]) -> None:
    """Score the reports of each fold's states with weights fitted on the other folds and on the other corpus."""
    rows = {row["document"]: row for row in csv.DictReader(truth.open(encoding="utf-8"))}
    fold = folds_of(rows.values())
    incidents = []
    for n in range(FOLDS):
        weights = fit([pair for pair in pairs if n not in pair.folds] + others)
        mine = [c for c in corpus.claims if fold[rows[c.document_name.rsplit(".", 1)[0]]["state"]] == n]
        incidents += reconcile_claims(mine, marks=corpus.marks, weights=weights)
    print(score(truth, corpus.claims, incidents))


def main() -> None:
    """Measure, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="score five folds by state, and write nothing")
    asked = parser.parse_args()
    shootings, truth = read_corpus(DATA / "shootings/reports"), DATA / "shootings/truth.csv"
    with tempfile.TemporaryDirectory() as place:
        muc = muc_pairs(read_corpus(muc_folder(Path(place))), tellings(DATA / "muc34/dev"))
    pairs = shooting_pairs(shootings, truth)
    print(
        f"{len(pairs):,} pairs of reports of shootings, {sum(p.same for p in pairs):,} of one incident; "
        f"{len(muc):,} of MUC, {sum(p.same for p in muc):,} of one event"
    )
    if asked.measure:
        measure(shootings, truth, pairs, muc)
        return
    weights = fit(pairs + muc)
    TARGET.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {len(weights)} weights")


if __name__ == "__main__":
    main()
