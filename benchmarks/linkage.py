"""Linkage against truth, beside plain Splink in the same run; names alone against string measures; growth to a million rows.

    python benchmarks/linkage.py             everything
    python benchmarks/linkage.py gaza names  some of it

Truth is used for scoring only. Ours joins at even odds on every data set: no threshold is fitted to one. Of plain Splink the best of
its pairs, clusters and single best links is shown, each at the threshold of its guides.
"""

import itertools
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from splink.internals.exceptions import EMTrainingException

import linkage_data
import plain_splink
from cenotaph.link import DuckDbEngine, LinkInput, LinkResult, link_records
from cenotaph.link.blocking import brought_by
from cenotaph.link.features import feature_table
from cenotaph.steps.on_all_cores import on_all_cores


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def count_labels(truth: Sequence[str], label: Sequence[object], lists: Sequence[str] | None) -> tuple[int, int, int]:
    """Pairs of records whose truth is known that are joined rightly, joined, and should be; of different lists where `lists` is given."""
    known = [n for n, person in enumerate(truth) if person]

    def counted(key: Callable[[int], object]) -> int:
        inside = _pairs(Counter(key(n) for n in known).values())
        return inside - (_pairs(Counter((key(n), lists[n]) for n in known).values()) if lists else 0)

    return counted(lambda n: (truth[n], label[n])), counted(lambda n: label[n]), counted(lambda n: truth[n])


def score_labels(truth: Sequence[str], label: Sequence[object], lists: Sequence[str] | None) -> tuple[float, float, float]:
    """Precision, recall and F1 of `count_labels`."""
    return _f1(*count_labels(truth, label, lists))


def score_pairs(
    truth: Sequence[str], pairs: Iterable[tuple[int, int]], lists: Sequence[str] | None
) -> tuple[float, float, float]:
    """The same for pairs that were never clustered."""
    said = [(a, b) for a, b in pairs if truth[a] and truth[b] and (lists is None or lists[a] != lists[b])]
    right = sum(truth[a] == truth[b] for a, b in said)
    total = count_labels(truth, truth, lists)[2]
    return _f1(right, len(said), total)


def _f1(right: int, said: int, total: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, said), right / max(1, total)
    return precision, recall, 2 * right / max(1, said + total)


def compare(name: str, data: linkage_data.Labelled, wanted: str) -> None:
    """Print one line for ours and one for plain Splink."""
    lists = list(data.given.lists) if data.given.no_repeats else None
    started = time.perf_counter()
    try:
        plain = plain_splink.link_plainly(data.table, data.plain)
        why_not = False
    except EMTrainingException:
        plain, why_not = {}, True
    plain_seconds = time.perf_counter() - started
    started = time.perf_counter()
    engine = DuckDbEngine()
    result = link_records(data.given, engine)
    ours_seconds = time.perf_counter() - started
    engine.close()
    ours = score_labels(data.truth, result.clusters.label.tolist(), lists)
    scored = {
        kind: score_pairs(data.truth, found, lists) if kind == "pairs" else score_labels(data.truth, found, lists)
        for kind, found in plain.items()
        if kind != "scored"
    }
    best = max(scored, key=lambda kind: scored[kind][2], default="")
    print(f"{name}: {len(data.truth):,} records; wanted {wanted}")
    print(f"  ours          P {ours[0]:.4f} R {ours[1]:.4f} F1 {ours[2]:.4f}   {ours_seconds:5.1f} s", flush=True)
    if why_not:
        print("  plain         does not run: no pair agrees on what it is trained on, since no name is spelled alike")
    for kind, (precision, recall, f1) in scored.items():
        mark = (
            f"   {plain_seconds:5.1f} s; ours is {100 * (ours[2] - f1):+.1f} points, {ours_seconds / plain_seconds:.2f} times the time"
            if kind == best
            else ""
        )
        print(f"  plain, {kind:<18} P {precision:.4f} R {recall:.4f} F1 {f1:.4f}{mark}", flush=True)
    if plain:
        weight, f1 = best_threshold(data.truth, plain["scored"], lists)
        print(f"  plain, pairs at the threshold that the truth would choose (weight {weight:.1f}): F1 {f1:.4f}")
    _blocking(data, result)


