"""Fits the weights of the reader (extract/weights/claims-*.json) on gold claims, and measures them by leaving whole sources out.

    python scripts/fit_reader.py --measure               leave-one-source-out: figures by source, and the reliability table
    python scripts/fit_reader.py                         fit on all gold that is here and write the weights
    python scripts/fit_reader.py --without NAME,NAME     the same without these sources, so that they stay unseen
    python scripts/fit_reader.py --every-language        the weights of languages that have none of their own, on features without
                                                         words: English gold, and the opened half of the others' (see halves.py)

Logistic regression with a ridge penalty, twice: a first look at every pair, and a second one that knows the first's probabilities
(out of fold, as in stacking: Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1). What is written holds features and numbers, no text.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drills import SOURCE, load_drills
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cenotaph.evaluate import GoldDocument, load_gold
from cenotaph.extract.cascade import parse_sentences
from cenotaph.extract.linear import BIAS, EVERY_LANGUAGE, LinearModel
from cenotaph.extract.pairs import Pair
from cenotaph.extract.ranking import Ranked, choose, find_ruled, see_pairs
from cenotaph.extract.second_look import second_features
from cenotaph.model import Span
from cenotaph.text import find_dateline, load_lexicon, readable_languages, split_sentences

ROOT = Path(__file__).parents[1]
GOLD = (ROOT / "../shared/eval/dev.jsonl", ROOT / "../shared/eval/gold/en/gold.jsonl", ROOT / "tests/gold/en.jsonl")
DRILLS = ROOT / "scripts/drills_other.jsonl"
FOREIGN = ROOT / "../shared/eval/gold"
WEIGHTS = ROOT / "src/cenotaph/extract/weights"
RIDGE = (2.0, 6.0)  # of the first and the second look: the best of 0.3 to 15 by leave-one-source-out, and flat around it
FOREIGN_WEIGHT = 2.0  # of a document in another language beside an English one: there are a fifth as many claims
INVENTED_WEIGHT = 0.5  # of an invented sentence in another language
FOREIGN_CLAIM = 0.45  # by folds over the documents found F1 is flat from 0.3 to 0.5, and precision .80 from here on
CLAIM = 0.45  # where precision and recall are about equal by leave-one-source-out
POSSIBLE = 0.04  # from here on a pair is shown: about one possible claim for each real one
SMALLEST = 0.02  # weights below change no probability by more than half a per cent
RAREST = 2  # documents' worth of pairs a feature must be seen in
DRILL_WEIGHT = 0.3  # of an invented sentence beside a real one
FOLDS = 12
FOREIGN_FOLDS = 6
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)
BUCKETS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
OLD_GENRES = ("lee", "leeb", "tst1", "tst2", "tst4", "seed")


@dataclass
class Example:
    """One gold document with all its pairs, their features and whether the gold bears them out (None: not to be learned from)."""

    document: GoldDocument
    pairs: list[Pair]
    features: list[list[str]]
    right: list[bool | None]
    weight: float = 1.0

    @property
    def source(self) -> str:
        """The source: the document's name without its number."""
        return source_of(self.document.name)


def source_of(name: str) -> str:
    """The source of a document by its name."""
    if name.startswith(SOURCE):
        return name  # a drill is a source of its own, so that drills lie in all folds
    source = re.sub(r"-\d+$", "", name)
    return source.partition("-")[0] if source.partition("-")[0] in OLD_GENRES else source


def examples(paths: Iterable[Path], without: frozenset[str], *, lexical: bool = True) -> list[Example]:
    """Every gold document that is here, but for the sources left out."""
    out = []
    for path in paths:
        if not path.is_file():
            print(f"left out: {path.name} is not here")
            continue
        out += [_example(document, lexical=lexical) for document in load_gold(path) if source_of(document.name) not in without]
    return out


def foreign_examples() -> list[Example]:
    """The gold of every other language that is read."""
    out = []
    for language in readable_languages():
        path = FOREIGN / language / "gold.jsonl"
        if language != "en" and path.is_file():
            out += [_example(document, FOREIGN_WEIGHT, lexical=False) for document in load_gold(path)]
    return out


def invented_examples() -> list[Example]:
    """The invented reports of every other language that is read, and invented sentences of single constructions."""
    paths = (*(ROOT / f"tests/gold/{language}.jsonl" for language in readable_languages() if language != "en"), DRILLS)
    return [
        _example(document, INVENTED_WEIGHT, lexical=False) for path in paths if path.is_file() for document in load_gold(path)
    ]


def _example(document: GoldDocument, weight: float = 1.0, *, lexical: bool = True) -> Example:
    lexicon = load_lexicon(document.language)
    text = document.text
    sentences = parse_sentences(text, split_sentences(text, lexicon), find_dateline(text, lexicon), lexicon)
    seen = see_pairs(sentences, find_ruled(sentences, lexicon), lexicon, lexical=lexical)
    return Example(document, seen.pairs, seen.features, _judge(document, seen.pairs), weight)


