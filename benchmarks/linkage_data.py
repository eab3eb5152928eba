"""The labelled lists that linkage is measured on, as records for this program and as a table for plain Splink.

The truth is kept apart from both and is used for scoring only. No name is ever printed.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import plain_splink
from cenotaph.link import LinkInput
from invented_soldiers import invented_soldiers

DATA = Path(__file__).parents[2] / "shared" / "data" / "linkage"


@dataclass(frozen=True)
class Labelled:
    """Records, their lists, the truth (empty where it is not known), and plain Splink's table and settings."""

    given: LinkInput
    truth: list[str]
    table: pa.Table
    plain: plain_splink.PlainSettings


def _table(rows: list[dict[str, str]], lists: list[str]) -> pa.Table:
    names = list(rows[0])
    columns = {name: pa.array([row[name] or None for row in rows], pa.string()) for name in names}
    return pa.table({"n": pa.array(range(len(rows)), pa.int64()), "list": pa.array(lists), **columns})


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, cells without spaces around them."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [
            {key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(stream, skipinitialspace=True)
        ]


def gaza(first: str = "name_ar", second: str = "name_ar") -> Labelled:
    """Two releases of one list, each with the name in the column given."""
    records, lists, truth, rows = [], [], [], []
    for release, column in (("20240413", first), ("20240921", second)):
        for row in read(DATA / "gaza" / f"{release}.csv"):
            sex = {"m": "male", "f": "female"}.get(row["sex"], "")
            age = row["age"].removesuffix(".0")
            name = row[column]
            records.append({"name": name, "age": age, "sex": sex})
            words = name.split()
            rows.append({"name": name, "first_name": words[0], "surname": words[-1], "age": age, "sex": sex})
            lists.append(release)
            truth.append(row["person_key"])
    return Labelled(LinkInput(records, lists, frozenset(lists)), truth, _table(rows, lists), plain_splink.names_and_age())


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else ""


def febrl(*names: str) -> Labelled:
    """One or two of the FEBRL sets."""
    records, lists, truth, rows = [], [], [], []
    for name in names:
        for row in read(DATA / "febrl" / f"{name}.csv"):
            records.append(
                {
                    "given_name": row["given_name"],
                    "family_name": row["surname"],
                    "birth_date": _iso(row["date_of_birth"]),
                    "id_number": row["soc_sec_id"],
                    "postcode": row["postcode"],
                    "address": " ".join((row["street_number"], row["address_1"], row["address_2"])),
                    "residence": row["suburb"],
                }
            )
            rows.append({key: value for key, value in row.items() if key != "rec_id"})
            lists.append(name)
            truth.append("-".join(row["rec_id"].split("-")[:2]))
    across = len(names) > 1
    given = LinkInput(records, lists, frozenset(lists) if across else frozenset())
    return Labelled(given, truth, _table(rows, lists), plain_splink.febrl(across))


def rldata() -> Labelled:
    """RLdata10000: German names and dates of birth, one record in ten a duplicate with an error."""
    records, rows = [], []
    for row in read(DATA / "rldata" / "RLdata10000.csv"):
        known = {key: "" if value == "NA" else value for key, value in row.items()}
        given = f"{known['fname_c1']} {known['fname_c2']}".strip()
        family = f"{known['lname_c1']} {known['lname_c2']}".strip()
        born = f"{int(known['by']):04d}-{int(known['bm']):02d}-{int(known['bd']):02d}"
        records.append({"given_name": given, "family_name": family, "birth_date": born})
        rows.append({"first_name": given, "surname": family, "dob": born})
    truth = [row["v"] for row in read(DATA / "rldata" / "identity.RLdata10000.csv")]
    lists = ["rldata"] * len(records)
    return Labelled(LinkInput(records, lists), truth, _table(rows, lists), plain_splink.names_and_birth())


def historical() -> Labelled:
    """Splink's historical people: some 50,000 records of 5,156 people, with many gaps."""
    found = pq.read_table(DATA / "splink" / "historical_figures_with_errors_50k.parquet").to_pylist()
    rows = [{key: str(value or "") for key, value in row.items()} for row in found]
    records = [
        {
            "name": row["full_name"],
            "given_name": row["first_name"],
            "family_name": row["surname"],
            "birth_date": row["dob"],
            "birth_place": row["birth_place"],
            "postcode": row["postcode_fake"],
            "sex": row["gender"] if row["gender"] in ("male", "female") else "",
            "occupation": row["occupation"],
        }
        for row in rows
    ]
    lists = ["historical"] * len(rows)
    plain = [{key: value for key, value in row.items() if key not in ("unique_id", "cluster")} for row in rows]
    return Labelled(LinkInput(records, lists), [row["cluster"] for row in rows], _table(plain, lists), plain_splink.historical())


def soldiers(people: int = 70_000) -> Labelled:
    """An invented roll and a messy list of soldiers; plain Splink is given the parts of the names and the year of birth."""
    given, truth = invented_soldiers(people)
    rows = []
    for record in given.values:
        family, comma, first = record.get("name", "").partition(", ")
        words = f"{first} {family}".split() if comma else record.get("name", "").split()
        year = record.get("birth_date", "")[:4]
        if not year and record.get("age") and record.get("harm_date"):
            year = str(int(record["harm_date"][:4]) - int(record["age"]))
        rows.append(
            {
                "first_name": (record.get("given_name") or words[0]).split()[0],
                "surname": record.get("family_name") or words[-1],
                "birth_year": year,
                "harm_date": record.get("harm_date", ""),
                "residence": record.get("residence", ""),
            }
        )
    return Labelled(given, truth, _table(rows, list(given.lists)), plain_splink.soldiers())
