"""A table as every verb gives it: Arrow inside, so that pandas and polars take it as it is, and neither is needed to have it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from cenotaph.errors import InvalidValue, WrongUse

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Frame", "rows_of"]

SHOWN = 20
INDEX = re.compile(r"__index_level_\d+__$")  # what pandas adds of a frame whose rows were chosen


class Frame:
    """Rows under named columns.

    Examples:
        >>> from cenotaph import Frame
        >>> frame = Frame([{"harm": "killed", "low": 12}, {"harm": "injured", "low": None}])
        >>> len(frame), frame.columns
        (2, ('harm', 'low'))
        >>> frame["low"]
        [12, None]
        >>> frame.to_arrow().num_rows
        2

    """

    def __init__(self, rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
        """`rows` with the same keys; `columns` names them where there may be no row."""
        import pyarrow

        held = list(rows)
        names = list(columns) or list(held[0] if held else ())
        self._table = pyarrow.table({name: _column([row[name] for row in held]) for name in names})

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self._table.column_names)

    def __len__(self) -> int:
        """The number of rows."""
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary."""
        return iter(self._table.to_pylist())

    def __getitem__(self, column: str) -> list[Any]:
        """The values of a column. Raises `InvalidValue` for one that there is not."""
        if column not in self.columns:
            raise InvalidValue(f"no column {column!r}; there are: {', '.join(self.columns)}")
        values: list[Any] = self._table.column(column).to_pylist()
        return values

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule interface: `polars.DataFrame(frame)`, `pandas.DataFrame.from_arrow(frame)`."""
        return self._table.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> "pyarrow.Table":
        """The table as a `pyarrow.Table`."""
        return self._table

    def to_pandas(self) -> Any:
        """The table as a `pandas.DataFrame`. Raises `WrongUse` where pandas is not installed."""
        try:
            return self._table.to_pandas()
        except ModuleNotFoundError as missing:
            raise WrongUse("pandas is not installed", remedy="pip install pandas, or use to_arrow()") from missing

    def to_polars(self) -> Any:
        """The table as a `polars.DataFrame`. Raises `WrongUse` where polars is not installed."""
        try:
            import polars
        except ModuleNotFoundError as missing:
            raise WrongUse("polars is not installed", remedy="pip install polars, or use to_arrow()") from missing
        return polars.DataFrame(self._table)

    def __repr__(self) -> str:
        """The size and the columns."""
        return f"<Frame: {len(self):,} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows, for a notebook. What cells hold is shown as text only."""
        heading = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>"
            for row in self._table.slice(0, SHOWN).to_pylist()
        )
        more = f"<p>{len(self) - SHOWN:,} more rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _column(values: list[Any]) -> "pyarrow.Array":
    import pyarrow

    return pyarrow.array([list(value) if isinstance(value, tuple) else value for value in values])


def _cell(value: Any) -> str:
    if value is None:
        return "<i>not known</i>"
    shown = ", ".join(map(str, value)) if isinstance(value, list) else f"{value:,}" if type(value) is int else str(value)
    return f"<bdi>{escape(shown)}</bdi>"


def rows_of(given: Any) -> list[dict[str, Any]]:
    """The rows of whatever holds a table: a `Frame`, a pandas or polars frame, a `pyarrow.Table`, or dictionaries.

    Raises `InvalidValue` for anything else.
    """
    if hasattr(given, "__arrow_c_stream__"):
        import pyarrow

        table = pyarrow.table(given)
        rows: list[dict[str, Any]] = table.select([name for name in table.column_names if not INDEX.match(name)]).to_pylist()
        return rows
    if isinstance(given, Sequence) and all(isinstance(row, Mapping) for row in given):
        return [dict(row) for row in given]
    raise InvalidValue(
        f"a {type(given).__name__} is no table", remedy="give a frame of pandas or polars, or a list of dictionaries"
    )
