"""Fits the weights by which a name is read as that of somebody killed (extract/weights/people-en.json).

    python scripts/fit_people.py --measure        five folds by source: what is fitted is fitted on the other folds
    python scripts/fit_people.py                  fit on everything that is here and write the weights

Examples are the names of three kinds of text in `../shared`: local reports of shootings with the register's named dead (folds by
state), gold claims (folds by source), and the development reports of MUC-3 with the human targets of its answer keys (one fold). The
test reports of MUC are fitted on by nobody. Logistic regression with a ridge penalty, twice, as in `fit_reader.py`. What is written holds
features and numbers, no text and no name.
"""

import argparse
import csv
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import numpy as np
from fit_incidents import folds_of
from fit_reader import short, source_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sqlalchemy import delete

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from cenotaph.evaluate import load_gold  # noqa: E402
from cenotaph.extract import read_text  # noqa: E402
from cenotaph.extract.appearances import Somebody  # noqa: E402
from cenotaph.extract.cascade import parse_sentences  # noqa: E402
from cenotaph.extract.linear import BIAS, LinearModel, TwoLooks  # noqa: E402
from cenotaph.extract.people import weigh_names  # noqa: E402
from cenotaph.extract.person_features import second_person_features  # noqa: E402
from cenotaph.ingest import read_documents  # noqa: E402
from cenotaph.model import DateInterval, Harm, NamedPerson  # noqa: E402
from cenotaph.show.incident_people import people_of_incidents  # noqa: E402
from cenotaph.steps.add import add_to_case  # noqa: E402
from cenotaph.store import Record, create_case  # noqa: E402
from cenotaph.store.tables import metadata  # noqa: E402
from cenotaph.text import find_dateline, fold, load_lexicon, split_sentences  # noqa: E402
from incidents_shootings import named, score  # noqa: E402
from muc_cross_check import EFFECTS, strings, templates_of, texts_of  # noqa: E402 (beside the benchmarks)

DATA = ROOT / "../shared/data"
GOLD = (ROOT / "../shared/eval/dev.jsonl", ROOT / "../shared/eval/gold/en/gold.jsonl")
TARGET = ROOT / "src/cenotaph/extract/weights/people-en.json"
RIDGE = 15.0  # the best of 3 to 25 by folds, and flat around it
FOLDS = 5  # as those of `fit_incidents`
CLAIM = 0.4  # where precision and recall of named dead are about equal by folds
RAREST = 8  # names a feature must be seen with
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass
class Example:
    """The names of one document, their features, and whether each is of somebody killed."""

    corpus: str
    fold: int
    somebodies: Sequence[Somebody]
    features: list[list[str]]
    right: list[bool]
    dead: int


