"""Finds what the incidents of a record become when it changed, at the cost of what the change touches.

Touched are the documents that came or changed, those with claims that people decided on, and those in which a word became more or
less rare. Their stories are compared anew with all that they are found by. What these are tied to, by a pair that may be one
event, an incident, a decision, or the day that a report looks back on, is made anew with them; nothing else can come out
otherwise, and nothing else is read. A case made by another version or with other places is made anew whole, and so is one that
grew by two fifths.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np

from cenotaph.model import Decision, DecisionKind, Grouping, Incident, StoryKeys, stable_id, stand
from cenotaph.reconcile.blocking import StoryColumns, find_pairs, holding
from cenotaph.reconcile.comparison import load_event_weights
from cenotaph.reconcile.incidents import Part, reconcile_part, tell_stories
from cenotaph.reconcile.keys import story_keys
from cenotaph.reconcile.match import Comparing, possible_pairs
from cenotaph.reconcile.profile import profile_story
from cenotaph.reconcile.rarity import Rarity
from cenotaph.reconcile.story import Story
from cenotaph.reconcile.tied import looking_back_ties, reach, tied_parts
from cenotaph.store import Reconciled, Record
from cenotaph.store.in_parts import in_parts
from cenotaph.text.fingerprint import code_fingerprint

__all__ = ["Change", "Made", "find_change", "how_made"]

Pair = tuple[str, str]
ROOMS = ("cenotaph.reconcile", "cenotaph.text", "cenotaph.model")  # what incidents of the same claims depend on
AT_ONCE = 5_000  # stories made anew together, and pairs compared
MOST_HELD = 10_000  # documents whose stories are held: a few hundred megabytes


@dataclass(frozen=True)
class Made:
    """Incidents made anew, and the ids of those in whose place they come."""

    gone: frozenset[str]
    incidents: Sequence[Incident]


@dataclass(frozen=True)
class Change:
    """What a record's incidents become, part by part. The rest is kept so that the next change is found: whether the case was
    made anew as a `whole`, the documents that `changed` with their stories, the keys of the stories that were `touched` with
    the pairs they are in, and how far this went.
    """

    made: Iterable[Made]
    whole: bool
    changed: Collection[str]
    stories: Sequence[StoryKeys]
    touched: Collection[str]
    pairs: Sequence[Pair]
    state: Reconciled

    def store(self, record: Record) -> None:
        """Let it take effect."""
        left = set(record.incidents.standing_ids()) if self.whole else set()
        for one in self.made:
            record.incidents.replace(one.gone, one.incidents)
            left -= one.gone
        record.incidents.replace(left, ())
        if self.whole:
            record.stories.clear()
        record.stories.put(sorted(self.changed), self.stories, sorted(self.touched), self.pairs, self.state)


def how_made(record: Record) -> str:
    """What of the program and of the case's own settings incidents of the same claims and decisions depend on, as an id."""
    return stable_id("r", code_fingerprint(*ROOMS), sorted(record.places.by_name.items()))


def find_change(record: Record, more: Sequence[Decision] = ()) -> Change:
    """The change since the last reconciling, with `more` decisions as if they were made. Writes nothing. Where the whole case is
    made anew, its parts are made one after the other as they are asked for, so that a large case is never held whole.
    """
    try:
        return _Finding(record, more).change()
    except _NotAsKept:
        return _Finding(record, more, whole=True).change()


class _NotAsKept(Exception):
    """A document that nothing changed tells other stories than were kept: somebody altered the record from outside."""