def _judge(document: GoldDocument, pairs: Sequence[Pair]) -> list[bool | None]:
    """A pair is right where the gold has its victims and harm, the longest overlap first, and the cue lies in the gold's evidence;
    a cue outside it teaches nothing.
    """
    keys = list(dict.fromkeys((pair.draft.victims, pair.harm) for pair in pairs))
    ranked = sorted(
        ((min(g.victims.end, span.end) - max(g.victims.start, span.start), -i, -j)
         for i, g in enumerate(document.claims) for j, (span, harm) in enumerate(keys)
         if g.harm == harm and g.victims.overlaps(span)),
        reverse=True,
    )  # fmt: skip
    of_key: dict[int, int] = {}
    for _, i, j in ranked:
        if -j not in of_key and -i not in of_key.values():
            of_key[-j] = -i
    out: list[bool | None] = []
    for pair in pairs:
        gold = of_key.get(keys.index((pair.draft.victims, pair.harm)))
        if gold is None:
            out.append(False)
            continue
        evidence = document.claims[gold].evidence
        cue = pair.sentence.chunks[pair.cue].span if pair.cue >= 0 else None
        out.append(True if cue is None or evidence is None or evidence.overlaps(cue) else None)
    found = {(p.draft.victims, p.harm) for p, right in zip(pairs, out, strict=True) if right}
    return [
        True if right is None and (p.draft.victims, p.harm) not in found else right for p, right in zip(pairs, out, strict=True)
    ]


