"""Splink as its documentation uses it: the settings of its guides for the data they treat, and of its quick start for the others.

Nothing of this project's linkage is in here. Thresholds are those of the guides: pairs at 0.95, clusters at 0.95.
"""

import warnings
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

THRESHOLD = 0.95


@dataclass(frozen=True)
class PlainSettings:
    """Comparisons, blocking rules, deterministic rules with their guessed recall, and the rules that EM is trained on."""

    comparisons: list[Any]
    blocking: list[Any]
    deterministic: list[Any]
    recall: float
    training: list[Any]
    across: bool = False
    names: tuple[str, ...] = field(default=())


def link_plainly(table: pa.Table, settings: PlainSettings) -> dict[str, Any]:
    """Pairs at 0.95, cluster labels at 0.95, with two lists the single best links at 0.95; and every scored pair with its weight."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    warnings.simplefilter("ignore")
    api = DuckDBAPI()
    parts = [table]
    if settings.across:
        lists = table.column("list").to_pylist()
        parts = [table.filter(pa.array([name == wanted for name in lists])) for wanted in dict.fromkeys(lists)]
    frames = [api.register(part, dataset_display_name=f"list_{n}") for n, part in enumerate(parts)]
    linker = Linker(
        frames if settings.across else frames[0],
        SettingsCreator(
            link_type="link_only" if settings.across else "dedupe_only",
            unique_id_column_name="n",
            comparisons=settings.comparisons,
            blocking_rules_to_generate_predictions=settings.blocking,
        ),
        log_level=None,
    )
    linker.training.estimate_probability_two_random_records_match(settings.deterministic, recall=settings.recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in settings.training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    scored = linker.inference.predict(threshold_match_probability=0.01)
    pairs = scored.as_pyarrow_table()
    weights = pairs["match_weight"].to_pylist()
    likely = [
        (a, b)
        for a, b, p in zip(
            pairs["n_l"].to_pylist(), pairs["n_r"].to_pylist(), pairs["match_probability"].to_pylist(), strict=True
        )
        if p >= THRESHOLD
    ]
    found: dict[str, Any] = {"pairs": likely}
    found["scored"] = list(zip(pairs["n_l"].to_pylist(), pairs["n_r"].to_pylist(), weights, strict=True))
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=THRESHOLD)
    found["clusters"] = _labels(clustered.as_pyarrow_table(), table)
    if settings.across:
        single = linker.clustering.cluster_using_single_best_links(
            scored, duplicate_free_datasets=["list_0", "list_1"], threshold_match_probability=THRESHOLD
        )
        found["single best links"] = _labels(single.as_pyarrow_table(), table)
    return found


def _labels(clustered: pa.Table, table: pa.Table) -> list[str]:
    label = dict(zip(clustered["n"].to_pylist(), map(str, clustered["cluster_id"].to_pylist()), strict=True))
    return [label[n] for n in table["n"].to_pylist()]


def historical() -> PlainSettings:
    """The guide "deduplicate 50k rows historical persons"."""
    import splink.comparison_library as cl
    from splink import block_on

    return PlainSettings(
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
        blocking=[
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"),
            block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        deterministic=[
            "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
            "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        ],
        recall=0.8,
        training=[block_on("first_name", "surname"), block_on("dob")],
    )


def febrl(across: bool) -> PlainSettings:
    """The guides on FEBRL 3 and 4."""
    import splink.comparison_library as cl
    from splink import block_on

    return PlainSettings(
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        blocking=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("given_name", "postcode"),
            block_on("surname", "postcode"),
        ],
        deterministic=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        recall=0.8,
        training=[block_on("date_of_birth"), block_on("postcode")],
        across=across,
    )


def names_and_birth() -> PlainSettings:
    """The quick start, for a table of names and dates of birth."""
    import splink.comparison_library as cl
    from splink import block_on

    return PlainSettings(
        comparisons=[
            cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True),
        ],
        blocking=[block_on("first_name", "dob"), block_on("surname", "dob"), block_on("first_name", "surname"), block_on("dob")],
        deterministic=[block_on("first_name", "surname", "dob"), "l.dob = r.dob and levenshtein(r.surname, l.surname) <= 2"],
        recall=0.7,
        training=[block_on("first_name", "surname"), block_on("dob")],
    )


def names_and_age() -> PlainSettings:
    """The quick start, for two lists of whole names with age and sex: first and last word of the name, the name, age, sex."""
    import splink.comparison_library as cl
    from splink import block_on

    return PlainSettings(
        comparisons=[
            cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.NameComparison("name"),
            cl.ExactMatch("age"),
            cl.ExactMatch("sex"),
        ],
        blocking=[block_on("first_name", "surname"), block_on("name"), block_on("surname", "age"), block_on("first_name", "age")],
        deterministic=[block_on("name", "sex")],
        recall=0.7,
        training=[block_on("first_name", "surname"), block_on("surname", "age")],
        across=True,
    )


def soldiers() -> PlainSettings:
    """The quick start, for a roll and a messy list: names, year of birth, date of death, home."""
    import splink.comparison_library as cl
    from splink import block_on

    return PlainSettings(
        comparisons=[
            cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.ExactMatch("birth_year"),
            cl.LevenshteinAtThresholds("harm_date", [1, 2]),
            cl.JaroWinklerAtThresholds("residence", [0.9]),
        ],
        blocking=[
            block_on("first_name", "surname"),
            block_on("surname", "harm_date"),
            block_on("first_name", "harm_date"),
            block_on("surname", "birth_year"),
            block_on("surname", "residence"),
            block_on("substr(first_name,1,1)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,3)"),
        ],
        deterministic=[block_on("first_name", "surname", "harm_date"), block_on("surname", "birth_year", "harm_date")],
        recall=0.4,
        training=[block_on("first_name", "surname"), block_on("harm_date")],
        across=True,
    )