def best_threshold(
    truth: Sequence[str], scored: Sequence[tuple[int, int, float]], lists: Sequence[str] | None
) -> tuple[float, float]:
    """The weight above which pairs give the best F1, and that F1: what no one could know who has no truth."""
    total = count_labels(truth, truth, lists)[2]
    right = said = 0
    best = (0.0, 0.0)
    for a, b, weight in sorted(scored, key=lambda pair: -pair[2]):
        if not (truth[a] and truth[b]):
            continue
        said += 1
        right += truth[a] == truth[b]
        best = max(best, (_f1(right, said, total)[2], weight))
    return best[1], best[0]


def _blocking(data: linkage_data.Labelled, result: LinkResult) -> None:
    """Print what blocking brought: pairs, and the share of true pairs among them, estimated without the truth and with it."""
    n = len(data.truth)
    rules = [rule for rule, _ in result.model.rules]
    people: dict[str, list[int]] = {}
    for number, person in enumerate(data.truth):
        if person:
            people.setdefault(person, []).append(number)
    holders = [name if name in data.given.no_repeats else str(number) for number, name in enumerate(data.given.lists)]
    true = [
        pair for members in people.values() for pair in itertools.combinations(members, 2) if holders[pair[0]] != holders[pair[1]]
    ]
    features = feature_table(data.given.values, data.given.lists, data.given.no_repeats)
    left, right = (np.array(side, dtype=np.int64) for side in zip(*true, strict=True))
    found = np.any(brought_by(features, left, right, rules), axis=0)
    print(
        f"  blocking: {len(rules)} rules bring {result.compared:,} pairs ({result.compared / (n * (n - 1) / 2):.3%} of all), recall "
        f"{found.mean():.4f}: {(~found).sum():,} true pairs missed; estimated without the truth: {result.missed:,.0f}"
    )


def auc(score: Sequence[float], match: Sequence[bool]) -> float:
    """The chance that a match scores above a pair that is none, ties counting half."""
    ordered = sorted(range(len(score)), key=lambda n: score[n])
    rank = [0.0] * len(score)
    at = 0
    while at < len(ordered):
        stop = at
        while stop < len(ordered) and score[ordered[stop]] == score[ordered[at]]:
            stop += 1
        for n in ordered[at:stop]:
            rank[n] = (at + stop + 1) / 2
        at = stop
    positive = sum(match)
    total = sum(r for r, is_match in zip(rank, match, strict=True) if is_match)
    return (total - positive * (positive + 1) / 2) / (positive * (len(match) - positive))


def labelled_names(kind: str) -> tuple[list[tuple[str, str]], list[bool]]:
    """Labelled pairs of names of one kind, or of "every kind", and whether each is a match."""
    rows = [row for row in linkage_data.read(linkage_data.DATA / "names" / "cases.csv") if row["name1"] and row["name2"]]
    chosen = [row for row in rows if kind in ("every kind", row["schema"])]
    return [(row["name1"], row["name2"]) for row in chosen], [row["is_match"].lower() in ("true", "1") for row in chosen]


