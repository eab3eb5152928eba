"""What a recorder decided once for all releases. Every default is the careful one."""

from dataclasses import dataclass

from cenotaph.errors import InvalidValue
from cenotaph.model import ReviewState
from cenotaph.vocabulary import load_vocabulary

__all__ = ["PERSON_FIELDS", "REVIEWS", "ReleasePolicy"]

PERSON_FIELDS = ("sex", "age", "harm", "harm_date", "harm_place", "occupation")
REVIEWS = (ReviewState.APPROVED, ReviewState.ONE_READER)


@dataclass(frozen=True, slots=True)
class ReleasePolicy:
    """`review`: how far a claim was read before it is published: approved (two readers) or one-reader. `minors`: withhold or
    publish the names of dead children. `place_precision`: the finest public precision of a place. `person_fields`: which fields
    of a person are published beside the name. `staff`: withhold or publish the names of those who decided.

    Raises `InvalidValue` for anything else.
    """

    review: str = ReviewState.APPROVED
    minors: str = "withhold"
    place_precision: str = "town"
    person_fields: tuple[str, ...] = PERSON_FIELDS
    staff: str = "withhold"

    def __post_init__(self) -> None:
        for name, choices in (("review", REVIEWS), ("minors", ("withhold", "publish")), ("staff", ("withhold", "publish"))):
            if getattr(self, name) not in choices:
                raise InvalidValue(f"{name} is one of {', '.join(choices)}, not {getattr(self, name)!r}")
        load_vocabulary("place_precision").check(self.place_precision)
        unknown = sorted(set(self.person_fields) - set(PERSON_FIELDS))
        if unknown:
            raise InvalidValue(f"person_fields may be {', '.join(PERSON_FIELDS)}; not {', '.join(unknown)}")
