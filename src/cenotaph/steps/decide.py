"""Records a person's decision and lets it take effect, both or neither."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from cenotaph.errors import ChangedMeanwhile
from cenotaph.ledger import ClaimReview, draft_decision, record_decision, review_claims
from cenotaph.model import Decision
from cenotaph.release.gather_ids import held_id
from cenotaph.steps.effect import Effect, compare_incidents, refuse_what_failed
from cenotaph.steps.link import recluster
from cenotaph.steps.refresh import compute_incidents
from cenotaph.store import Case, ClaimStore, IncidentStore, JobStore, LedgerStore, ReviewStore

__all__ = ["decide", "decide_with_effect", "let_take_effect", "preview_decision", "rebuild_reviews"]

AT_ONCE_UP_TO = 2_000
KEEP_FIGURES = ("accept", "distinct", "protect", "erase", "consent", "disclose")
BY_HAND = 20
ABOUT_VICTIMS = ("same_victim", "different_victim")


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
    with case.writing() as connection:
        subjects = _held(connection, subjects)
        if seen is not None:
            others = [made for made in LedgerStore(connection).all() if made.decided_by != decided_by]
            _refuse_if_changed(others, seen, {*subjects, *concerning})
        at = datetime.now(UTC).replace(microsecond=0)
        made = record_decision(connection, kind, subjects, decided_by=decided_by, decided_at=at, why=why, details=details)
        effect = let_take_effect(case, connection, made, later=later)
    return made, effect


def preview_decision(
    case: Case, kind: str, subjects: Sequence[str], *, decided_by: str, details: Mapping[str, str] | None = None
) -> Effect:
    """What a decision would do to the incidents; nothing is recorded. Raises `DecisionRefused` as `decide` would."""
    with case.engine.connect() as connection:
        subjects = _held(connection, subjects)
        at = datetime.now(UTC).replace(microsecond=0)
        made = draft_decision(connection, kind, subjects, decided_by=decided_by, decided_at=at, why="a preview", details=details)
        before = IncidentStore(connection).all()
        if _about(made, LedgerStore(connection).all()).kind in (*KEEP_FIGURES, *ABOUT_VICTIMS):
            return compare_incidents(before, before)
        after = compute_incidents(case, connection, [made])
        refuse_what_failed(made, after)
        return compare_incidents(before, after)


def _held(connection: Connection, subjects: Sequence[str]) -> Sequence[str]:
    """The subjects as the case calls them, where they were given as a release does: a few, by hand."""
    return [held_id(connection, one) for one in subjects] if len(subjects) <= BY_HAND else subjects


def _about(made: Decision, chain: Sequence[Decision]) -> Decision:
    """The decision itself, or the one that it revokes."""
    return made if made.kind != "revoke" else next(one for one in chain if one.number == int(made.subjects[0]))


def let_take_effect(case: Case, connection: Connection, made: Decision, *, later: bool) -> Effect | None:
    """Bring reviews, and incidents or victims, to where the decision just recorded puts them; with `later`, a case of more than
    2,000 claims queues what takes long. Raises `DecisionRefused` when the incidents cannot be as it says.
    """
    chain = LedgerStore(connection).all()
    about = _about(made, chain)
    _keep_reviews(connection, chain, about)
    if about.kind in KEEP_FIGURES:
        return None
    job = "place" if about.kind in ABOUT_VICTIMS else "reconcile"
    if later and ClaimStore(connection).count() > AT_ONCE_UP_TO:
        JobStore(connection).ask(job, {}, made.decided_by, made.decided_at.isoformat())
        return None
    if job == "place":
        recluster(connection)
        return None
    before, after = IncidentStore(connection).all(), compute_incidents(case, connection)
    refuse_what_failed(made, after)
    IncidentStore(connection).replace_all(after)
    return compare_incidents(before, after)


def _refuse_if_changed(chain: Sequence[Decision], seen: int, subjects: set[str]) -> None:
    since = [made for made in chain if made.number > seen and subjects & set(made.subjects)]
    if since:
        last = since[-1]
        because = f"because: {last.why}" if last.why else "no reason given"
        raise ChangedMeanwhile(
            f"{last.decided_by} decided on this meanwhile: {last.kind.replace('_', ' ')}, {because}",
            remedy="look at it as it is now and decide again",
        )


def _keep_reviews(connection: Connection, chain: Sequence[Decision], about: Decision) -> None:
    if about.kind in ("accept", "reject", "edit", "add"):
        _put_reviews(connection, chain, set(about.subjects))


def _put_reviews(connection: Connection, chain: Sequence[Decision], only: set[str] | None) -> None:
    found, nobody = review_claims(chain), ClaimReview()
    wanted = [(claim, found.get(claim, nobody)) for claim in sorted(found.keys() if only is None else only)]
    ReviewStore(connection).put([(claim, one.state, one.accepted_by, one.rejected_by, one.edited_by) for claim, one in wanted])


def rebuild_reviews(case: Case) -> None:
    """Work out every claim's review anew from the ledger: for a record whose decisions are older than the desk."""
    with case.writing() as connection:
        ReviewStore(connection).clear()
        _put_reviews(connection, LedgerStore(connection).all(), None)
