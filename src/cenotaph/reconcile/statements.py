"""From the claims that count to the totals that origins state: one for each harm, document and origin, then one for each origin.

A speaker's separate sentences are never added up. A document that tells of several persons, one at a time, states their number
only as far as its words say that they are others (see `persons`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cenotaph.model import ClaimInDocument, Harm, Reason, Role
from cenotaph.reconcile.origins import Origin
from cenotaph.reconcile.persons import Person
from cenotaph.reconcile.roles import Roles
from cenotaph.reconcile.statement import Statement
from cenotaph.reconcile.story import LEAD, MANY, MOST_TIMES
from cenotaph.text import fold, load_lexicon, read_count, readable_languages

__all__ = ["make_statements", "said_order"]

MOST_TIMES_IN_A_SUM = 100  # clauses that count one event's dead group by group have no group a hundred times another
ENOUGH_OTHERS = 2  # statements that a number stands alone against; one against one says nothing
FEW = 4  # people: where others give no more than this, one person is a number like theirs


def said_order(stated: ClaimInDocument) -> tuple[str, str, int, str]:
    """The order in which claims were said; undated documents come last."""
    said = stated.said_on.start.isoformat() if stated.said_on else "9999-12-31"
    return said, stated.document_id, stated.claim.victims.start, stated.claim.id


def make_statements(
    candidates: Sequence[ClaimInDocument],
    origins: Mapping[str, Origin],
    roles: Roles,
    persons: Sequence[Person],
    accepted: frozenset[str] = frozenset(),
) -> list[Statement]:
    """One total for each harm and origin. `persons` are those of each document. Sets the roles of claims that make no total;
    what people `accepted` is never set aside as implausible.
    """
    whose = {c.claim.id: n for n, person in enumerate(persons) for c in person.claims}
    grouped: dict[tuple[str, str, str], dict[tuple[int, int], list[ClaimInDocument]]] = defaultdict(lambda: defaultdict(list))
    for stated in candidates:
        place = (stated.claim.evidence.start, stated.claim.evidence.end)
        grouped[stated.claim.harm, stated.document_id, origins[stated.claim.id].label][place].append(stated)
    stated_in = {
        key: [_sum(one, origins[one[0].claim.id], whose) for together in sentences.values() for one in _added(together)]
        for key, sentences in sorted(grouped.items())
    }
    _add_persons(stated_in, candidates, origins, whose)
    _take_the_dead_from_the_shot(stated_in, roles)
    totals = [_largest(summed, roles) for _, summed in sorted(stated_in.items()) if summed]
    latest = _without_components(_latest_of_each(totals, roles), roles)
    return _without_single_and_zero(_without_the_implausible(latest, roles, accepted), roles)


def _without_the_implausible(totals: Sequence[Statement], roles: Roles, accepted: frozenset[str]) -> list[Statement]:
    """A number more than ten times what all others say, where two others or more agree that far, is set aside and stays
    visible; one of a hundred and more that is told in passing, without a day, also where most others say so much less.
    """
    kept = []
    for statement in totals:
        harm, number = statement.claims[0].claim.harm, statement.low or 0
        others = [s.top or 0 for s in totals if s is not statement and s.claims[0].claim.harm == harm]
        less = [other for other in others if number > MOST_TIMES * max(other, 1)]
        most_say_less = len(less) == len(others) or _in_passing(statement) and len(less) > len(others) - len(less)
        if len(less) >= ENOUGH_OTHERS and most_say_less and not any(c.claim.id in accepted for c in statement.claims):
            for stated in statement.claims:
                roles[stated.claim.id] = (Role.UNSURE, Reason.of("beyond_all_others"))
        else:
            kept.append(statement)
    return kept


def _in_passing(statement: Statement) -> bool:
    """Whether a large number stands past the lead of its report, and gives no day in its own words."""
    if (statement.low or 0) < MANY:
        return False
    return all(c.claim.evidence.start >= LEAD and (c.claim.date is None or c.claim.date.inferred) for c in statement.claims)


def _add_persons(
    stated_in: dict[tuple[str, str, str], list[Statement]],
    candidates: Sequence[ClaimInDocument],
    origins: Mapping[str, Origin],
    whose: Mapping[str, int],
) -> None:
    """Where a document tells apart more persons than it gives a number of, their number is a statement of it too."""
    told: dict[tuple[str, str], dict[int, ClaimInDocument]] = defaultdict(dict)
    for stated in candidates:
        person = whose.get(stated.claim.id)
        if person is not None:
            told[stated.claim.harm, stated.document_id].setdefault(person, stated)
    most: dict[tuple[str, str], int] = defaultdict(int)
    for (harm, document, _), summed in stated_in.items():
        most[harm, document] = max(most[harm, document], *(s.top or 0 for s in summed))
    for key, persons in sorted(told.items()):
        number = len(persons)
        if number > max(most[key], 1):
            origin = origins[next(iter(persons.values())).claim.id]
            note = Reason.of("persons_told_apart", number=number)
            statement = Statement(tuple(persons.values()), number, number, False, origin, note=note)
            stated_in[(*key, origin.label)].append(statement)


def _take_the_dead_from_the_shot(stated_in: dict[tuple[str, str, str], list[Statement]], roles: Roles) -> None:
    """As in "four people were shot, one of them fatally": three were hurt, where the word leaves open what became of the four.
    Where no more were shot than died, by the same report or, where it tells of no dead, by all others, the shot are the dead; of
    people told of one at a time `persons` knows more.
    """
    dead: dict[str, Statement] = {}
    for (harm, document, _), summed in sorted(stated_in.items()):
        if harm == Harm.KILLED:
            dead[document] = max((*summed, *filter(None, [dead.get(document)])), key=lambda s: s.low or 0)
    if not dead:
        return
    fewest = min(dead.values(), key=lambda s: s.low or 0)
    for (harm, document, _), summed in stated_in.items():
        for statement in [s for s in summed if harm == Harm.INJURED and s.exact and _leaves_open(s)]:
            shot, died = statement.low or 0, dead.get(document, fewest)
            killed = died.low or 0
            if 0 < killed < shot and document in dead:
                note = Reason.of("shot_less_dead", shot=shot, dead=killed)
                summed[summed.index(statement)] = replace(statement, low=shot - killed, high=shot - killed, note=note)
            elif 1 < shot <= killed:
                summed.remove(statement)
                roles[statement.claims[0].claim.id] = (Role.SUPERSEDED, Reason.of("died_of_it", died.claims[0].claim.id))


def _leaves_open(statement: Statement) -> bool:
    """Whether its words of harm tell of the shot, and not of the hurt alone; "four others" are hurt beside the dead."""
    first = statement.claims[0]
    if len(statement.claims) != 1 or first.language not in readable_languages():
        return False
    lexicon = load_lexicon(first.language)
    if lexicon.words("mentions", "another").intersection(fold(first.victims_words).split()):
        return False
    return bool(lexicon.words("harms", "outcome_open").intersection(fold(first.quote).split()))


def _largest(summed: Sequence[Statement], roles: Roles) -> Statement:
    """The largest number of one origin in one document; the smaller ones are taken for parts of it."""
    largest = max(summed, key=lambda s: (s.top or 0, -s.claims[0].claim.victims.start))
    inside = {c.claim.id for c in largest.claims}
    for statement in summed:
        if statement is largest:
            continue
        same = (statement.low, statement.high) == (largest.low, largest.high)
        role = (Role.REPEAT, Reason.of("said_again")) if same else (Role.PART, Reason.of("smaller_number"))
        for stated in statement.claims:
            if stated.claim.id not in inside:
                roles[stated.claim.id] = role
    return largest


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
        ordered = sorted(said, key=lambda s: said_order(s.claims[0]), reverse=True)
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


def _sum(together: Sequence[ClaimInDocument], origin: Origin, whose: Mapping[str, int]) -> Statement:
    """Coordinated groups of one clause ("three men and two women were killed") add up to one total; a row of a table, which gives
    lowest, best and highest of the same people, does not, and one person whom it mentions twice is one.
    """
    together = _each_once(together, whose)
    whole = [c for c in together if not c.claim.is_own_best]
    if len(whole) == 1 and whole[0].claim.is_row:
        count, others = whole[0].claim.count, [c for c in together if c is not whole[0]]
        best = next((c.claim.count.low for c in others if c.claim.is_own_best), None)
        return Statement((whole[0], *others), count.low, count.high, count.approx, origin, best)
    counts = [c.claim.count for c in together]
    low = None if any(c.low is None for c in counts) else sum(c.low or 0 for c in counts)
    high = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
    return Statement(tuple(together), low, high, any(c.approx for c in counts), origin)


def _each_once(together: Sequence[ClaimInDocument], whose: Mapping[str, int]) -> list[ClaimInDocument]:
    """As in "the victim, Oskar Venn, died": of two mentions of one person the named one, else the first."""
    kept: dict[object, ClaimInDocument] = {}
    for stated in together:
        key = whose.get(stated.claim.id, stated.claim.id)
        if key not in kept or stated.claim.names and not kept[key].claim.names:
            kept[key] = stated
    return list(kept.values())


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


def _describes_one(stated: ClaimInDocument) -> bool:
    """Whether the words are of somebody ("a 39-year-old man", "Ada Lund"), and no number of people ("one man", "1 dead")."""
    first = stated.victims_words.split(maxsplit=1)[0] if stated.victims_words.split() else ""
    return read_count(first, load_lexicon(stated.language)) is None and (bool(stated.claim.names) or _names_a_kind(stated))


def _names_a_kind(stated: ClaimInDocument) -> bool:
    plain = load_lexicon(stated.language).words("persons", "plain_words")
    words = [word for word in fold(stated.victims_words).split() if word.isalpha()]
    return bool(words) and words[-1] not in plain


def _without_single_and_zero(totals: Sequence[Statement], roles: Roles) -> list[Statement]:
    """Where others give a number, one person's death is no total, nor is somebody whom a report describes beside its own number;
    and "no casualties" is no lowest number.
    """
    kept = []
    most: dict[str, int] = defaultdict(int)
    most_in: dict[tuple[str, str], int] = defaultdict(int)
    for statement in totals:
        harm, document = statement.claims[0].claim.harm, statement.claims[0].document_id
        most[harm] = max(most[harm], statement.top or 0)
        most_in[harm, document] = max(most_in[harm, document], statement.top or 0)
    for statement in totals:
        harm, document = statement.claims[0].claim.harm, statement.claims[0].document_id
        beside = most_in[harm, document] > 1 and _describes_one(statement.claims[0])
        if statement.top == 1 and (most[harm] > FEW or beside):
            role = (Role.PART, Reason.of("tells_of_one"))
        elif most[harm] > 0 and statement.top == 0:
            role = (Role.EXCLUDED, Reason.of("says_none"))
        else:
            kept.append(statement)
            continue
        for stated in statement.claims:
            roles[stated.claim.id] = role
    return kept
