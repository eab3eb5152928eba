"""Makes capture histories from linked victims or from a table, judges them, and runs the estimators side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cenotaph.errors import InvalidValue, UnreadableFile, WrongUse
from cenotaph.estimate import (
    CaptureHistories,
    Estimate,
    Judgement,
    average_decomposable,
    bootstrap_stepwise,
    estimate_averaged,
    estimate_chao,
    estimate_loglinear,
    estimate_stepwise,
    judge_table,
    why_estimates_differ,
)
from cenotaph.ingest import read_bytes
from cenotaph.ingest.lists import ListTable, read_table
from cenotaph.model import DateInterval
from cenotaph.pipeline.latent_chains import sample_latent_class
from cenotaph.store import Case, VictimListStore, VictimStore

__all__ = [
    "METHODS",
    "STRATA",
    "EstimateOptions",
    "Stratum",
    "case_histories",
    "estimate_stratum",
    "run_method",
    "table_histories",
]

METHODS = ("log-linear", "averaged", "stepwise", "bootstrap", "decomposable", "latent-class", "chao")
STRATA = ("sex", "age-band", "harm-place", "harm-year", "harm-month")
COUNT_HEADINGS = ("n", "freq", "frequency", "count", "counts", "number", "y")
CHILD_UNDER, ELDERLY_FROM = 18, 60


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of victims: what is documented of it, whether that can carry an estimate, the estimates, and why
    they differ.
    """

    name: str
    documented: int
    judgement: Judgement | None
    refusals: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    why: tuple[str, ...] = ()


def table_histories(path: Path) -> CaptureHistories:
    """Read a table of capture histories: a column of 0 and 1 for each list, and a column of counts if its rows are
    combinations; or two columns, victim and list, with a row for each naming.

    A column counts when its heading is one of n, freq, frequency, count, counts, number, y; without one every row is a victim.
    Raises `UnreadableFile` for a table that is none or cannot be meant.
    """
    table = read_table(read_bytes(path), path.name)
    counting = [heading for heading in table.heading if heading.strip().lower() in COUNT_HEADINGS]
    if len(counting) > 1:
        raise UnreadableFile(f"two columns could be the counts: {', '.join(counting)}", where=path.name)
    if len(table.heading) == 2 and not counting:
        lists, rows = _namings(table)
        counts: list[float] = []
    else:
        lists = [heading for heading in table.heading if heading not in counting]
        rows, counts = _combinations(table, lists, counting, path.name)
    try:
        return CaptureHistories.from_rows(lists, rows, counts if counting else None)
    except InvalidValue as fault:
        raise UnreadableFile(fault.what, where=path.name, remedy=fault.remedy) from fault


def _combinations(
    table: ListTable, lists: Sequence[str], counting: Sequence[str], where: str
) -> tuple[list[list[int]], list[float]]:
    """Rows of 0 and 1, and the counts beside them if a column is `counting`."""
    rows: list[list[int]] = []
    counts: list[float] = []
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = dict(zip(table.heading, cells, strict=True))
        try:
            rows.append([_digit(row[name]) for name in lists])
            counts += [float(row[name]) for name in counting]
        except ValueError as fault:
            raise UnreadableFile(
                f"line {line}: {fault}", where=where, remedy="a list's cell is 0 or 1, a count a whole number"
            ) from fault
    return rows, counts


def _namings(table: ListTable) -> tuple[list[str], list[list[int]]]:
    """Lists and rows of 0 and 1 from a row for each naming: the victim in the first column, the list in the second."""
    lists = list(dict.fromkeys(name for _, name in table.rows))
    victims: dict[str, list[int]] = {}
    for victim, name in table.rows:
        victims.setdefault(victim, [0] * len(lists))[lists.index(name)] = 1
    return lists, list(victims.values())


def _digit(cell: str) -> int:
    if cell.strip() not in ("0", "1"):
        raise ValueError(f"{cell!r} is neither 0 nor 1")
    return int(cell)


