"""Why something is as it is, as data: a code, the claims it rests on, and the values that its sentence shows.

No sentence is stored: it is made where it is shown, in the language of who reads it (`word_reason`). What a claim rests on (its
origin, its document, its words) is never among the values: a reason names the claim, and who words it says what may be shown of
that. A party that a grade names is a value; for a release it comes of claims that were hushed first (`reconcile/silent.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

from cenotaph.model.values import CountRange

__all__ = ["Reason", "Value"]

Value = Union[int, str, CountRange, "Reason", tuple["Value", ...]]


@dataclass(frozen=True, slots=True)
class Reason:
    """A `code` of the catalogue of reasons, `claims` by id, and `values` by the names that its sentence has for them.

    A value is a number, words, a count as said, another reason, or several of these. `then` are reasons said after it.
    """

    code: str
    claims: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    then: tuple["Reason", ...] = ()

    @classmethod
    def of(cls, code: str, *claims: str, **values: Value) -> "Reason":
        """`Reason.of("lowest_said", "c-129qctyyht", number=613)`."""
        return cls(code, claims, tuple(values.items()))

    def as_data(self) -> dict[str, Any]:
        """The reason as plain data, for a table or for JSON."""
        data: dict[str, Any] = {"code": self.code}
        if self.claims:
            data["claims"] = list(self.claims)
        if self.values:
            data["values"] = {name: _data(value) for name, value in self.values}
        if self.then:
            data["then"] = [one.as_data() for one in self.then]
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Reason":
        """Read back what `as_data` wrote."""
        return cls(
            data["code"],
            tuple(data.get("claims", ())),
            tuple((name, _value(value)) for name, value in data.get("values", {}).items()),
            tuple(cls.from_data(one) for one in data.get("then", ())),
        )


def _data(value: Value) -> Any:
    if isinstance(value, Reason):
        return value.as_data()
    if isinstance(value, CountRange):
        return {"low": value.low, "high": value.high, "approx": value.approx}
    return [_data(one) for one in value] if isinstance(value, tuple) else value


def _value(data: Any) -> Value:
    if isinstance(data, dict):
        return Reason.from_data(data) if "code" in data else CountRange(data["low"], data["high"], data["approx"])
    if isinstance(data, list):
        return tuple(_value(one) for one in data)
    return data if isinstance(data, int) else str(data)
