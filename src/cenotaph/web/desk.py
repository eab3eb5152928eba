"""What every page of the desk stands on: the case, who may use it, and where it is served."""

from dataclasses import dataclass, field

from cenotaph.model import DeskRole
from cenotaph.store import Case

__all__ = ["Desk", "Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the desk. `fields`: the kinds of protected fields that the person may see."""

    name: str
    role: DeskRole
    fields: frozenset[str] = frozenset()

    def may(self, role: DeskRole) -> bool:
        """Whether the person has this role, or one above it."""
        return self.role.may(role)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk over one case. With an `owner` nobody signs in and all is done in that name: for one person on one machine.

    `hosts` are the names under which it may be asked for, with their ports; `secure` when it is reached by https.
    """

    case: Case
    owner: str = ""
    hosts: frozenset[str] = field(default_factory=frozenset)
    secure: bool = False
    language: str = "en"
