"""Records a person's decision and lets it take effect, both or neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cenotaph.errors import ChangedMeanwhile
from cenotaph.ledger import draft_decision, record_decision
from cenotaph.model import Decision, DecisionKind, JobKind, Role
from cenotaph.reconcile.roles import SURE
from cenotaph.release.gather_ids import held_id
from cenotaph.steps.effect import Effect, compare_incidents, refuse_what_failed
from cenotaph.steps.joining import Change, find_change
from cenotaph.steps.naming import rename_people
from cenotaph.steps.people import bring_list
from cenotaph.steps.placement import place_anew
from cenotaph.steps.review import put_reviews
from cenotaph.store import Case, Record
from cenotaph.store.claims import ClaimRow

__all__ = ["decide", "decide_with_effect", "let_take_effect", "preview_decision"]

AT_ONCE_UP_TO = 50_000  # claims: what a decision touches of them is found in half a second, which a person waits for
KEEP_FIGURES = (
    DecisionKind.DISTINCT,
    DecisionKind.PERSON,
    DecisionKind.PROTECT,
    DecisionKind.ERASE,
    DecisionKind.CONSENT,
    DecisionKind.DISCLOSE,
)
BY_HAND = 20  # ids that a person types or marks; more are a program's, and are the case's own
NAMING = (DecisionKind.REJECT, DecisionKind.ACCEPT, DecisionKind.EDIT, DecisionKind.ADD)  # what claims that name people hang on
ABOUT_VICTIMS = (DecisionKind.SAME_VICTIM, DecisionKind.DIFFERENT_VICTIM)


def decide(case: Case, kind: str, subjects: Sequence[str], *, decided_by: str, why: str, **how: Any) -> Decision:
    """`decide_with_effect`, for who needs the decision alone."""
    return decide_with_effect(case, kind, subjects, decided_by=decided_by, why=why, **how)[0]


def decide_with_effect(
    case: Case,
    kind: str,
    subjects: Sequence[str],
    *,
    decided_by: str,
    why: str,
    details: Mapping[str, str] | None = None,
    seen: int | None = None,
    concerning: Iterable[str] = (),
    later: bool = False,
) -> tuple[Decision, Effect | None]:
    """Append the decision to the ledger and reconcile, or place the victims, under it. Raises `DecisionRefused` when it cannot
    be meant or cannot be done; then nothing is recorded.

    With the decision comes its effect on the incidents, None where it has none to have or where it is worked out later. The same
    decision by the same person on the same state is one: what stands already is returned, and brought to take effect. With
    `seen`, the number of the last decision that the person knew of, raises `ChangedMeanwhile` when somebody decided since on the
    subjects or on what is `concerning` them. With `later`, what takes long in a large case is queued as a job, and the figures
    follow.
    """
    with case.writing() as record:
        subjects = _held(record, subjects)
        if seen is not None:
            others = [made for made in record.decisions if made.decided_by != decided_by]
            _refuse_if_changed(others, seen, {*subjects, *concerning})
        at = datetime.now(UTC).replace(microsecond=0)
        made = record_decision(record, kind, subjects, decided_by=decided_by, decided_at=at, why=why, details=details)
        effect = let_take_effect(record, made, later=later)
    return made, effect


def preview_decision(
    case: Case, kind: str, subjects: Sequence[str], *, decided_by: str, details: Mapping[str, str] | None = None
) -> Effect:
    """What a decision would do to the incidents; nothing is recorded. Raises `DecisionRefused` as `decide` would."""
    with case.reading() as record:
        subjects = _held(record, subjects)
        at = datetime.now(UTC).replace(microsecond=0)
        made = draft_decision(record, kind, subjects, decided_by=decided_by, decided_at=at, why="a preview", details=details)
        about = _about(made, record.decisions)
        if _keeps_incidents(record, made, about) or about.kind in ABOUT_VICTIMS:
            return compare_incidents((), (), record.incidents.count())
        return _effect(record, made, find_change(record, [made]))


def _held(record: Record, subjects: Sequence[str]) -> Sequence[str]:
    """The subjects as the case calls them, where they were given as a release does: a few, by hand."""
    return [held_id(record, one) for one in subjects] if len(subjects) <= BY_HAND else subjects


def _about(made: Decision, chain: Sequence[Decision]) -> Decision:
    """The decision itself, or the one that it revokes."""
    return made if made.kind != DecisionKind.REVOKE else next(one for one in chain if one.number == int(made.subjects[0]))


def _keeps_incidents(record: Record, made: Decision, about: Decision) -> bool:
    """Whether a decision leaves incidents as they are; that one is distinct holds its id, which may be another when that is taken
    back, and what is accepted may have been set aside as unsure, implausible or rejected, or have set others aside.
    """
    if about.kind == DecisionKind.ACCEPT:
        return made.kind != DecisionKind.REVOKE and all(_counts_anyway(row) for row in record.claims.rows(ids=made.subjects))
    return about.kind in KEEP_FIGURES and not (made.kind == DecisionKind.REVOKE and about.kind == DecisionKind.DISTINCT)


def _counts_anyway(row: ClaimRow) -> bool:
    sure = row.claim.confidence is None or row.claim.confidence >= SURE
    return sure and row.role not in (Role.UNSURE, Role.EXCLUDED)


def let_take_effect(record: Record, made: Decision, *, later: bool) -> Effect | None:
    """Bring reviews, and incidents or victims, to where the decision just recorded puts them; with `later`, a case of more than
    50,000 claims queues what takes long. Raises `DecisionRefused` when the incidents cannot be as it says.
    """
    chain = record.decisions
    about = _about(made, chain)
    _keep_reviews(record, about)
    _keep_queue(record, about)
    _keep_people(record, about)
    if _keeps_incidents(record, made, about):
        return None
    job = JobKind.PLACE if about.kind in ABOUT_VICTIMS else JobKind.RECONCILE
    if later and record.claims.count() > AT_ONCE_UP_TO:
        record.jobs.ask(job, {}, made.decided_by, made.decided_at.isoformat())
        return None
    if job == JobKind.PLACE:
        place_anew(record)
        return None
    record.marks.store_missing()
    found = find_change(record)
    change = replace(found, made=list(found.made))
    effect = _effect(record, made, change)
    change.store(record)
    return effect


def _effect(record: Record, made: Decision, change: Change) -> Effect:
    parts = list(change.made)
    gone, after = [one for part in parts for one in part.gone], [one for part in parts for one in part.incidents]
    refuse_what_failed(made, after)
    return compare_incidents(record.incidents.of(gone), after, record.incidents.count() - len(gone))


def _refuse_if_changed(chain: Sequence[Decision], seen: int, subjects: set[str]) -> None:
    since = [made for made in chain if made.number > seen and subjects & set(made.subjects)]
    if since:
        last = since[-1]
        because = f"because: {last.why}" if last.why else "no reason given"
        raise ChangedMeanwhile(
            f"{last.decided_by} decided on this meanwhile: {last.kind.replace('_', ' ')}, {because}",
            remedy="look at it as it is now and decide again",
        )


def _keep_people(record: Record, about: Decision) -> None:
    """Bring the list of named people to where a decision on one of them, or on a claim that names one, puts it."""
    taken_off = False
    if about.kind == DecisionKind.PERSON:
        concerned = set(about.subjects)
    elif about.kind in NAMING:
        claims = set(about.subjects)
        documents = set(record.claims.documents_of(claims).values())
        taken_off = "names" in about.details and rename_people(record, about.subjects[0])
        named = record.people.of_documents(documents)
        concerned = {one.person.id for one in named if not claims.isdisjoint(one.person.claims)}
    else:
        return
    record.people.set_listed(concerned, listed=False)
    if bring_list(record) or taken_off:
        place_anew(record)


def _keep_reviews(record: Record, about: Decision) -> None:
    if about.kind in (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.EDIT, DecisionKind.ADD):
        put_reviews(record, set(about.subjects))


def _keep_queue(record: Record, about: Decision) -> None:
    if about.kind == DecisionKind.EDIT:
        standing = record.standing
        record.queue.mend([standing.mended(row.claim) for row in record.claims.rows(ids=about.subjects)])
