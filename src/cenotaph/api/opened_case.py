"""A case, opened to be looked at: on the recorder's own screen, where nothing is withheld, and so for nobody else's."""

from dataclasses import dataclass
from pathlib import Path

from cenotaph.api.frame import Frame
from cenotaph.errors import WrongUse
from cenotaph.estimate import CaptureHistories, whole_histories
from cenotaph.model import Incident
from cenotaph.reconcile import POLICIES, USUAL_POLICY
from cenotaph.show.wording import say_of
from cenotaph.store import Case, ClaimRow
from cenotaph.store import open_case as open_stored_case

__all__ = ["OpenedCase", "open_case"]

CLAIMS = ("id", "incident", "role", "origin", "harm", "low", "high", "approx", "speaker", "status", "scope", "quote", "document")
INCIDENTS = (
    "id",
    "label",
    "date",
    "place",
    "harm",
    "low",
    "best",
    "high",
    "origins",
    "claims",
    "why_low",
    "why_best",
    "why_high",
)
DOCUMENTS = ("id", "name", "title", "publisher", "language", "published", "claims", "flags", "sha256")
VICTIMS = ("id", "name", "other_names", "sex", "age", "harm", "harm_date", "harm_place", "records", "lists")


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case. Every table is of the moment it is asked for."""

    case: Case

    def documents(self) -> Frame:
        """A row a document: what it is called, who published it and when, its language, its claims, what to know of it."""
        with self.case.reading() as record:
            return Frame(({name: row[name] for name in DOCUMENTS} for row in record.documents.rows()), DOCUMENTS)

    def claims(self) -> Frame:
        """A row a claim, as it was read, with the incident it is in, how it counts there, and its quotation."""
        with self.case.reading() as record:
            return Frame((_claim(row) for row in record.claims.rows()), CLAIMS)

    def incidents(self, policy: str = USUAL_POLICY, language: str = "en") -> Frame:
        """A row an incident and harm: low, best and high under `policy` (None: not known), and why each, in `language`.

        Raises `WrongUse` for a policy that there is not.
        """
        if policy not in POLICIES:
            raise WrongUse(f"no policy {policy!r}", remedy=f"there are: {', '.join(POLICIES)}")
        with self.case.reading() as record:
            claims = record.claims.by_id()
            rows = [row for one in record.incidents.all() for row in _figures(one, claims, policy, language)]
        return Frame(rows, INCIDENTS)

    def victims(self) -> Frame:
        """A row a victim, as linking and people's judgement have it: the first record's values, its records and their lists."""
        with self.case.reading() as record:
            lists = {one.id: one.name for one in record.lists.all()}
            records = {entry.id: entry for entry in record.lists.records()}
            rows = []
            for victim in record.victims.all():
                inside = [records[one] for one in victim.records]
                said = {name: value for entry in reversed(inside) for name, value in entry.values.items() if value}
                names = list(dict.fromkeys(entry.name for entry in inside))
                rows.append(
                    {name: said.get(name) for name in VICTIMS}
                    | {"id": victim.id, "name": names[0], "other_names": names[1:], "records": list(victim.records)}
                    | {"lists": list(dict.fromkeys(lists[entry.list_id] for entry in inside))}
                )
        return Frame(rows, VICTIMS)

    def histories(self) -> CaptureHistories:
        """Which lists name whom, for `cenotaph.estimate`.

        Raises `WrongUse` before the first linking or for fewer than two lists, `InvalidValue` where they make no table.
        """
        with self.case.reading() as record:
            return whole_histories(record)

    def __repr__(self) -> str:
        """Where it is and how much it holds."""
        with self.case.reading() as record:
            held = {
                "documents": record.documents.count(),
                "claims": record.claims.count(),
                "incidents": record.incidents.count(),
                "victims": record.victims.count(),
            }
        return f"<OpenedCase {self.case.root}: {', '.join(f'{count:,} {name}' for name, count in held.items())}>"


def open_case(path: str | Path) -> OpenedCase:
    """Open the case in a folder, to look at it; one that may not be written is opened too.

    Args:
        path: the folder of the case.

    Raises:
        CaseError: where there is no case.

    Examples:
        >>> import cenotaph as cn
        >>> case = cn.open_case("demo/case")  # doctest: +SKIP
        >>> case.incidents(policy="most-independent").to_pandas()  # doctest: +SKIP

    """
    return OpenedCase(open_stored_case(Path(path)))


def _claim(row: ClaimRow) -> dict[str, object]:
    claim = row.claim
    return {
        "id": claim.id, "incident": row.incident_id, "role": row.role, "origin": row.origin, "harm": claim.harm,
        "low": claim.count.low, "high": claim.count.high, "approx": claim.count.approx, "speaker": claim.speaker_text,
        "status": str(claim.status), "scope": str(claim.scope), "quote": " ".join(row.quote.split()),
        "document": row.document_name,
    }  # fmt: skip


def _figures(one: Incident, claims: dict[str, ClaimRow], policy: str, language: str) -> list[dict[str, object]]:
    say = say_of(one, claims, language)
    return [
        {
            "id": one.id, "label": one.label, "date": one.date.edtf if one.date else None,
            "place": one.place.name if one.place else None, "harm": figure.harm, "low": figure.low, "best": figure.best,
            "high": figure.high, "origins": figure.origins, "claims": len(one.members),
            "why_low": say(figure.why_low), "why_best": say(figure.why_best), "why_high": say(figure.why_high),
        }
        for figure in one.figures
        if figure.policy == policy
    ]  # fmt: skip