def names() -> None:
    """Print the AUC of three measures on labelled pairs of names."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    from cenotaph.text import compare_names

    for kind in ("Person", "every kind"):
        both, match = labelled_names(kind)
        ours = auc([compare_names(a, b) for a, b in both], match)
        sorted_tokens = auc([fuzz.token_sort_ratio(a.lower(), b.lower()) for a, b in both], match)
        winkler = auc([JaroWinkler.similarity(a.lower(), b.lower()) for a, b in both], match)
        print(
            f"names, {kind} ({len(both)} pairs): AUC ours {ours:.3f}, token_sort_ratio {sorted_tokens:.3f}, Jaro-Winkler {winkler:.3f}"
        )


def short_lists() -> None:
    """Link pairs of short lists cut from the two releases, half of them the same people, neighbours in the list (families) together."""
    for second in ("name_ar", "name_en"):
        data = linkage_data.gaza("name_ar", second)
        for rows in (25, 50, 150, 500):
            right = said = total = 0
            for seed in range(6):
                given, truth = _cut(data, rows, random.Random(seed))
                engine = DuckDbEngine()
                label = link_records(given, engine).clusters.label.tolist()
                engine.close()
                counted = count_labels(truth, label, list(given.lists))
                right, said, total = right + counted[0], said + counted[1], total + counted[2]
            precision, recall, f1 = _f1(right, said, total)
            print(f"short lists of {rows}, {second}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} over 6 draws", flush=True)


def _cut(data: linkage_data.Labelled, rows: int, chance: random.Random) -> tuple[LinkInput, list[str]]:
    first, second = dict.fromkeys(data.given.lists)
    ours = [n for n, name in enumerate(data.given.lists) if name == first and data.truth[n]]
    theirs = {data.truth[n]: n for n, name in enumerate(data.given.lists) if name == second and data.truth[n]}
    start = chance.randrange(len(ours) - 2 * rows)
    chosen = ours[start : start + rows]
    both = [theirs[data.truth[n]] for n in chosen if data.truth[n] in theirs][: rows // 2]
    others = chance.sample(sorted(theirs.values()), rows - len(both))
    numbers = chosen + sorted({*both, *others})
    given = LinkInput([data.given.values[n] for n in numbers], [data.given.lists[n] for n in numbers], data.given.no_repeats)
    return given, [data.truth[n] for n in numbers]


def families() -> None:
    """Link four ragged lists of people killed as families, many and few, and print how far the odds of pairs come true."""
    from invented_families import invented_families

    for heavy in (True, False):
        for seed in (1, 2, 3):
            given, truth = invented_families(2_000, heavy, seed)
            engine = DuckDbEngine()
            result = link_records(given, engine)
            engine.close()
            precision, recall, f1 = score_labels(truth, result.clusters.label.tolist(), list(given.lists))
            m = {one.name: float(m[0]) for one, m in zip(result.model.comparisons, result.model.classes.m, strict=True)}
            print(
                f"families, {'heavy' if heavy else 'light'} share, draw {seed}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; "
                f"m(given name differs) {m['given']:.3f}, m(sex differs) {m['sex']:.3f}",
                flush=True,
            )
            if seed == 1:
                calibration(given, truth, result)


def scripts() -> None:
    """Link invented lists across scripts and within one whose vowels are signs."""
    from invented_scripts import devanagari, serbian

    for name, make in (("Serbian, Cyrillic and Latin", serbian), ("Devanagari", devanagari)):
        for seed in (1, 2, 3):
            given, truth = make(seed=seed)
            engine = DuckDbEngine()
            label = link_records(given, engine).clusters.label.tolist()
            engine.close()
            precision, recall, f1 = score_labels(truth, label, list(given.lists))
            print(f"{name}, draw {seed}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


def calibration(given: LinkInput, truth: Sequence[str], result: LinkResult) -> None:
    """Print, by groups of weight, how many pairs of different holders are one person, beside the odds that are stated."""
    holders = np.array([name if name in given.no_repeats else str(number) for number, name in enumerate(given.lists)])
    left, right, weight = (np.asarray(result.pairs.column(name)) for name in ("n_l", "n_r", "match_weight"))
    same, known = np.array(truth), np.array([bool(one) for one in truth])
    for low, high in itertools.pairwise((-2, 0, 2, 4, 6, 8, 12, 60)):
        group = (weight >= low) & (weight < high) & (holders[left] != holders[right]) & known[left] & known[right]
        if group.any():
            stated = np.mean(1 / (1 + 2.0 ** -weight[group]))
            right_ones = np.mean(same[left[group]] == same[right[group]])
            print(
                f"  {low:>3} to {high:>2} bits: {group.sum():>7,} pairs, right {right_ones:.3f}, stated {stated:.3f}", flush=True
            )


def without_the_flag() -> None:
    """Link the pair of releases without saying that neither names anybody twice."""
    data = linkage_data.gaza()
    given = LinkInput(data.given.values, data.given.lists)
    engine = DuckDbEngine()
    result = link_records(given, engine)
    engine.close()
    label = result.clusters.label.tolist()
    precision, recall, f1 = score_labels(data.truth, label, None)
    print(f"gaza, lists may repeat: P {precision:.4f} R {recall:.4f} F1 {f1:.4f}, largest cluster {max(Counter(label).values())}")


def growth() -> None:
    """Link invented lists of 100,000, 300,000 and 1,000,000 rows, each in a process of its own."""
    before = None
    for rows in (100_000, 300_000, 1_000_000):
        done = subprocess.run([sys.executable, __file__, "invented", str(rows)], capture_output=True, text=True, check=False)
        print(done.stdout.strip() or done.stderr[-2000:], flush=True)
        seconds = float(done.stdout.split(" s, ")[0].split()[-1]) if " s, " in done.stdout else float("nan")
        if before:
            print(f"  growth: {rows / before[0]:.1f} times the rows, {seconds / before[1]:.1f} times the time", flush=True)
        before = (rows, seconds)


def invented(rows: int) -> None:
    """Link one invented pair of lists of `rows` rows together, within 8 GB."""
    import resource

    from invented_people import invented_lists

    given, truth = invented_lists(rows)
    started = time.perf_counter()
    engine = DuckDbEngine(memory_megabytes=2_000)
    with on_all_cores("cenotaph.link") as mapper:
        result = link_records(given, engine, mapper=mapper)
    seconds = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    precision, recall, f1 = score_labels(truth, result.clusters.label.tolist(), list(given.lists))
    print(
        f"invented, {rows:,} rows: {seconds:.1f} s, {most:.2f} GB at most, P {precision:.4f} R {recall:.4f} F1 {f1:.4f}, {len(result.pairs):,} pairs kept"
    )


SETS: dict[str, tuple[Callable[[], linkage_data.Labelled], str]] = {
    "gaza": (lambda: linkage_data.gaza(), "F1 >= 0.95 and 5 points above plain"),
    "gaza-cross": (lambda: linkage_data.gaza("name_ar", "name_en"), "F1 >= 0.85"),
    "gaza-cross-back": (lambda: linkage_data.gaza("name_en", "name_ar"), "F1 >= 0.85"),
    "historical": (linkage_data.historical, "F1 above plain, at most 1.5 times the time"),
    "febrl3": (lambda: linkage_data.febrl("dataset3"), "F1 >= 0.98"),
    "febrl4": (lambda: linkage_data.febrl("dataset4a", "dataset4b"), "F1 >= 0.99"),
    "rldata": (linkage_data.rldata, "F1 >= 0.97"),
    "soldiers": (linkage_data.soldiers, "F1 >= 0.85, at most 1.5 times the time"),
}


OTHERS: dict[str, Callable[[], None]] = {
    "flag-off": without_the_flag, "families": families, "scripts": scripts, "short": short_lists, "names": names, "growth": growth,
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Measure what is named, or everything."""
    if arguments[:1] == ["invented"]:
        invented(int(arguments[1]))
        return
    if not linkage_data.DATA.is_dir():
        print(f"skipped: the labelled lists are not at {linkage_data.DATA}")
        return
    wanted = arguments or [*SETS, *OTHERS]
    for name, (make, figure) in SETS.items():
        if name in wanted:
            compare(name, make(), figure)
    for name, measure in OTHERS.items():
        if name in wanted:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
