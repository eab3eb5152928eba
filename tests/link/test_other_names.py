"""A record is compared by each of its names, and stays one record."""

import numpy as np
import pyarrow as pa

from cenotaph.link import DuckDbEngine, LinkInput, link_records
from cenotaph.link.other_names import best_of_any, named_rows

GIVEN = [("سامر", "Samer"), ("ليلى", "Layla"), ("هدى", "Huda"), ("خالد", "Khalid"), ("منى", "Mona"), ("عمر", "Omar")]
FAMILY = [("النهري", "Nahri"), ("البستاني", "Bustani"), ("الوادي", "Wadi"), ("الزيتون", "Zaytun"), ("القمري", "Qamari")]


def test_other_whole_names_are_rows_of_their_own_and_nicknames_are_none() -> None:
    rows = named_rows([
        {"name": "سامر النهري", "other_name": "Samer Nahri | Abu | Samer NAHRI", "age": "30"},
        {"given_name": "Ada", "family_name": "Lund", "other_name": "Ada Lund | Ada Oro"},
        {"name": "Eli Fenn"},
    ])  # fmt: skip
    assert rows.owner.tolist() == [0, 1, 2, 0, 1]
    assert list(rows.values[3:]) == [{"age": "30", "name": "Samer Nahri"}, {"name": "Ada Oro"}]


def test_of_the_pairs_of_two_records_the_heaviest_is_kept_and_none_of_one_with_itself() -> None:
    pairs = pa.table({"n_l": [0, 0, 1, 0, 1], "n_r": [1, 3, 2, 4, 3], "match_weight": [1.0, 5.0, 2.0, -1.0, 3.0]})
    best = best_of_any(pairs, np.array([0, 1, 2, 1, 0]))  # rows 3 and 4 are other names of records 1 and 0
    assert best.to_pydict() == {"n_l": [0, 1], "n_r": [3, 2], "match_weight": [5.0, 2.0]}


def test_a_person_is_found_by_the_name_that_the_other_list_has() -> None:
    people = [(given, family, str(20 + n)) for n, (given, family) in enumerate((g, f) for g in GIVEN for f in FAMILY)]
    both = [{"name": f"{g[0]} {f[0]}", "other_name": f"{g[1]} {f[1]}", "age": age} for g, f, age in people]
    latin = [{"name": f"{g[1]} {f[1]}", "age": age} for g, f, age in people]
    lists = ["both"] * len(both) + ["latin"] * len(latin)
    engine = DuckDbEngine()
    result = link_records(LinkInput([*both, *latin], lists, frozenset(lists)), engine)
    engine.close()
    label = result.clusters.label
    assert len(label) == len(both) + len(latin)
    assert (label[: len(both)] == label[len(both) :]).all()
    assert all(pair.first < pair.second < len(label) for pair in result.scored())
