"""Puts the steps together: claims and standing decisions in, incidents out, the same for any order of the claims."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from cenotaph.model import (
    ClaimInDocument,
    ClaimScope,
    DateInterval,
    Grouping,
    Incident,
    Member,
    NearIncident,
    PlaceRef,
    Reason,
    Responsibility,
    Role,
    Standing,
    TextMarks,
    stable_id,
)
from cenotaph.reconcile.arithmetic import check_parts
from cenotaph.reconcile.clusters import Cluster
from cenotaph.reconcile.comparison import load_event_weights
from cenotaph.reconcile.decided import cluster_stories, find_all_stories, founding_claims
from cenotaph.reconcile.figures import make_figures
from cenotaph.reconcile.grading import ToGrade, grade_incident
from cenotaph.reconcile.match import Comparing
from cenotaph.reconcile.origins import Origin, assign_origins
from cenotaph.reconcile.persons import Person, find_persons, join_persons
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.roles import fixed_role, set_aside_unsure, settle_fates
from cenotaph.reconcile.silent import Silent, hush_claim, hush_statement
from cenotaph.reconcile.statement import Statement
from cenotaph.reconcile.statements import make_statements, said_order
from cenotaph.reconcile.story import Story
from cenotaph.text import Gazetteer, mark_text
from cenotaph.text.places import place_key
from cenotaph.vocabulary import load_vocabulary

__all__ = ["Part", "reconcile_claims", "reconcile_part", "tell_stories"]

MOST_NEAR = 5  # incidents it was nearly joined with; a person looks at the likeliest


def reconcile_claims(
    claims: Iterable[ClaimInDocument],
    standing: Standing | None = None,
    gazetteer: Gazetteer | None = None,
    responsibilities: Iterable[tuple[str, Responsibility]] = (),
    silent: Silent | None = None,
    *,
    marks: Mapping[str, TextMarks] | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Incident]:
    """Incidents of all claims, by id.

    A claim is in one incident. Its role says how it counts: total, part, cumulative (a total over a period, never summed), or
    excluded with the reason. Decisions in `standing` bind: rejected claims enter no figure, edits replace what was read, and what
    people grouped or parted is so, with no effect on other incidents. `responsibilities` are statements with their document's
    id; one counts for an incident only where its document tells of no other. No sentence says a word of documents that are
    `silent`, which are called what it says. `marks` are what each document's text is known by, by its id; of a document without,
    the quotations of its claims serve. `weights` are by what stories are compared, those that were fitted unless others are
    given.
    """
    held = standing or Standing()
    places = gazetteer or Gazetteer()
    stated = list(claims)
    known = _marks_of(stated, marks or {})
    by = Comparing(Rarity.of(known.values()), weights or load_event_weights())
    return reconcile_part(Part(tell_stories(stated, held, places, known)), by, held, places, responsibilities, silent)


def tell_stories(
    claims: Iterable[ClaimInDocument], standing: Standing, gazetteer: Gazetteer, marks: Mapping[str, TextMarks]
) -> list[Story]:
    """The stories of all documents, of the claims as people mended them; `marks` are of every document."""

    def mended(stated: ClaimInDocument) -> ClaimInDocument:
        return replace(stated, claim=standing.mended(stated.claim))

    return find_all_stories(map(mended, claims), Grouping(), gazetteer.known_as, marks)


@dataclass(frozen=True)
class Part:
    """Stories that nothing ties to any other of the case: all of a case, or what is to be made anew of it.

    `possible` are the pairs that may be of one event, None where they are still to be found; `elsewhere` are documents that tell
    stories outside of the part too.
    """

    stories: Sequence[Story]
    possible: Sequence[tuple[str, str]] | None = None
    elsewhere: Set[str] = frozenset()


def reconcile_part(
    part: Part,
    by: Comparing,
    standing: Standing,
    gazetteer: Gazetteer,
    responsibilities: Iterable[tuple[str, Responsibility]] = (),
    silent: Silent | None = None,
) -> list[Incident]:
    """The incidents of a part of a case, by id: those that `reconcile_claims` makes of its stories among all others."""
    clusters = cluster_stories(part.stories, standing.grouping, gazetteer.known_as, by, part.possible)
    founders = founding_claims(clusters, standing.grouping, said_order)
    told = _of_one_incident(clusters, responsibilities, part.elsewhere)
    made = {one.key: _incident(one, founders[one.key], standing, told[one.key], silent or {}) for one in clusters}
    found = [replace(made[key], near=near) for key, near in _near(clusters, {key: one.id for key, one in made.items()}).items()]
    return sorted(found, key=lambda one: one.id)


def _near(clusters: Sequence[Cluster], ids: Mapping[str, str]) -> dict[str, tuple[NearIncident, ...]]:
    """By cluster, the incidents that it was nearly joined with."""
    home = {story.key: cluster for cluster in clusters for story in cluster.stories}
    out: dict[str, tuple[NearIncident, ...]] = {}
    for cluster in clusters:
        best: dict[str, NearIncident] = {}
        for key, (percent, why) in sorted(cluster.near.items(), key=lambda item: (-item[1][0], item[0])):
            other = home.get(key)
            if other is None or other is cluster or cluster.held_apart(other):
                continue
            best.setdefault(other.key, NearIncident(ids[other.key], percent, why))
        out[cluster.key] = tuple(sorted(best.values(), key=lambda one: (-one.percent, one.incident_id))[:MOST_NEAR])
    return out


def _marks_of(claims: Iterable[ClaimInDocument], marks: Mapping[str, TextMarks]) -> dict[str, TextMarks]:
    quotes: dict[str, set[str]] = defaultdict(set)
    for stated in claims:
        quotes[stated.document_id].add(stated.quote)
    return {key: marks[key] if key in marks else mark_text(*sorted(said)) for key, said in sorted(quotes.items())}


def _of_one_incident(
    clusters: Sequence[Cluster], responsibilities: Iterable[tuple[str, Responsibility]], elsewhere: Set[str]
) -> dict[str, list[tuple[str, Responsibility]]]:
    """By cluster, the statements of documents that tell of this incident and no other."""
    incidents: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for story in cluster.stories:
            incidents[story.claims[0].document_id].add(cluster.key)
    out: dict[str, list[tuple[str, Responsibility]]] = defaultdict(list)
    for document_id, statement in responsibilities:
        if len(incidents[document_id]) == 1 and document_id not in elsewhere:
            out[next(iter(incidents[document_id]))].append((document_id, statement))
    return out


def _incident(
    cluster: Cluster,
    founder: tuple[str, ...],
    standing: Standing,
    statements_told: Sequence[tuple[str, Responsibility]],
    silent: Silent,
) -> Incident:
    claims = sorted((c for story in cluster.stories for c in story.claims), key=said_order)
    identity = stable_id("i", *founder)
    origins = assign_origins(claims, silent)
    claims = [hush_claim(stated, silent) for stated in claims]
    told = [hush_statement(document_id, said, silent) for document_id, said in statements_told]
    members, statements, persons = _members(cluster, claims, origins, standing)
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
        persons=tuple(sorted(tuple(sorted({c.claim.id for c in person.claims})) for person in persons)),
        stories=tuple(sorted(tuple(c.claim.id for c in story.claims) for story in cluster.stories)),
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
    for story in cluster.stories:
        for place in story.places:
            key = place.gazetteer_id or place_key(place.name)
            documents[key].add(story.claims[0].document_id)
            written[key][place] += 1
    if not documents:
        return None
    key = min(documents, key=lambda k: (-len(documents[k]), -sum(written[k].values()), k))
    return min(written[key], key=lambda p: (-written[key][p], p.precision == "unresolved", p.name.isupper(), p.name))


def _members(
    cluster: Cluster, claims: Sequence[ClaimInDocument], origins: dict[str, Origin], standing: Standing
) -> tuple[list[Member], list[Statement], list[Person]]:
    reasons = {
        c.claim.id: cluster.reasons.get(story.key, Reason.of("only_document")) for story in cluster.stories for c in story.claims
    }
    harms = {stated.claim.id: stated.claim.harm for stated in claims}
    roles = {stated.claim.id: fixed_role(stated, standing, harms) for stated in claims}
    set_aside_unsure(claims, roles, standing)
    by_document = _persons_by_document([c for c in claims if roles[c.claim.id][0] == Role.TOTAL])
    persons = join_persons(by_document)
    settle_fates(persons, roles)
    candidates = [c for c in claims if roles[c.claim.id][0] == Role.TOTAL]
    statements = make_statements(candidates, origins, roles, [one for found in by_document for one in found], standing.accepted)
    members = []
    for stated in claims:
        role, why = roles[stated.claim.id]
        members.append(Member(stated.claim.id, role, origins[stated.claim.id].label, why or reasons[stated.claim.id]))
    return members, statements, persons


def _persons_by_document(claims: Sequence[ClaimInDocument]) -> list[list[Person]]:
    """The persons of each document, the documents in the order they were said."""
    by_document: dict[str, list[ClaimInDocument]] = {}
    for stated in claims:
        by_document.setdefault(stated.document_id, []).append(stated)
    return [find_persons(found) for found in by_document.values()]