class _Finding:
    """One search for what a change touches. Stories are read where they are needed, and so many are held at once."""

    def __init__(self, record: Record, more: Sequence[Decision], *, whole: bool = False) -> None:
        self._record = record
        self._stories: dict[str, list[Story]] = {}
        self._words = record.marks.words()
        decisions = [*record.decisions, *more]
        self._standing = stand(decisions) if more else record.standing
        self._by = Comparing(Rarity.counted([*self._words.values()]), load_event_weights())
        before, last = record.stories.all(), record.stories.last()
        known = {one.document_id for one in before}
        how = how_made(record)
        self._state = Reconciled(how, len(self._words), record.ledger.head())
        self._whole = whole or last is None or last.how != how or last.documents != len(known)
        self._before: list[StoryKeys] = []
        self._changed = frozenset(self._words)
        if last is not None and not self._whole:
            self._before = before
            decided = record.claims.documents_of(_named_in(decisions, last.decisions))
            self._changed = frozenset([*decided.values(), *record.stories.changed_documents()])
        self._kept: dict[str, set[str]] = defaultdict(set)
        for one in self._before:
            if one.document_id not in self._changed:
                self._kept[one.document_id].add(one.key)

    def change(self) -> Change:
        """The change, once everything that it touches is known."""
        new = [story_keys(story) for some in in_parts(sorted(self._changed), AT_ONCE) for story in self._told_by(some)]
        columns = StoryColumns([*(one for one in self._before if one.document_id not in self._changed), *new])
        documents = self._changed | self._with_other_words(columns)
        marked = np.array([one in documents for one in columns.documents], dtype=np.bool_)
        touched = {columns.keys[n] for n in np.flatnonzero(marked)}
        pairs = self._possible(columns, find_pairs(columns, self._by.rarity, marked))
        made = self._made(columns, new, touched, pairs)
        return Change(made if self._whole else list(made), self._whole, self._changed, new, touched, pairs, self._state)

    def _with_other_words(self, now: StoryColumns) -> set[str]:
        """Documents with a word that weighs another than before, or of a place that no longer, or newly, finds stories."""
        old = StoryColumns(self._before)
        known = sorted(set(old.documents))
        came = self._words.keys() - set(known)
        other = self._by.rarity.changed_since(self._by.rarity.without([self._words[one] for one in came]))
        if other is None:
            return set(now.documents)
        weights, rareness = other
        crowded = np.setxor1d(now.places.too_common(), old.places.too_common())
        stories = [now.names.having(weights), now.places.having(np.union1d(weights, crowded))]
        documents = holding([self._words[one] for one in known], rareness)
        return {now.documents[n] for n in np.concatenate(stories)} | {known[n] for n in documents}

    def _possible(self, columns: StoryColumns, pairs: Sequence[Pair]) -> list[Pair]:
        """Those of the pairs that may be of one event. They are gone through by the day they were said on, for what is compared
        with a story was mostly said in its weeks, and is read once.
        """
        said = dict(zip(columns.keys, np.nan_to_num(columns.said, nan=np.inf).tolist(), strict=True))
        out: list[Pair] = []
        for some in in_parts(sorted(pairs, key=lambda pair: min(said[pair[0]], said[pair[1]])), AT_ONCE):
            keys = set(chain.from_iterable(some))
            stories = (story for story in self._told_by({columns.document[key] for key in keys}) if story.key in keys)
            profiles = {story.key: profile_story(story, self._by.rarity) for story in stories}
            out += possible_pairs(some, profiles, self._by.weights)
        return out

    def _made(
        self, columns: StoryColumns, new: Sequence[StoryKeys], touched: Collection[str], pairs: Sequence[Pair]
    ) -> Iterator[Made]:
        """Everything that can come out otherwise, made anew."""
        before = self._record.stories.pairs() if self._before else []
        gone = {one.key for one in self._before if one.document_id in self._changed}
        loose = gone | set(touched)
        lost = [pair for pair in before if not loose.isdisjoint(pair)]
        possible = [*(pair for pair in before if loose.isdisjoint(pair)), *pairs]
        ties = [*before, *pairs, *looking_back_ties(columns), *self._same_home(columns), *self._decided_together(columns)]
        reached = reach({one.key for one in new} | gone | set(chain.from_iterable((*lost, *pairs))), ties)
        parts = tied_parts(reached, ties, AT_ONCE)
        number = {key: n for n, part in enumerate(parts) for key in part}
        by_part: dict[int, list[Pair]] = defaultdict(list)
        for pair in possible:
            if pair[0] in number:
                by_part[number[pair[0]]].append(pair)
        for n, part in enumerate(parts):
            documents = {columns.document[key] for key in part if key in columns.document}
            yield self._of_part(part, documents, by_part[n])

    def _of_part(self, keys: Collection[str], documents: Collection[str], possible: Sequence[Pair]) -> Made:
        told = self._told_by(documents)
        stories = [story for story in told if story.key in keys]
        elsewhere = frozenset(story.document_id for story in told if story.key not in keys)
        homes = self._record.incidents.by_claim([stated.claim.id for story in stories for stated in story.claims])
        said = self._record.documents.responsibilities(sorted(documents))
        part = Part(stories, possible, elsewhere)
        return Made(frozenset(homes.values()), reconcile_part(part, self._by, self._standing, self._record.places, said))

    def _told_by(self, documents: Collection[str]) -> list[Story]:
        """The stories of documents, by document."""
        if missing := sorted(set(documents) - self._stories.keys()):
            if len(self._stories) + len(missing) > MOST_HELD:
                self._stories = {one: self._stories[one] for one in set(documents) & self._stories.keys()}
            claims = self._record.claims.in_documents(missing)
            self._stories.update({one: [] for one in missing})
            for story in tell_stories(claims, self._standing, self._record.places, self._record.marks.of(missing)):
                self._stories[story.document_id].append(story)
            if any(self._kept[one] != {story.key for story in self._stories[one]} for one in missing if one in self._kept):
                raise _NotAsKept
        return [story for document_id in sorted(documents) for story in self._stories[document_id]]

    def _same_home(self, columns: StoryColumns) -> Iterator[Pair]:
        """Stories that stand in one incident."""
        first: dict[str, str] = {}
        for key, incident_id in self._record.incidents.by_claim(columns.keys).items():
            yield first.setdefault(incident_id, key), key

    def _decided_together(self, columns: StoryColumns) -> Iterator[Pair]:
        """Stories of documents about whose claims one decision says something."""
        stories: dict[str, list[str]] = defaultdict(list)
        for key, document_id in columns.document.items():
            stories[document_id].append(key)
        together = list(_said_together(self._standing.grouping))
        documents = self._record.claims.documents_of(set().union(*together))
        for claims in together:
            keys = [key for one in claims if one in documents for key in stories[documents[one]]]
            yield from product(keys[:1], keys)


def _said_together(grouping: Grouping) -> Iterator[Collection[str]]:
    """The claims about which one decision says something together."""
    yield from grouping.together
    yield from (one | other for one, other in grouping.apart)
    yield from (kept.stayed | {kept.founder} for kept in grouping.kept)


def _named_in(decisions: Sequence[Decision], after: int) -> set[str]:
    """All that decisions after this number are about or name, and the decisions that they revoke."""
    by_number = {made.number: made for made in decisions}
    made = [one for one in decisions if one.number > after]
    revoked = [by_number[int(one.subjects[0])] for one in made if one.kind == DecisionKind.REVOKE]
    return set(_names(made)) | set(_names(revoked))


def _names(decisions: Iterable[Decision]) -> Iterator[str]:
    for made in decisions:
        yield from made.subjects
        for said in made.details.values():
            yield from said.split()
