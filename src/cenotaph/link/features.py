"""What the records of all lists are compared by: one column a thing, the same for every script.

In go records as normalised values by field (`vocabulary/lists/record_field.yaml`); out comes an Arrow table with one row a
record, in the given order, `n` being the row. Refuses nothing: what a record lacks is null, and null never counts for or against.
"""

import re
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cenotaph.errors import InvalidValue
from cenotaph.link.name_features import NAME_FEATURES, name_features, name_of
from cenotaph.model import DateInterval
from cenotaph.text import Orthography, fold, folded_words, orthography_of, parse_name, skeleton_of, sound_of

if TYPE_CHECKING:
    import pyarrow

__all__ = ["FEATURES", "Mapper", "feature_table"]

NAMED_BY = ("name", "given_name", "father_name", "grandfather_name", "family_name", "mother_name", "other_name")
TEXT_FEATURES = (
    *NAME_FEATURES,
    "postcode_start",
    "mother_fold",
    "mother_sound",
    "mother_skel",
    "sex",
    "birth_date",
    "birth_month",
    "birth_month_day",
    "harm_month",
    "id_number",
    "postcode",
    "occupation",
    "address",
    "birth_place",
    "residence",
    "harm_place",
    "birth_place_skel",
    "residence_skel",
    "harm_place_skel",
)
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
NUMBER_FEATURES = ("birth_year", "age", "harm_day", "harm_day_exchanged")
FEATURES = (*TEXT_FEATURES, *NUMBER_FEATURES)
A_DAY_OR_SO = 7  # days: "that weekend" and "early in the week" are compared as their first day
MONTHS = 12  # a day above it has no month to be exchanged with
CHUNK = 50_000  # records at once: bounds the memory
Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Does work to each piece, in the order of the pieces: `map`, or one that has several processes."""


def feature_table(
    records: Sequence[Mapping[str, str]],
    lists: Sequence[str],
    no_repeats: Collection[str] = (),
    new: Collection[int] | None = None,
    owner: Sequence[int] | None = None,
    mapper: Mapper = map,
) -> "pyarrow.Table":
    """The columns of `FEATURES` with `n`, and three that steer.

    `holder` is the list of a record whose list names nobody twice, else the record itself: two records of one holder are two
    people. `owner` gives the record of each row, where several rows are names of one.
    `sample` is 0 to 999, from the record's place, for drawing samples. `is_new` says whether the record is in `new`. `mapper`
    does the work on chunks of records, which do not depend on each other.
    """
    import pyarrow

    whose = range(len(records)) if owner is None else owner
    spelling = _spelling(records, lists)
    starts = range(0, max(1, len(records)), CHUNK)
    # a mapping that cannot be written to cannot be sent to another process
    chunks = (([dict(one) for one in records[at : at + CHUNK]], lists[at : at + CHUNK], spelling) for at in starts)
    table = pyarrow.concat_tables(mapper(_chunk, chunks))
    steering = {
        "n": pyarrow.array(range(len(table)), pyarrow.int64()),
        "holder": pyarrow.array(
            [name if name in no_repeats else str(n) for n, name in zip(whose, lists, strict=True)], pyarrow.string()
        ),
        "is_new": pyarrow.array([new is None or n in new for n in whose], pyarrow.bool_()),
        "sample": pyarrow.array([zlib.crc32(str(n).encode()) % 1000 for n in range(len(table))], pyarrow.int32()),
    }
    for name, column in steering.items():
        table = table.append_column(name, column)
    return table


def _spelling(records: Sequence[Mapping[str, str]], lists: Sequence[str]) -> dict[str, Orthography | None]:
    """How each list spells in Latin letters."""
    held: dict[str, list[str]] = {}
    for values, name in zip(records, lists, strict=True):
        held.setdefault(name, []).append(" ".join(values.get(field, "") for field in NAMED_BY))
    return {name: orthography_of(names) for name, names in held.items()}


def _chunk(given: tuple[Sequence[Mapping[str, str]], Sequence[str], Mapping[str, Orthography | None]]) -> "pyarrow.Table":
    """The features of some records, column by column: rows of a million records do not fit beside their columns."""
    import pyarrow

    records, lists, spelling = given
    rows = [_features(record, spelling[name]) for record, name in zip(records, lists, strict=True)]
    texts = {name: pyarrow.array([row.get(name) or None for row in rows], pyarrow.string()) for name in TEXT_FEATURES}
    numbers = {name: pyarrow.array([row.get(name) for row in rows], pyarrow.int32()) for name in NUMBER_FEATURES}
    return pyarrow.table({**texts, **numbers})


def _features(values: Mapping[str, str], spelling: Orthography | None) -> dict[str, object]:
    row: dict[str, object] = {}
    respelled = spelling.sounding(" ".join(values.get(field, "") for field in NAMED_BY)) if spelling else {}

    def heard(word: str) -> str:
        return respelled.get(word, word)

    row.update(name_features(name_of(values), heard))
    mother = parse_name(values.get("mother_name", "")).given
    if mother:
        row.update(mother_fold=mother, mother_sound=sound_of(heard(mother)), mother_skel=skeleton_of(heard(mother)))
    row["sex"] = values.get("sex") if values.get("sex") in ("female", "male") else None
    row.update(_birth_features(values))
    row.update(_harm_features(values.get("harm_date", "")))
    for field in ("id_number", "postcode"):
        row[field] = "".join(letter for letter in fold(values.get(field, "")) if letter.isalnum())
    row["postcode_start"] = str(row["postcode"])[:3]
    for field in ("occupation", "address"):
        row[field] = " ".join(folded_words(values.get(field, "")))
    for field in ("birth_place", "residence", "harm_place"):
        row[field], row[f"{field}_skel"] = _place_forms(values.get(field, ""))
    return row


@lru_cache(maxsize=50_000)
def _place_forms(place: str) -> tuple[str, str]:
    words = folded_words(place)
    return " ".join(sound_of(word) for word in words), " ".join(skeleton_of(word) for word in words)


@lru_cache(maxsize=100_000)
def _interval(text: str) -> DateInterval | None:
    try:
        return DateInterval.from_edtf(text) if text else None
    except InvalidValue:
        return None


def _birth_features(values: Mapping[str, str]) -> dict[str, object]:
    if not values.get("birth_date"):
        return {"age": int(values["age"]) if values.get("age", "").isdigit() else None}
    born, harmed = _interval(values["birth_date"]), _interval(values.get("harm_date", ""))
    age = int(values["age"]) if values.get("age", "").isdigit() else None
    if age is None and born and harmed:
        age = max(0, (harmed.start - born.start).days * 100 // 36525)
    row: dict[str, object] = {"age": age}
    if born and born.start.year == born.end.year:
        row["birth_year"] = born.start.year
        if born.start.month == born.end.month:
            row["birth_month"] = f"{born.start:%Y-%m}"
    written = DAY.fullmatch(values.get("birth_date", ""))
    if written:
        row["birth_date"] = written.group()
        row["birth_year"] = int(written["year"])
        row["birth_month_day"] = f"{written['month']}-{written['day']}"
    return row


def _harm_features(text: str) -> dict[str, object]:
    """The day of harm, the same with day and month exchanged where that is a day, and the month; of a coarser date none."""
    interval = _interval(text)
    if interval is None:
        return {}
    row: dict[str, object] = {}
    if interval.days <= A_DAY_OR_SO:
        row["harm_day"] = interval.start.toordinal()
        row["harm_month"] = f"{interval.start:%Y-%m}"
    elif (interval.start.year, interval.start.month) == (interval.end.year, interval.end.month):
        row["harm_month"] = f"{interval.start:%Y-%m}"
    if interval.start == interval.end and interval.start.day <= MONTHS and interval.start.day != interval.start.month:
        row["harm_day_exchanged"] = interval.start.replace(month=interval.start.day, day=interval.start.month).toordinal()
    return row
