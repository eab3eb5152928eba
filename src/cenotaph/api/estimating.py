"""Estimates those on no list, by several methods side by side. They will disagree; that is the finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from cenotaph.api.frame import Frame, rows_of
from cenotaph.api.linking import Linkage
from cenotaph.errors import InvalidValue
from cenotaph.estimate import QUICK, CaptureHistories, EstimateOptions, Stratum, estimate_stratum
from cenotaph.show.alone import stand_alone
from cenotaph.show.estimate_page import draw_estimates, draw_overlap

__all__ = ["Estimates", "Picture", "estimate"]

COLUMNS = ("stratum", "documented", "method", "estimate", "low", "high", "lower_bound", "supposes", "warnings")
COUNT = "n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, which a notebook shows."""

    svg: str

    def _repr_html_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        """How long its source is."""
        return f"<Picture: SVG of {len(self.svg):,} characters>"


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates by stratum, one stratum where none was asked for: `table`, `refusals` and `plot()`."""

    strata: tuple[Stratum, ...]
    histories: Mapping[str, CaptureHistories]

    @property
    def table(self) -> Frame:
        """A row a stratum and method: what is documented, the estimate with low and high (95 %), and what the method supposes."""
        rows = (
            {
                "stratum": stratum.name, "documented": stratum.documented, "method": one.method, "estimate": round(one.estimate),
                "low": round(one.low), "high": round(one.high), "lower_bound": one.lower_bound, "supposes": one.supposes,
                "warnings": list(one.warnings),
            }
            for stratum in self.strata
            for one in stratum.estimates
        )  # fmt: skip
        return Frame(rows, COLUMNS)

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why there is no estimate, by stratum and method, where there is none."""
        return tuple(f"{one.name}: {why}" if one.name else why for one in self.strata for why in one.refusals)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to take care of in the tables themselves, whatever the method: lists that share few, or nearly nobody."""
        judged = ((one.name, one.judgement) for one in self.strata if one.judgement is not None)
        return tuple(f"{name}: {said}" if name else said for name, judgement in judged for said in judgement.warnings)

    def plot(self, stratum: str = "", *, overlap: bool = False) -> Picture:
        """The estimates of a stratum beside what is documented; with `overlap`, which lists share whom.

        Raises `InvalidValue` for a stratum that there is not, or that has no estimate.
        """
        found = next((one for one in self.strata if one.name == stratum), None)
        if found is None:
            raise InvalidValue(f"no stratum {stratum!r}; there are: {', '.join(one.name for one in self.strata)}")
        if overlap:
            return Picture(stand_alone(draw_overlap(self.histories[stratum])))
        if not found.estimates:
            raise InvalidValue(f"no estimate to show: {'; '.join(found.refusals)}")
        return Picture(stand_alone(draw_estimates(found.estimates, found.documented)))

    def __repr__(self) -> str:
        """Each estimate in a line."""
        lines = [f"{one.name}: {each.summary()}" if one.name else each.summary() for one in self.strata for each in one.estimates]
        taken = (f"take care: {said}" for said in self.warnings)
        return "\n".join([*lines, *taken, *(f"no estimate: {why}" for why in self.refusals)])

    def _repr_html_(self) -> str:
        pictures = "".join(f"<h4>{escape(one.name)}</h4>{self.plot(one.name).svg}" for one in self.strata if one.estimates)
        said = [*(f"take care: {one}" for one in self.warnings), *(f"no estimate: {one}" for one in self.refusals)]
        return f"{pictures}{self.table._repr_html_()}{''.join(f'<p>{escape(one)}</p>' for one in said)}"


def estimate(frame_or_histories: Any, *, methods: Sequence[str] = QUICK, by: str | None = None, **options: Any) -> Estimates:
    """Estimate how many victims there are, those on no list included.

    Args:
        frame_or_histories: a `Linkage`, `CaptureHistories` (as `OpenedCase.histories()` gives them), or a table (pandas, polars,
            Arrow, dictionaries) with a column of 0 and 1 for each list and, where its rows are combinations, their number in `n`.
        methods: names of `cenotaph.estimate.METHODS`; by default those that draw nothing at random.
        by: a column of the table that names a stratum; each is then estimated by itself.
        options: `seed`, `rounds` and `delta` of the methods that take them.

    Raises:
        InvalidValue: for what is no table of capture histories.

    Examples:
        >>> import cenotaph as cn
        >>> rows = [
        ...     {"clinic": 1, "town": 0, "families": 0, "n": 110}, {"clinic": 0, "town": 1, "families": 0, "n": 80},
        ...     {"clinic": 1, "town": 1, "families": 0, "n": 60}, {"clinic": 0, "town": 0, "families": 1, "n": 70},
        ...     {"clinic": 1, "town": 0, "families": 1, "n": 45}, {"clinic": 0, "town": 1, "families": 1, "n": 40},
        ...     {"clinic": 1, "town": 1, "families": 1, "n": 35},
        ... ]
        >>> found = cn.estimate(rows, methods=["log-linear", "chao"])
        >>> found.table["documented"]
        [440, 440]
        >>> all(one > 440 for one in found.table["estimate"])
        True

    """
    tables = _tables(frame_or_histories, by)
    chosen = EstimateOptions(**options)
    strata = tuple(estimate_stratum(name, histories, methods, chosen) for name, histories in tables.items())
    return Estimates(strata, tables)


def _tables(given: Any, by: str | None) -> dict[str, CaptureHistories]:
    if isinstance(given, Linkage | CaptureHistories):
        if by is not None:
            raise InvalidValue("`by` is a column of a table", remedy="estimate each stratum's table by itself")
        return {"": given.histories() if isinstance(given, Linkage) else given}
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(given):
        if by is not None and by not in row:
            raise InvalidValue(f"no column {by!r} to group by")
        groups.setdefault("" if by is None else str(row[by]), []).append({k: v for k, v in row.items() if k != by})
    return {name: _histories(rows) for name, rows in groups.items()}


def _histories(rows: Sequence[Mapping[str, Any]]) -> CaptureHistories:
    lists = [name for name in rows[0] if name != COUNT]
    counts = [float(row[COUNT]) for row in rows] if COUNT in rows[0] else None
    return CaptureHistories.from_rows(lists, [[row[name] for name in lists] for row in rows], counts)