def case_histories(case: Case, by: str = "") -> dict[str, CaptureHistories | InvalidValue]:
    """The capture histories of the linked victims, all together under "" or by a stratum of `STRATA`; for a stratum that can have
    none, the reason. Raises `WrongUse` before the first linking and for fewer than two lists.
    """
    with case.engine.connect() as connection:
        lists = VictimListStore(connection)
        names = {one.id: one.name for one in lists.all()}
        records = {record.id: record for record in lists.records()}
        victims = VictimStore(connection).all()
    if not victims:
        raise WrongUse("nothing was linked yet", remedy="run: cenotaph link")
    if len(names) < 2:
        raise WrongUse("estimates need two lists or more", remedy="load another with: cenotaph lists add FILE")
    order = {list_id: k for k, list_id in enumerate(names)}
    groups: dict[str, list[list[int]]] = {}
    for victim in victims:
        members = [records[record] for record in victim.records]
        group = _stratum([record.values for record in members], by)
        groups.setdefault(group, []).append([order[record.list_id] for record in members])
    made: dict[str, CaptureHistories | InvalidValue] = {}
    for name, some in sorted(groups.items()):
        try:
            made[name] = CaptureHistories.from_victims(list(names.values()), some)
        except InvalidValue as fault:
            made[name] = fault
    return made


def _stratum(values: Sequence[Mapping[str, str]], by: str) -> str:
    """The group a victim is in; "not known" where no record says or where records disagree."""
    if not by:
        return ""
    said = {found for one in values if (found := _group(one, by))}
    return said.pop() if len(said) == 1 else "not known"


def _group(values: Mapping[str, str], by: str) -> str:
    if by == "sex":
        return values.get("sex", "")
    if by == "age-band":
        age = int(values["age"]) if values.get("age") else None
        return "" if age is None else "child" if age < CHILD_UNDER else "elderly" if age >= ELDERLY_FROM else "adult"
    if by == "harm-place":
        return values.get("harm_place", "")
    day = DateInterval.from_edtf(values["harm_date"]) if values.get("harm_date") else None
    length = 4 if by == "harm-year" else 7
    same = day is not None and day.start.isoformat()[:length] == day.end.isoformat()[:length]
    return day.start.isoformat()[:length] if day is not None and same else ""


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """What a user chose: the prior `delta` of decomposable graphs, `seed`, `rounds` (samples a latent-class chain, or resampled
    tables of the bootstrap), and the file in which latent-class chains are kept.
    """

    delta: float | None = None
    seed: int = 0
    rounds: int = 1_000
    chains: Path | None = None


USUAL = EstimateOptions()


def estimate_stratum(name: str, histories: CaptureHistories, methods: Sequence[str], options: EstimateOptions = USUAL) -> Stratum:
    """Judge the table and, if it can carry one, estimate by each of `methods`. A method that cannot be used here says why."""
    judgement = judge_table(histories)
    if judgement.refusals:
        return Stratum(name, histories.documented, judgement, judgement.refusals, ())
    estimates, refusals = [], []
    for method in methods:
        try:
            estimates.append(run_method(method, histories, options))
        except InvalidValue as fault:
            refusals.append(f"{method}: {fault.what}")
    why = why_estimates_differ(histories, judgement.pairs, estimates)
    return Stratum(name, histories.documented, judgement, tuple(refusals), tuple(estimates), why)


def run_method(method: str, histories: CaptureHistories, options: EstimateOptions) -> Estimate:
    """Estimate by one of `METHODS`. Raises `WrongUse` for another, `InvalidValue` where the method cannot be used."""
    if method == "log-linear":
        return estimate_loglinear(histories)
    if method == "averaged":
        return estimate_averaged(histories)
    if method == "stepwise":
        return estimate_stepwise(histories)
    if method == "bootstrap":
        return bootstrap_stepwise(histories, options.rounds, seed=options.seed)
    if method == "decomposable":
        return average_decomposable(histories, options.delta).estimate()
    if method == "latent-class":
        return sample_latent_class(histories, options.rounds, options.seed, options.chains).estimate()
    if method == "chao":
        return estimate_chao(histories)
    raise WrongUse(f"no method {method!r}", remedy=f"there are: {', '.join(METHODS)}")