def words_of(name: str) -> list[str]:
    """A register's name in folded words without suffixes."""
    return [word for word in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", fold(name)) if word not in SUFFIXES]


def make(corpus: str, fold_number: int, text: str, published: DateInterval | None, judge: "Judge") -> Example:
    """The example of one text."""
    lexicon = load_lexicon("en")
    reading = read_text(text, "en", published)
    sentences = parse_sentences(text, split_sentences(text, lexicon), find_dateline(text, lexicon), lexicon)
    weighed = weigh_names(text, sentences, reading.claims, reading.possible, lexicon)
    features = [list(found) for found in weighed.features]
    return Example(corpus, fold_number, weighed.somebodies, features, judge.right(weighed.somebodies), weighed.dead)


class Judge:
    """Tells which names are of the dead, by their names."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        self.names = [list(name) for name in names if name]

    def right(self, somebodies: Sequence[Somebody]) -> list[bool]:
        """By surname and given name; by surname alone only where no other bearer fits both."""
        both = [any(self._both(name, one.words) for name in self.names) for one in somebodies]
        taken = {one.words[-1] for one, good in zip(somebodies, both, strict=True) if good}
        surnames = {name[-1] for name in self.names}
        return [
            good or one.words[-1] in surnames and one.words[-1] not in taken for one, good in zip(somebodies, both, strict=True)
        ]

    @staticmethod
    def _both(name: Sequence[str], words: Sequence[str]) -> bool:
        return name[-1] == words[-1] and (bool(set(name[:-1]) & set(words[:-1])) or name[0][:3] == words[0][:3])


class SpanJudge(Judge):
    """Tells it by the spans of gold claims."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = spans

    def right(self, somebodies: Sequence[Somebody]) -> list[bool]:
        """By the words."""
        return [
            any(one.span.start < end and start < one.span.end for one in somebody.appearances for start, end in self.spans)
            for somebody in somebodies
        ]


def shootings() -> Iterator[Example]:
    """Every report of the register's incidents."""
    folder = DATA / "shootings"
    rows = {row["document"]: row for row in csv.DictReader((folder / "truth.csv").open(encoding="utf-8"))}
    fold_of = folds_of(rows.values())
    dead: dict[str, list[list[str]]] = defaultdict(list)
    for row in csv.DictReader((folder / "people.csv").open(encoding="utf-8")):
        dead[row["incident"]].append(words_of(row["name"]))
    for path in sorted((folder / "reports").glob("*.md")):
        row = rows[path.stem]
        for found in read_documents(path.read_bytes(), path.name, retrieved_at=datetime(2026, 1, 1, tzinfo=UTC)):
            document = found.document
            judge = Judge(dead[row["incident"]])
            yield make("shootings", fold_of[row["state"]], document.text, document.published, judge)


def gold() -> Iterator[Example]:
    """The gold documents: dead are those in whose words of victims the name stands."""
    sources: dict[str, int] = {}
    for path in GOLD:
        for document in load_gold(path):
            number = sources.setdefault(source_of(document.name), len(sources) % FOLDS)
            killed = [c for c in document.claims if c.harm == Harm.KILLED and c.low == 1]
            judge = SpanJudge([(c.victims.start, c.victims.end) for c in killed])
            yield make("gold", number, document.text, None, judge)


def muc(part: str, number: int) -> Iterator[Example]:
    """The reports of a part of MUC with a template: dead are the named human targets with that effect."""
    dead: dict[str, list[list[str]]] = defaultdict(list)
    for template in templates_of(DATA / "muc34" / part):
        document = template["MESSAGE: ID"][0].split()[0]
        named = {w for _, wordings in strings(template.get("HUM TGT: NAME", [])) for w in wordings}
        killed = {
            w
            for value, wordings in strings(template.get("HUM TGT: EFFECT OF INCIDENT", []))
            if EFFECTS.get(value) == "killed"
            for w in wordings
        }
        dead[document] += [words_of(name) for name in sorted(named & killed)]
    texts = texts_of(DATA / "muc34" / part)
    for document, names in sorted(dead.items()):
        if document in texts:
            yield make(f"muc-{part}", number, texts[document], None, Judge(names))


def fit(given: Sequence[tuple[Sequence[str], bool]]) -> LinearModel:
    """Weights by penalised maximum likelihood."""
    seen = Counter(name for features, _ in given for name in set(features))
    column = {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= RAREST))}
    at = [(row, column[name]) for row, (features, _) in enumerate(given) for name in set(features) if name in column]
    x = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(given), len(column)))
    y = np.array([right for _, right in given], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-z))
        slope = np.concatenate([[(p - y).sum()], x.T @ (p - y) + RIDGE * w[1:]])
        return float((np.logaddexp(0, z) - y * z).sum() + RIDGE / 2 * w[1:] @ w[1:]), slope

    found = minimize(loss, np.zeros(len(column) + 1), jac=True, method="L-BFGS-B").x
    return LinearModel({BIAS: float(found[0])} | {name: float(found[n + 1]) for name, n in column.items()})


def pairs(given: Sequence[Example]) -> list[tuple[Sequence[str], bool]]:
    """The names with their features, of all documents."""
    return [pair for one in given for pair in zip(one.features, one.right, strict=True)]


def with_second_look(given: Sequence[Example], first: LinearModel) -> list[Example]:
    """The same with what the first look says."""
    out = []
    for one in given:
        likely = [first.probability(found) for found in one.features]
        more = second_person_features(one.somebodies, likely, one.dead)
        features = [[*a, *b] for a, b in zip(one.features, more, strict=True)]
        out.append(Example(one.corpus, one.fold, one.somebodies, features, one.right, one.dead))
    return out