def fit(given: Sequence[Example], ridge: float) -> LinearModel:
    """Weights by penalised maximum likelihood."""
    rows = [
        (features, right, one.weight)
        for one in given
        for features, right in zip(one.features, one.right, strict=True)
        if right is not None
    ]
    counts = Counter(name for features, _, _ in rows for name in features)
    names = [name for name, count in counts.items() if count >= RAREST]
    index = {name: n for n, name in enumerate(names)}
    where = [(n, index[name]) for n, (features, _, _) in enumerate(rows) for name in features if name in index]
    seen = csr_matrix((np.ones(len(where)), tuple(zip(*where, strict=True))), shape=(len(rows), len(names)))
    truth = np.array([right for _, right, _ in rows], dtype=float)
    share = np.array([weight for _, _, weight in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        p = 1 / (1 + np.exp(-np.clip(seen @ weights[1:] + weights[0], -50, 50)))
        likelihood = truth * np.log(p + 1e-12) + (1 - truth) * np.log(1 - p + 1e-12)
        value = -(share * likelihood).sum() + ridge / 2 * (weights[1:] ** 2).sum()
        slope = share * (p - truth)
        return value, np.r_[slope.sum(), seen.T @ slope + ridge * weights[1:]]

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return LinearModel({BIAS: float(found[0])} | {name: float(w) for name, w in zip(names, found[1:], strict=True)})


def with_second_look(given: Sequence[Example], first: LinearModel) -> list[Example]:
    """The examples with the features of the second look added."""
    out = []
    for one in given:
        probabilities = [first.probability(features) for features in one.features]
        more = second_features(one.pairs, probabilities)
        features = [[*a, *b] for a, b in zip(one.features, more, strict=True)]
        out.append(Example(one.document, one.pairs, features, one.right, one.weight))
    return out


def fit_both(given: Sequence[Example]) -> tuple[LinearModel, LinearModel]:
    """The first look, and the second one fitted on first probabilities from models that had not seen the document."""
    second: list[Example] = []
    bins = folds(given, 5)
    for n, held in enumerate(bins):
        first = fit([one for m, fold in enumerate(bins) if m != n for one in fold], RIDGE[0])
        second += with_second_look(held, first)
    return fit(given, RIDGE[0]), fit(second, RIDGE[1])


def folds(given: Sequence[Example], count: int) -> list[list[Example]]:
    """Whole sources, spread so that the folds are of about the same size."""
    by_source: dict[str, list[Example]] = defaultdict(list)
    for one in given:
        by_source[one.source].append(one)
    bins: list[list[Example]] = [[] for _ in range(count)]
    for group in sorted(by_source.values(), key=lambda group: -sum(len(one.pairs) for one in group)):
        min(bins, key=lambda fold: sum(len(one.pairs) for one in fold)).extend(group)
    return [fold for fold in bins if fold]


def chosen(one: Example, probabilities: Sequence[float], claim: float) -> Ranked:
    """What is taken of a document at a threshold."""
    for pair in one.pairs:
        pair.draft.probability = None
    return choose(one.pairs, probabilities, claim, POSSIBLE)


def found_right(one: Example) -> set[tuple[Span, str]]:
    """Victims and harms that the gold bears out."""
    return {(pair.draft.victims, pair.harm) for pair, right in zip(one.pairs, one.right, strict=True) if right}


def add_to(tally: Counter[str], one: Example, ranked: Ranked, right: set[tuple[Span, str]]) -> None:
    """Add a document to a tally."""
    tally["gold"] += len(one.document.claims)
    tally["read"] += len(ranked.claims)
    tally["found"] += sum((d.victims, d.harm) in right for d in ranked.claims)
    tally["shown"] += sum((d.victims, d.harm) in right for d in (*ranked.claims, *ranked.possible))
    tally["possible"] += len(ranked.possible)


def measure(given: Sequence[Example], drills: list[Example]) -> None:
    """Leave-one-source-out: found by source, what claims and possible claims cover, and how often a probability comes true."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    true: Counter[int] = Counter()
    said: Counter[int] = Counter()
    bins = folds(given, FOLDS)
    for n, held in enumerate(bins):
        first, second = fit_both([*drills, *(one for m, fold in enumerate(bins) if m != n for one in fold)])
        for one in with_second_look(held, first):
            probabilities = [second.probability(features) for features in one.features]
            ranked, right = chosen(one, probabilities, CLAIM), found_right(one)
            for draft in (*ranked.claims, *ranked.possible):
                bucket = next(k for k, top in enumerate(BUCKETS[1:]) if (draft.probability or 0.0) < top)
                said[bucket] += 1
                true[bucket] += (draft.victims, draft.harm) in right
            for name in ("all", one.source):
                add_to(tally[name], one, ranked, right)
    _print(tally)
    print("\nprobability said   drafts   share that is right")
    for bucket in sorted(said):
        print(
            f"{BUCKETS[bucket]:.1f} to {min(1.0, BUCKETS[bucket + 1]):.1f} {said[bucket]:14} {true[bucket] / said[bucket]:16.2f}"
        )


def _print(tally: dict[str, Counter[str]]) -> None:
    print(f"{'source':28}{'gold':>6}{'read':>6}   P    R    F1   with possible")
    for name, t in sorted(tally.items(), key=lambda item: -item[1]["gold"]):
        p, r = t["found"] / max(1, t["read"]), t["found"] / max(1, t["gold"])
        print(
            f"{name:28}{t['gold']:6}{t['read']:6}  {p:.2f} {r:.2f} {2 * p * r / max(1e-9, p + r):.2f} {t['shown'] / max(1, t['gold']):8.2f}"
        )


def main() -> None:
    """Measure, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--every-language", action="store_true")
    parser.add_argument("--without", default="", metavar="NAME,NAME")
    options = parser.parse_args()
    every = options.every_language
    given = examples(GOLD, frozenset(options.without.split(",")), lexical=not every)
    drills = invented_examples() if every else [_example(document, DRILL_WEIGHT) for document in load_drills()]
    foreign = foreign_examples() if every else []
    claims = sum(len(one.document.claims) for one in (*given, *foreign))
    print(f"{len(given) + len(foreign)} documents, {claims} claims, {sum(len(one.pairs) for one in (*given, *foreign))} pairs")
    if options.measure:
        if every:
            measure_foreign([*given, *drills], foreign)
        else:
            measure(given, drills)
        return
    first, second = fit_both([*given, *drills, *foreign])
    sources = {one.source for one in (*given, *foreign)}
    data = {
        "made": f"scripts/fit_reader.py on {len(given) + len(foreign)} documents with {claims} gold claims of {len(sources)} sources",
        "claim": FOREIGN_CLAIM if every else CLAIM,
        "possible": POSSIBLE,
        "first": short(first),
        "second": short(second),
    }
    target = WEIGHTS / f"claims-{EVERY_LANGUAGE if every else 'en'}.json"
    target.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(data['first'])} + {len(data['second'])} weights, {target.stat().st_size:,} bytes")


def measure_foreign(given: Sequence[Example], foreign: Sequence[Example]) -> None:
    """Found by language: the documents of the opened halves in folds, all English gold in every fit, at several thresholds."""
    tally: dict[tuple[float, str], Counter[str]] = defaultdict(Counter)
    for n in range(FOREIGN_FOLDS):
        held = foreign[n::FOREIGN_FOLDS]
        first, second = fit_both([*given, *(one for m, one in enumerate(foreign) if m % FOREIGN_FOLDS != n)])
        for one in with_second_look(held, first):
            probabilities = [second.probability(features) for features in one.features]
            for threshold in THRESHOLDS:
                ranked = chosen(one, probabilities, threshold)
                for name in (one.document.language, "all"):
                    add_to(tally[threshold, name], one, ranked, found_right(one))
    for threshold in THRESHOLDS:
        print(f"\nthreshold {threshold}")
        _print({name: t for (at, name), t in tally.items() if at == threshold})


def short(model: LinearModel) -> dict[str, float]:
    """The weights as they are written: rounded, without those that change next to nothing."""
    return {name: round(w, 3) for name, w in sorted(model.weights.items()) if abs(w) >= SMALLEST or name == BIAS}


if __name__ == "__main__":
    main()
