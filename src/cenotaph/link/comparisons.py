"""How two records are compared: a few levels a thing, best first, each with the words that a person reads.

In goes the share of records that have each feature; out come the comparisons worth making. The conditions use only what DuckDB
and Spark share (equality, `levenshtein`), so that both give the same levels. A level's `m` and `u` are where training begins and
what it is held to when there is little data: the chance of the level among records of one person, and of two.

The father's, grandfather's and family name are one comparison, not three: brothers and sisters share all of them, and three
comparisons that agree together would count one coincidence three times, which makes one person of every family.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FILLED_ENOUGH", "Comparison", "Level", "comparisons_for"]

FILLED_ENOUGH = 0.02  # of the records: a column emptier than that trains on nobody
KIN_PAIRS = 60.0  # what the priors of k weigh, in pairs of relatives
MATCHING_PAIRS = 60.0  # what the priors of m weigh, in matching pairs: a list with fewer cannot say better
CHANCE_PAIRS = 200.0  # what the priors of u weigh, in pairs of two people
EVENT_PAIRS = 5.0  # the same for day and place, which are the event's own and soon learnt


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: SQL over `_l` and `_r` columns, words for it, and the column whose rarity counts."""

    sql: str
    words: str
    m: float
    u: float
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A thing compared, the feature without which it is not, and its levels; what none of them fits is `otherwise`.

    `shared` is how often relatives have it in common, 0 to 1: none of a given name, an age or a sex, most of a father's name.
    `apart` is how often relatives agree in what they do not share for once that strangers do. `most_different` bounds how often
    records of one person may be learnt to differ in it.
    """

    name: str
    label: str
    feature: str
    missing: str
    levels: tuple[Level, ...]
    otherwise: tuple[str, float, float]
    of_the_event: bool = False
    shared: float = 0.0
    most_different: float = 1.0
    apart: float = 1.0

    def priors(self) -> tuple[list[float], list[float]]:
        """What is supposed of m and u before any pair is seen, as numbers of pairs, lowest level first (Splink's order of gamma).

        How often two people share a name is much the same everywhere, so a short list is not let to say otherwise. How
        often they were killed on one day or in one place is the event's own (`of_the_event`): of a massacre, all were.
        """
        m = [self.otherwise[1], *(level.m for level in reversed(self.levels))]
        u = [self.otherwise[2], *(level.u for level in reversed(self.levels))]
        chance = EVENT_PAIRS if self.of_the_event else CHANCE_PAIRS
        return [MATCHING_PAIRS * x / sum(m) for x in m], [chance * x / sum(u) for x in u]

    def kin_prior(self) -> list[float] | None:
        """The same of k, for what relatives have in common; None where they are as strangers."""
        if not self.shared:
            return None
        m, u = self.priors()
        return [KIN_PAIRS * (self.shared * a / sum(m) + (1 - self.shared) * b / sum(u)) for a, b in zip(m, u, strict=True)]

    def words(self, gamma: int) -> str:
        """What level `gamma` means; -1 is "not in both"."""
        if gamma < 0:
            return "not in both records"
        return self.otherwise[0] if gamma == 0 else self.levels[len(self.levels) - gamma].words


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"


def _near(column: str, share: float) -> str:
    return f"levenshtein({column}_l, {column}_r) <= {1 - share:.2f} * greatest(length({column}_l), length({column}_r))"


def _one_off(column: str, shortest: int) -> str:
    return f"(levenshtein({column}_l, {column}_r) <= 1 and least(length({column}_l), length({column}_r)) >= {shortest})"


def _agree(part: str) -> str:
    """Same consonants, and the vowels of one are among those of the other, in order."""
    sound = f"{part}_sound"
    return f"({_equal(part + '_skel')} and levenshtein({sound}_l, {sound}_r) = abs(length({sound}_l) - length({sound}_r)))"


def _no_day(column: str) -> str:
    """One of the two gives a month or a year and no day."""
    return f"({column}_l is null or {column}_r is null)"


def _missing(*columns: str) -> str:
    return " or ".join(f"{column}_{side} is null" for column in columns for side in "lr")


EXCHANGED = (
    "(given_skel_l = family_skel_r and family_skel_l = given_skel_r and given_skel_l <> family_skel_l "
    "and coalesce(father_skel_l, '') = coalesce(father_skel_r, ''))"
)
SHORT_FORM = (
    "given_full_l like '% ' || given_sound_r || ' %' or given_full_r like '% ' || given_sound_l || ' %' "
    "or given_full_l = given_full_r"
)
BEGINNING = (
    "least(length(given_fold_l), length(given_fold_r)) >= 3 "
    "and (given_fold_l like given_stem_r || '%' or given_fold_r like given_stem_l || '%')"
)
GIVEN = Comparison(
    "given",
    "given name",
    "given_fold",
    _missing("given_skel"),
    (
        Level(_equal("given_fold"), "spelled the same", 0.62, 0.006, "given_fold"),
        Level(f"{_agree('given')} or {_equal('whole_fold')}", "the same as it sounds", 0.2, 0.006, "given_skel"),
        Level(f"{_equal('given_skel')} or {_one_off('given_fold', 4)}", "one letter or the vowels differ", 0.08, 0.01),
        Level(SHORT_FORM, "a short form of the other, or of the same name", 0.02, 0.004),
        Level(EXCHANGED, "given and family name exchanged", 0.02, 0.0005),
        Level(_near("given_sound", 0.7), "alike", 0.03, 0.02),
        Level(BEGINNING, "the beginning of the other", 0.01, 0.005),
        Level(
            "length(given_fold_l) = 1 and substr(given_fold_r, 1, 1) = given_fold_l or "
            "length(given_fold_r) = 1 and substr(given_fold_l, 1, 1) = given_fold_r",
            "an initial of the other",
            0.01,
            0.005,
        ),
    ),
    ("different", 0.02, 0.95),
    apart=0.1,  # parents do not give two children one name; cousins and grandchildren may bear one
)
SAME_FATHER = "coalesce(father_skel_l = father_skel_r, false)"
SAME_GRANDFATHER = "coalesce(grandfather_skel_l = grandfather_skel_r, false)"
ONE_IS_SHORTER = "(grandfather_skel_l is null or grandfather_skel_r is null)"
REST = Comparison(
    "rest",
    "father's and family name",
    "rest_fold",
    f"{_missing('rest_skel')} or coalesce({EXCHANGED}, false)",
    (
        Level(_equal("rest_fold"), "all spelled the same", 0.55, 0.0003, "rest_fold"),
        Level(f"{_agree('rest')} or {_equal('whole_fold')}", "all the same as they sound", 0.18, 0.0003, "rest_skel"),
        Level(
            f"{_equal('rest_skel')} or {_one_off('rest_fold', 4)} or {_near('rest_sound', 0.85)}",
            "a letter or the vowels of one differ",
            0.09,
            0.001,
        ),
        Level(
            f"{_equal('family_skel')} and ({SAME_FATHER} and ({SAME_GRANDFATHER} or {ONE_IS_SHORTER}))",
            "father and family the same",
            0.06,
            0.0005,
        ),
        Level(f"{SAME_FATHER} and {SAME_GRANDFATHER}", "father and grandfather the same, family name different", 0.04, 0.0005),
        Level(
            f"{_equal('family_skel')} or {_near('family_sound', 0.8)}",
            "the family name the same or nearly",
            0.06,
            0.01,
            "family_skel",
        ),
        Level(f"{SAME_FATHER} or {SAME_GRANDFATHER} or {_near('rest_sound', 0.6)}", "partly alike", 0.03, 0.05),
    ),
    ("different", 0.03, 0.93),
    shared=0.9,
    most_different=0.09,  # else people of one given name, sex and age, who are many, pass for one person with other fathers
)
BORN = Comparison(
    "birth_date",
    "date of birth",
    "birth_year",
    _missing("birth_year"),
    (
        Level(_equal("birth_date"), "the same day", 0.8, 0.0001, "birth_date"),
        Level(f"{_one_off('birth_date', 10)}", "one digit differs", 0.08, 0.003),
        Level(
            "birth_year_l = birth_year_r and substr(birth_month_day_l, 1, 2) = substr(birth_month_day_r, 4, 2) "
            "and substr(birth_month_day_l, 4, 2) = substr(birth_month_day_r, 1, 2)",
            "day and month exchanged",
            0.02,
            0.0002,
        ),
        Level(
            "birth_year_l = birth_year_r and (substr(birth_month_day_l, 1, 2) = substr(birth_month_day_r, 1, 2) "
            "or substr(birth_month_day_l, 4, 2) = substr(birth_month_day_r, 4, 2))",
            "the year and the month or the day the same",
            0.03,
            0.002,
        ),
        Level(f"{_equal('birth_month')} and {_no_day('birth_date')}", "the same month, no day in both", 0.05, 0.002),
        Level(f"{_equal('birth_year')} and {_no_day('birth_date')}", "the same year, no day in both", 0.1, 0.015),
        Level("birth_month_day_l = birth_month_day_r", "the day and month the same, another year", 0.02, 0.003),
        Level("abs(birth_year_l - birth_year_r) <= 1", "within a year", 0.02, 0.03),
        Level("abs(birth_year_l - birth_year_r) <= 10", "within ten years", 0.02, 0.25),
    ),
    ("more than ten years apart", 0.02, 0.7),
)
AGE = Comparison(
    "age",
    "age",
    "age",
    "age_l is null or age_r is null or (birth_year_l is not null and birth_year_r is not null)",
    (
        Level(_equal("age"), "the same", 0.7, 0.02),
        Level("abs(age_l - age_r) <= 1", "a year apart", 0.2, 0.04),
        Level("abs(age_l - age_r) <= 3", "two or three years apart", 0.05, 0.08),
        Level(
            "abs(age_l - age_r) <= 5 or 10 * abs(age_l - age_r) <= greatest(age_l, age_r)",
            "within five years or a tenth",
            0.02,
            0.08,
        ),
    ),
    ("further apart", 0.03, 0.78),
    shared=0.02,
)
SEX = Comparison("sex", "sex", "sex", _missing("sex"), (Level(_equal("sex"), "the same", 0.98, 0.52),), ("different", 0.02, 0.48))
MOTHER = Comparison(
    "mother",
    "mother's given name",
    "mother_fold",
    _missing("mother_skel"),
    (
        Level(_equal("mother_fold"), "spelled the same", 0.7, 0.006, "mother_fold"),
        Level(_agree("mother"), "the same as it sounds", 0.15, 0.006, "mother_skel"),
        Level(f"{_one_off('mother_fold', 4)} or {_near('mother_sound', 0.7)}", "alike", 0.08, 0.02),
    ),
    ("different", 0.07, 0.96),
    shared=0.5,
)
HARMED = Comparison(
    "harm_date",
    "date of harm",
    "harm_month",
    _missing("harm_month"),
    (
        Level(_equal("harm_day"), "the same day", 0.75, 0.01),
        Level("harm_day_l = harm_day_exchanged_r", "day and month exchanged", 0.01, 0.002),
        Level(f"{_equal('harm_month')} and {_no_day('harm_day')}", "the same month, no day in both", 0.05, 0.05),
        Level("abs(harm_day_l - harm_day_r) <= 1", "a day apart", 0.1, 0.01),
        Level("abs(harm_day_l - harm_day_r) <= 7", "within a week", 0.07, 0.05),
        Level("abs(harm_day_l - harm_day_r) <= 31", "within a month", 0.04, 0.12),
    ),
    ("further apart", 0.04, 0.81),
    of_the_event=True,
    shared=0.8,
)
IDENTITY = Comparison(
    "id_number",
    "number on a document",
    "id_number",
    _missing("id_number"),
    (
        Level(_equal("id_number"), "the same", 0.9, 0.00001),
        Level(_one_off("id_number", 5), "one digit differs", 0.05, 0.0001),
        Level(_near("id_number", 0.7), "two digits differ", 0.02, 0.001),
    ),
    ("different", 0.03, 0.998),
)
POSTCODE = Comparison(
    "postcode",
    "postcode",
    "postcode",
    _missing("postcode"),
    (
        Level(_equal("postcode"), "the same", 0.75, 0.002, "postcode"),
        Level(_one_off("postcode", 4), "one letter differs", 0.1, 0.01),
        Level("substr(postcode_l, 1, 3) = substr(postcode_r, 1, 3)", "the same district", 0.05, 0.01),
    ),
    ("different", 0.1, 0.97),
    of_the_event=True,
)
ADDRESS = Comparison(
    "address",
    "address",
    "address",
    _missing("address"),
    (
        Level(_equal("address"), "the same", 0.6, 0.0005, "address"),
        Level(_near("address", 0.75), "nearly the same", 0.2, 0.001),
        Level(_near("address", 0.5), "partly alike", 0.1, 0.02),
    ),
    ("different", 0.1, 0.97),
    shared=0.8,
)
WORK = Comparison(
    "occupation",
    "occupation",
    "occupation",
    _missing("occupation"),
    (Level(_equal("occupation"), "the same", 0.8, 0.1, "occupation"),),
    ("different", 0.2, 0.9),
)


def _place(name: str, label: str) -> Comparison:
    levels = (
        Level(_equal(name), "the same", 0.65, 0.05, name),
        Level(f"{_equal(name + '_skel')} or {_near(name, 0.75)}", "nearly the same", 0.15, 0.03, f"{name}_skel"),
        Level(f"{_within(name, 'l', 'r')} or {_within(name, 'r', 'l')}", "one is a part of the other's words", 0.05, 0.01),
    )
    return Comparison(name, label, name, _missing(name), levels, ("different", 0.15, 0.91), of_the_event=True, shared=0.8)


def _within(name: str, inner: str, outer: str) -> str:
    """`Torgrad` in `Moten, Torgrad district`: a place told with, or as, the larger one around it."""
    return f"' ' || {name}_{outer} || ' ' like '% ' || {name}_{inner} || ' %'"


ALL = (
    GIVEN,
    REST,
    BORN,
    AGE,
    SEX,
    MOTHER,
    HARMED,
    _place("harm_place", "place of harm"),
    _place("residence", "place of residence"),
    _place("birth_place", "place of birth"),
    IDENTITY,
    POSTCODE,
    ADDRESS,
    WORK,
)


def comparisons_for(filled: Mapping[str, float]) -> tuple[Comparison, ...]:
    """The comparisons whose first feature at least two records in a hundred have. `filled`: feature to share, 0 to 1."""
    return tuple(one for one in ALL if filled.get(one.feature, 0.0) >= FILLED_ENOUGH)