def fit_both(given: Sequence[Example]) -> tuple[LinearModel, LinearModel]:
    """The first look, and the second one fitted on first probabilities from models that had not seen the document's fold."""
    second: list[Example] = []
    for n in sorted({one.fold for one in given}):
        first = fit(pairs([one for one in given if one.fold != n]))
        second += with_second_look([one for one in given if one.fold == n], first)
    return fit(pairs(given)), fit(pairs(second))


def measure(given: Sequence[Example], unseen: Sequence[Example]) -> None:
    """By folds: precision and recall among the names of each corpus, and how often a probability comes true."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    said: Counter[int] = Counter()
    true: Counter[int] = Counter()
    jobs = [([o for o in given if o.fold != n], [o for o in given if o.fold == n]) for n in range(FOLDS)] + [(given, unseen)]
    for known, held in jobs:
        first, second = fit_both(known)
        for one in with_second_look(held, first):
            for features, right in zip(one.features, one.right, strict=True):
                likely = second.probability(features)
                tally[one.corpus] += Counter(names=1, dead=right, read=likely >= CLAIM, right=right and likely >= CLAIM)
                said[min(int(likely * 10), 9)] += 1
                true[min(int(likely * 10), 9)] += right
    print(f"{'corpus':12}{'names':>8}{'dead':>7}{'read':>7}     P     R")
    for corpus, t in sorted(tally.items()):
        precision, recall = t["right"] / max(1, t["read"]), t["right"] / max(1, t["dead"])
        print(f"{corpus:12}{t['names']:8}{t['dead']:7}{t['read']:7}  {precision:.3f} {recall:.3f}")
    print("\nprobability said    names   share that is right")
    for tenth in sorted(said):
        print(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f} {said[tenth]:13} {true[tenth] / said[tenth]:16.2f}")


def score_people(given: Sequence[Example]) -> None:
    """The scorer's figures of the register's named dead, each report read with weights that its fold had no part in."""
    folder = DATA / "shootings"
    rows = list(csv.DictReader((folder / "truth.csv").open(encoding="utf-8")))
    fold_of = folds_of(rows)
    weights = {n: TwoLooks(*fit_both([one for one in given if one.fold != n]), CLAIM, CLAIM) for n in range(FOLDS)}
    with tempfile.TemporaryDirectory() as place:
        case = create_case(Path(place) / "case")
        add_to_case(case, [str(folder / "reports")])
        with case.writing() as record:
            names = {row["id"]: str(row["name"]).rsplit(".", 1)[0] for row in record.documents.rows()}
            states = {row["document"]: row["state"] for row in rows}
            people = {where: _people(record, where, weights[fold_of[states[name]]]) for where, name in names.items()}
            record.connection.execute(delete(metadata.tables["named_person"]))
            for where, found in people.items():
                record.people.add(where, found)
            known = {where: found.people for where, found in people_of_incidents(record).items()}
            claims, incidents = list(record.claims.in_documents()), record.incidents.all()
        print(score(folder / "truth.csv", claims, incidents, people=named(known)))


def _people(record: Record, where: str, weights: TwoLooks) -> Sequence[NamedPerson]:
    document = record.documents.get(where)
    if document is None or not document.text:
        return ()
    with patch("cenotaph.extract.people.load_weights", lambda *_: weights):
        return read_text(document.text, document.language, document.published, document.sha256).people


def main() -> None:
    """Measure, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="measure by folds, and write nothing")
    asked = parser.parse_args()
    given = [*shootings(), *gold(), *muc("dev", 0)]
    print(
        f"{len(given):,} documents, {sum(len(one.right) for one in given):,} names, {sum(map(sum, (o.right for o in given))):,} dead"
    )
    if asked.measure:
        measure(given, [*muc("tst1", 0), *muc("tst2", 0)])
        score_people(given)
        return
    first, second = fit_both(given)
    counted = Counter(one.corpus for one in given)
    data = {
        "made": "scripts/fit_people.py on " + ", ".join(f"{n} documents of {name}" for name, n in sorted(counted.items())),
        "claim": CLAIM,
        "possible": CLAIM,
        "first": short(first),
        "second": short(second),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(data['first'])} + {len(data['second'])} weights, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
