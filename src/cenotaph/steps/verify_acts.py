"""Checks the record against the acts by which it came to be: what no act explains was altered by somebody who went round the
program.

It cannot tell who somebody was who used the program under another's name, or wrote a false act into the whole of the record; the
first is for people's own keys (`verify` checks what they signed), the second for a head that was kept elsewhere (`since`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cenotaph.errors import WrongUse
from cenotaph.ledger import WORDS, SignedActs, is_head
from cenotaph.store import FIRST_HASH, SIGNED, Act, Change, Record

__all__ = ["History", "Standing", "describe_act"]

NEVER_CHANGED = {"document", "decision", "linking", "secret", "session key"}
BY_DECISION = {"reading", "protection"}
FEW = 4  # units in a line
TAKEN_IN_LATER = {"gazetteer.csv", "release.yaml"}  # people write them by hand, and what uses them next takes them in
KINDS = {
    "document": "document {}", "reading": "what was read from document {}", "decision": "decision {}",
    "protection": "the protected words {}", "list": "list {}", "rows": "the rows of list {}",
    "former row": "what record {} said before",
    "linking": "linking {}", "pairs": "the pairs of records", "moved victims": "the ids that victims had",
    "moved incidents": "the ids that incidents had", "account": "the account of {}", "key": "the key {}",
    "session key": "the key {} of a session", "reply": "reply {}",
    "notes": "the notes on {}", "assignment": "who {} is given to", "secret": "the secret of {}", "file": "{}",
}  # fmt: skip
"""What each kind of unit is called, with its key."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The hash of a unit after the last act on it, and the number of that act."""

    hash: str
    act: int


@dataclass
class History:
    """All acts of a record, one after the other. `since` is a head that somebody kept, "" for none."""

    record: Record
    since: str = ""
    faults: list[str] = field(default_factory=list)
    units: dict[tuple[str, str], Standing] = field(default_factory=dict)
    known_since: int = 0
    later: list[Act] = field(default_factory=list)
    head: str = ""
    signed: int = 0

    def __post_init__(self) -> None:
        """Walk the chain. Raises `WrongUse` for a head that is no ten words."""
        if self.since and len(self.since.split()) != WORDS:
            raise WrongUse("a head is ten words", where=self.since)
        previous = FIRST_HASH
        signatures = SignedActs(self.record)
        for expected, one in enumerate(self.record.acts.all(), start=1):
            self.faults += _chain_faults(one, expected, previous)
            self.faults += signatures.faults(one)
            decides = any(change.kind == "decision" and not change.before for change in one.changes)
            for change in (change for change in one.changes if change.kind != SIGNED):
                self.faults += self._change_faults(one, change, decides)
                self.units[change.kind, change.key] = Standing(change.after, one.number)
            previous = self.head = one.hash
            if self.known_since:
                self.later.append(one)
            elif self.since and is_head(self.since, one.hash):
                self.known_since = one.number
        self.faults += signatures.left()
        self.signed = signatures.count
        if self.since and not self.known_since:
            self.faults.append("no act of this record has the head that was kept: what was held then was altered or taken away")

    def is_untouched(self, kind: str, key: str) -> bool:
        """Whether no act touched a unit since the head that was kept."""
        return bool(self.known_since) and (kind, key) not in self._touched

    @cached_property
    def _touched(self) -> frozenset[tuple[str, str]]:
        return frozenset((change.kind, change.key) for act in self.later for change in act.changes)

    def unit_faults(self) -> Iterator[str]:
        """Units that are not as the last act on them left them."""
        left = {unit: standing for unit, standing in self.units.items() if standing.hash}
        for kind, key, now in self.record.units():
            standing = left.pop((kind, key), None)
            if standing is None:
                if key not in TAKEN_IN_LATER:
                    yield f"{_named(kind, key)}: put in by nobody whom an act of the record names"
            elif standing.hash != now:
                yield f"{_named(kind, key)}: not as act {standing.act} left it; altered outside the program{_taken_in(key)}"
        for (kind, key), standing in left.items():
            yield f"{_named(kind, key)}: there after act {standing.act}, and taken away outside the program"

    def _change_faults(self, act: Act, change: Change, decides: bool) -> Iterator[str]:
        standing = self.units.get((change.kind, change.key), Standing("", 0))
        named = _named(change.kind, change.key)
        if change.before != standing.hash:
            yield f"{named}: altered outside the program between act {standing.act} and act {act.number}"
        if change.before and change.kind in NEVER_CHANGED:
            yield f"{named}: changed or taken away by act {act.number}, which the program never does"
        if change.before and change.kind in BY_DECISION and not decides:
            yield f"{named}: changed by act {act.number} without a decision"


def describe_act(act: Act) -> str:
    """An act in a line: when, by whom, whether under the person's own key, and what it put in, changed or took away."""
    changes = [one for one in act.changes if one.kind != SIGNED]
    done = [
        f"{_named(one.kind, one.key)} {'put in' if not one.before else 'changed' if one.after else 'taken away'}"
        for one in changes[:FEW]
    ]
    more = f" and {len(changes) - FEW:,} more" if len(changes) > FEW else ""
    by = f", {act.by}{', signed' if len(changes) < len(act.changes) else ''}" if act.by else ""
    return f"act {act.number}, {act.at}{by}: {'; '.join(done)}{more}"


def _chain_faults(one: Act, expected: int, previous: str) -> Iterator[str]:
    if one.number != expected:
        yield f"act {expected} is missing: the next one has number {one.number}"
    if one.previous_hash != previous:
        yield f"act {one.number} does not follow the one before it"
    if one.right_hash() != one.hash:
        yield f"act {one.number} was altered after it was done"


def _named(kind: str, key: str) -> str:
    return KINDS.get(kind, kind + " {}").format(key)


def _taken_in(key: str) -> str:
    return ", or by hand: then the next add or release takes it in" if key in TAKEN_IN_LATER else ""
