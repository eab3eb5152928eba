"""Puts the steps together: claims and standing decisions in, incidents out, the same for any order of the claims."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cenotaph.model import (
    ClaimInDocument,
    ClaimScope,
    ClaimStatus,
    DateInterval,
    Incident,
    Member,
    PlaceRef,
    Reason,
    Responsibility,
    Role,
    Standing,
    apply_edit,
    stable_id,
)
from cenotaph.reconcile.arithmetic import check_parts
from cenotaph.reconcile.decided import cluster_claims, founding_claims
from cenotaph.reconcile.figures import make_figures
from cenotaph.reconcile.grading import ToGrade, grade_incident
from cenotaph.reconcile.match import Cluster
from cenotaph.reconcile.origins import Origin, assign_origins
from cenotaph.reconcile.silent import Silent, hush_claim, hush_statement
from cenotaph.reconcile.statement import Statement
from cenotaph.text import Gazetteer, fold, load_lexicon, readable_languages, tokenise
from cenotaph.text.places import place_key
from cenotaph.vocabulary import load_vocabulary

__all__ = ["reconcile_claims"]

Roles = dict[str, tuple[Role, Reason | None]]
MOST_TIMES_IN_A_SUM = 100  # clauses that count one event's dead group by group have no group a hundred times another


def reconcile_claims(
    claims: Iterable[ClaimInDocument],
    standing: Standing | None = None,
    gazetteer: Gazetteer | None = None,
    responsibilities: Iterable[tuple[str, Responsibility]] = (),
    silent: Silent | None = None,
) -> list[Incident]:
    """Incidents of all claims, by id.

    A claim is in one incident. Its role says how it counts: total, part, cumulative (a total over a period, never summed), or
    excluded with the reason. Decisions in `standing` bind: rejected claims enter no figure, edits replace what was read, and what
    people grouped or parted is so, with no effect on other incidents. `responsibilities` are statements with their document's
    id; one counts for an incident only where its document tells of no other. No sentence says a word of documents that are
    `silent`, which are called what it says.
    """
    held = standing or Standing()
    places = gazetteer or Gazetteer()

    def resolve(place: PlaceRef) -> PlaceRef:
        found = places.resolve(place.name)
        return found if found.gazetteer_id else place

    def mended(stated: ClaimInDocument) -> ClaimInDocument:
        edit = held.edits.get(stated.claim.id)
        return replace(stated, claim=apply_edit(stated.claim, edit)) if edit else stated

    clusters = cluster_claims(map(mended, claims), held.grouping, resolve)
    founders = founding_claims(clusters, held.grouping, _said)
    told = _of_one_incident(clusters, responsibilities)
    made = (_incident(cluster, founders[cluster.key], held, told[cluster.key], silent or {}) for cluster in clusters)
    return sorted(made, key=lambda one: one.id)


def _of_one_incident(
    clusters: Sequence[Cluster], responsibilities: Iterable[tuple[str, Responsibility]]
) -> dict[str, list[tuple[str, Responsibility]]]:
    """By cluster, the statements of documents that tell of this incident and no other."""
    incidents: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for episode in cluster.episodes:
            incidents[episode.claims[0].document_id].add(cluster.key)
    out: dict[str, list[tuple[str, Responsibility]]] = defaultdict(list)
    for document_id, statement in responsibilities:
        if len(incidents[document_id]) == 1:
            out[next(iter(incidents[document_id]))].append((document_id, statement))
    return out


def _said(stated: ClaimInDocument) -> tuple[str, str, int, str]:
    """The order in which claims were said; undated documents come last."""
    said = stated.said_on.start.isoformat() if stated.said_on else "9999-12-31"
    return said, stated.document_id, stated.claim.victims.start, stated.claim.id


def _incident(
    cluster: Cluster,
    founder: tuple[str, ...],
    standing: Standing,
    statements_told: Sequence[tuple[str, Responsibility]],
    silent: Silent,
) -> Incident:
    claims = sorted((c for episode in cluster.episodes for c in episode.claims), key=_said)
    identity = stable_id("i", *founder)
    origins = assign_origins(claims, silent)
    claims = [hush_claim(stated, silent) for stated in claims]
    told = [hush_statement(document_id, said, silent) for document_id, said in statements_told]
    members, statements = _members(cluster, claims, origins, standing)
    counted = {m.claim_id for m in members if m.role not in (Role.CUMULATIVE, Role.EXCLUDED)}
    used = [c for c in claims if c.claim.id in counted] or claims
    date, date_why = _date(used)
    place = _place(cluster)
    harms = [term.code for term in load_vocabulary("harm")]
    return Incident(
        id=identity,
        founding_claim=founder[0],
        label=_label(place, date),
        date=date,
        date_why=date_why,
        place=place,
        members=tuple(members),
        figures=make_figures(statements, harms),
        parts=check_parts([c for c in claims if c.claim.id not in standing.rejected]),
        grades=grade_incident(identity, ToGrade(statements, claims, date, place, told), standing),
        conflicts=tuple(sorted(set(cluster.conflicts), key=lambda one: one.claims)),
    )


def _label(place: PlaceRef | None, date: DateInterval | None) -> str:
    where = place.name if place else "place not known"
    return f"{where}, {date.edtf if date else 'date not known'}"


def _date(claims: Sequence[ClaimInDocument]) -> tuple[DateInterval | None, Reason]:
    """The date that most documents give; the narrower, then the earlier, where two are equal."""
    given: dict[DateInterval, set[str]] = defaultdict(set)
    reasons: dict[DateInterval, Reason] = {}
    for stated in claims:
        said = stated.claim.date
        if stated.claim.scope != ClaimScope.INCIDENT or said is None or said.interval is None:
            continue
        given[said.interval].add(stated.document_id)
        if said.inferred and said.why is not None and said.why.code != "points_back":
            reasons.setdefault(said.interval, Reason.of("inferred", stated.claim.id, why=said.why))
    if not given:
        return None, Reason.of("no_date")
    date = min(given, key=lambda d: (-len(given[d]), d.days, d.start))
    more = [reasons[date]] if date in reasons else []
    others = sorted(d.edtf for d in given if d != date)
    if others:
        more.append(Reason.of("also_said", days=tuple(others[:5])))
    return date, replace(Reason.of("date_given", documents=len(given[date])), then=tuple(more))


def _place(cluster: Cluster) -> PlaceRef | None:
    """The place most documents name, as most of them write it."""
    documents: dict[str, set[str]] = defaultdict(set)
    written: dict[str, Counter[PlaceRef]] = defaultdict(Counter)
    for episode in cluster.episodes:
        for place in episode.places:
            key = place.gazetteer_id or place_key(place.name)
            documents[key].add(episode.claims[0].document_id)
            written[key][place] += 1
    if not documents:
        return None
    key = min(documents, key=lambda k: (-len(documents[k]), -sum(written[k].values()), k))
    return min(written[key], key=lambda p: (-written[key][p], p.precision == "unresolved", p.name.isupper(), p.name))


def _members(
    cluster: Cluster, claims: Sequence[ClaimInDocument], origins: dict[str, Origin], standing: Standing
) -> tuple[list[Member], list[Statement]]:
    reasons = {
        c.claim.id: cluster.reasons.get(episode.key, Reason.of("only_document"))
        for episode in cluster.episodes
        for c in episode.claims
    }
    roles: Roles = {}
    for stated in claims:
        roles[stated.claim.id] = _fixed_role(stated, standing)
    candidates = [c for c in claims if roles[c.claim.id][0] == Role.TOTAL]
    statements = _statements(candidates, origins, roles)
    members = []
    for stated in claims:
        role, why = roles[stated.claim.id]
        members.append(Member(stated.claim.id, role, origins[stated.claim.id].label, why or reasons[stated.claim.id]))
    return members, statements


def _fixed_role(stated: ClaimInDocument, standing: Standing) -> tuple[Role, Reason | None]:
    claim = stated.claim
    rejected = standing.rejected.get(claim.id)
    if rejected is not None:
        return Role.EXCLUDED, Reason.of("rejected", by=rejected.decided_by, why=rejected.why)
    if claim.status == ClaimStatus.DENIED:
        return Role.EXCLUDED, Reason.of("speaker_denies", who=claim.speaker_text or stated.document_name)
    if claim.status == ClaimStatus.FEARED:
        return Role.EXCLUDED, Reason.of("feared")
    if claim.scope == ClaimScope.CUMULATIVE:
        return Role.CUMULATIVE, Reason.of("period_total")
    if claim.part_of is not None:
        return Role.PART, Reason.of("part_in_document")
    if "families" in claim.groups:
        return Role.PART, Reason.of("counts_families")
    if _of_own_side(stated):
        return Role.PART, Reason.of("own_side")
    return Role.TOTAL, None


def _of_own_side(stated: ClaimInDocument) -> bool:
    """As in "seven of our fighters": no total of an event, whoever else died in it."""
    if stated.language not in readable_languages():
        return False
    own = load_lexicon(stated.language).words("grammar", "own")
    return any(token.lower in own for token in tokenise(stated.victims_words))


def _statements(candidates: Sequence[ClaimInDocument], origins: dict[str, Origin], roles: Roles) -> list[Statement]:
    """One total for each harm, document and origin: the largest it gives; the smaller ones are taken for parts of it."""
    grouped: dict[tuple[str, str, str], dict[tuple[int, int], list[ClaimInDocument]]] = defaultdict(lambda: defaultdict(list))
    for stated in candidates:
        place = (stated.claim.evidence.start, stated.claim.evidence.end)
        grouped[stated.claim.harm, stated.document_id, origins[stated.claim.id].label][place].append(stated)
    totals: list[Statement] = []
    for (_, _, _), sentences in sorted(grouped.items()):
        summed = [_sum(one, origins[one[0].claim.id]) for together in sentences.values() for one in _added(together)]
        largest = max(summed, key=lambda s: (s.top or 0, -s.claims[0].claim.victims.start))
        totals.append(largest)
        for statement in summed:
            if statement is not largest:
                same = (statement.low, statement.high) == (largest.low, largest.high)
                role = (Role.REPEAT, Reason.of("said_again")) if same else (Role.PART, Reason.of("smaller_number"))
                for stated in statement.claims:
                    roles[stated.claim.id] = role
    return _without_single_and_zero(_without_components(_latest_of_each(totals, roles), roles), roles)


def _added(together: Sequence[ClaimInDocument]) -> list[list[ClaimInDocument]]:
    """The claims of one clause that may be added up, and each of the others: "killed Bishop Vann and thousands of peasants" names
    one man beside a war's dead, whose number does not hold him.
    """
    largest = max(c.claim.count.lowest for c in together)
    added = [c for c in together if c.claim.is_row or c.claim.count.lowest * MOST_TIMES_IN_A_SUM >= largest]
    return [added, *([c] for c in together if c not in added)]


def _latest_of_each(totals: Sequence[Statement], roles: Roles) -> list[Statement]:
    """One statement for each harm and origin: the last it made. What it said before is a repeat or superseded."""
    grouped: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in totals:
        grouped[statement.claims[0].claim.harm, statement.origin.label].append(statement)
    kept = []
    for _, said in sorted(grouped.items()):
        ordered = sorted(said, key=lambda s: _said(s.claims[0]), reverse=True)
        dated = [s for s in ordered if s.claims[0].said_on is not None]
        last = (dated or ordered)[0]
        kept.append(last)
        for statement in ordered:
            if statement is last:
                continue
            same = (statement.low, statement.high) == (last.low, last.high)
            earlier = bool(dated) and statement in dated and statement.claims[0].said_on != last.claims[0].said_on
            if not same and not earlier:
                kept.append(statement)
                continue
            code = "repeated_elsewhere" if same else "superseded_elsewhere"
            role = (Role.REPEAT if same else Role.SUPERSEDED, last.because(code))
            for stated in statement.claims:
                roles[stated.claim.id] = role
    return kept


def _sum(together: Sequence[ClaimInDocument], origin: Origin) -> Statement:
    """Coordinated groups of one clause ("three men and two women were killed") add up to one total; a row of a table, which gives
    lowest, best and highest of the same people, does not.
    """
    whole = [c for c in together if not c.claim.is_own_best]
    if len(whole) == 1 and whole[0].claim.is_row:
        count, others = whole[0].claim.count, [c for c in together if c is not whole[0]]
        best = next((c.claim.count.low for c in others if c.claim.is_own_best), None)
        return Statement((whole[0], *others), count.low, count.high, count.approx, origin, best)
    counts = [c.claim.count for c in together]
    low = None if any(c.low is None for c in counts) else sum(c.low or 0 for c in counts)
    high = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
    return Statement(tuple(together), low, high, any(c.approx for c in counts), origin)


def _without_components(totals: Sequence[Statement], roles: Roles) -> list[Statement]:
    """As in "six monks" beside another's "six monks and two cooks": a group of that sum, no smaller total.

    Only where the number is one of the sum's and the words name a kind of person: "six people" stays a total.
    """
    kept = []
    for statement in totals:
        harm = statement.claims[0].claim.harm
        sums = [
            other for other in totals if other.claims[0].claim.harm == harm and len(other.claims) > len(statement.claims) == 1
        ]
        components = {c.claim.count.low: other for other in sums for c in other.claims if c.claim.count.exact}
        whole = components.get(statement.low) if statement.exact else None
        if whole is not None and _names_a_kind(statement.claims[0]):
            roles[statement.claims[0].claim.id] = (Role.PART, whole.because("group_of_sum"))
        else:
            kept.append(statement)
    return kept


def _names_a_kind(stated: ClaimInDocument) -> bool:
    plain = load_lexicon(stated.language).words("persons", "plain_words")
    words = [word for word in fold(stated.victims_words).split() if word.isalpha()]
    return bool(words) and words[-1] not in plain


def _without_single_and_zero(totals: Sequence[Statement], roles: Roles) -> list[Statement]:
    """Where others give a number, one person's death is no total, and "no casualties" is no lowest number."""
    kept = []
    most: dict[str, int] = defaultdict(int)
    for statement in totals:
        harm = statement.claims[0].claim.harm
        most[harm] = max(most[harm], statement.top or 0)
    for statement in totals:
        harm = statement.claims[0].claim.harm
        if most[harm] > 1 and statement.top == 1:
            role = (Role.PART, Reason.of("tells_of_one"))
        elif most[harm] > 0 and statement.top == 0:
            role = (Role.EXCLUDED, Reason.of("says_none"))
        else:
            kept.append(statement)
            continue
        for stated in statement.claims:
            roles[stated.claim.id] = role
    return kept
