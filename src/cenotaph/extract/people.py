"""The people whom a document names as killed, injured, missing, abducted or detained.

A name is weighed by all that stands around it (see `person_features`), for reports name the dead in sentences that tell of no
death ("Police identified the victim as Ada Lund, 34."). Who was hurt, is missing or was taken is named by a claim, or not read;
what the words say of somebody outweighs what stands around the name. Refuses to name anybody of whom no words say so, and never
says who is alive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.ages import age_beside
from cenotaph.extract.appearances import Somebody, find_headlines, find_somebodies
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.fates import find_fate_dates
from cenotaph.extract.linear import load_weights
from cenotaph.extract.listed_people import Listed, appearance_of, listed_people, told_by_lists
from cenotaph.extract.name_rows import NameRows
from cenotaph.extract.person_claims import (
    counting_claim,
    fields_of_claims,
    naming_claims,
    settle_fate,
    share_descriptions,
)
from cenotaph.extract.person_features import SaidInClaims, count_dead, person_features, second_person_features
from cenotaph.extract.person_fields import describe_person
from cenotaph.extract.word_kinds import WordKinds
from cenotaph.model import FATES, Claim, Harm, NamedPerson, NamedVictim, PersonField, Reading, stable_id
from cenotaph.text import Lexicon

__all__ = ["Weighed", "people_of_claim", "read_people", "weigh_names"]

AGAINST_WORDS = 0.9  # of somebody whom the words call hurt or taken: below it, one in three was not among the dead of a register


@dataclass(frozen=True, slots=True)
class Weighed:
    """The names of a document with the features and the likelihood, between 0 and 1, that each is of somebody killed; None where
    nothing was fitted for the language. `dead` is how many killed the document tells of.
    """

    somebodies: Sequence[Somebody]
    features: Sequence[Sequence[str]]
    likely: Sequence[float | None]
    dead: int


def weigh_names(
    text: str, sentences: Sequence[SentenceChunks], claims: Sequence[Claim], possible: Sequence[Claim], lexicon: Lexicon
) -> Weighed:
    """All names of people in a document, weighed."""
    headlines = find_headlines(sentences, lexicon)
    somebodies = find_somebodies(sentences, headlines, lexicon)
    said = SaidInClaims(text, claims, possible)
    rows, kinds = NameRows(sentences, somebodies, headlines, lexicon), WordKinds(lexicon)
    dead = count_dead(somebodies, said, rows)
    features = [person_features(one, said, rows, kinds, dead, lexicon) for one in somebodies]
    weights = load_weights("people", lexicon.language)
    if weights is None:
        return Weighed(somebodies, features, [None] * len(somebodies), dead)
    first = [weights.first.probability(found) for found in features]
    second = second_person_features(somebodies, first, dead)
    likely = [weights.second.probability((*found, *more)) for found, more in zip(features, second, strict=True)]
    return Weighed(somebodies, features, likely, dead)


def read_people(text: str, sentences: Sequence[SentenceChunks], reading: Reading, lexicon: Lexicon, identity: str) -> Reading:
    """The reading with the people whom the document names. `identity` is what their ids are made from."""
    listed = listed_people(text, lexicon)
    if not reading.claims and not reading.possible and not listed:
        return reading
    weighed = weigh_names(text, sentences, reading.claims, reading.possible, lexicon)
    told = list(_told(text, weighed, reading.claims, sentences, lexicon))
    told += told_by_lists(listed, told, weighed.somebodies, sentences, lexicon)
    starts = sorted({one.span.start for somebody in weighed.somebodies for one in somebody.appearances})
    describing = _Describing(text, sentences, reading.claims, lexicon, identity, starts, listed)
    people = share_descriptions(text, [describing.person(*one) for one in told], reading.claims, lexicon)
    once = {one.id: one for one in people}
    claims = tuple(_with_people(claim, once.values()) for claim in reading.claims)
    return replace(reading, claims=claims, people=tuple(sorted(once.values(), key=lambda one: one.names[0].start)))


def _with_people(claim: Claim, people: Iterable[NamedPerson]) -> Claim:
    """The claim with the ages that the document gives its named victims elsewhere ("Lund" is "Ada Lund, 34"), and with the name
    that stands beside the words for its one victim ("a boy, Ivo Brandt").
    """
    named_in = [one for one in people if claim.id in one.claims]
    if not claim.names and len(named_in) == 1:
        one = named_in[0]
        where = min(one.names, key=lambda span: abs(span.start - claim.victims.end))
        age = one.value("age")
        return replace(claim, names=(NamedVictim(where, one.name, int(age) if age.isdigit() else None),))
    ages = {span: one.value("age") for one in named_in for span in one.names}

    def aged(named: NamedVictim) -> NamedVictim:
        age = next((age for span, age in ages.items() if span.overlaps(named.span) and age.isdigit()), "")
        return replace(named, age=int(age)) if age and named.age is None else named

    return replace(claim, names=tuple(map(aged, claim.names)))


def people_of_claim(
    text: str, sentences: Sequence[SentenceChunks], claim: Claim, lexicon: Lexicon, identity: str
) -> list[NamedPerson]:
    """The people whom a claim that a person added names, described as any other. Nobody where its harm is no fate."""
    if claim.harm not in FATES:
        return []
    known = find_somebodies(sentences, find_headlines(sentences, lexicon), lexicon)
    starts = sorted({one.span.start for somebody in known for one in somebody.appearances})
    describing = _Describing(text, sentences, [claim], lexicon, identity, starts)
    out = []
    for named in claim.names:
        one = appearance_of(named.span, sentences, lexicon)
        if one is not None:
            bearer = next((body for body in known if any(one.span.overlaps(other.span) for other in body.appearances)), None)
            person = describing.person(bearer or Somebody([one]), claim.harm, 1.0)
            out.append(replace(person, id=stable_id("n", person.id, claim.id)))
    return out


def _told(
    text: str, weighed: Weighed, claims: Sequence[Claim], sentences: Sequence[SentenceChunks], lexicon: Lexicon
) -> Iterator[tuple[Somebody, str, float]]:
    """Of whom the document tells a fate, with that fate and how sure it is."""
    weights = load_weights("people", lexicon.language)
    for somebody, likely in zip(weighed.somebodies, weighed.likely, strict=True):
        fate, sure = _by_claims(text, somebody, claims)
        if likely is not None and weights is not None:
            if likely >= (weights.claim if fate in (None, Harm.KILLED) else AGAINST_WORDS):
                fate, sure = Harm.KILLED, likely
            elif fate == Harm.KILLED:
                continue
        if fate is not None:
            yield somebody, fate, sure
    for somebody in _named_by_claims_alone(claims, weighed.somebodies, sentences, lexicon):
        fate, sure = _by_claims(text, somebody, claims)
        if fate is not None:
            yield somebody, fate, sure


def _by_claims(text: str, somebody: Somebody, claims: Sequence[Claim]) -> tuple[str | None, float]:
    """The fate by the claims that name somebody, and the confidence of the surest of them."""
    naming = [claim for claim, _ in naming_claims(text, somebody, claims)]
    fate = settle_fate(naming)
    said = [claim.confidence for claim in naming if claim.harm == fate and claim.confidence is not None]
    return fate, max(said, default=1.0)


def _named_by_claims_alone(
    claims: Sequence[Claim], somebodies: Sequence[Somebody], sentences: Sequence[SentenceChunks], lexicon: Lexicon
) -> list[Somebody]:
    """Those whom a claim names as no run of capitals does; with a single word only where an age stands beside it, for else a
    single word is too often a place or a nickname.
    """
    known = [one.span for somebody in somebodies for one in somebody.appearances]
    alone: dict[tuple[str, ...], Somebody] = {}
    for named in (named for claim in claims for named in claim.names):
        one = None if any(named.span.overlaps(span) for span in known) else appearance_of(named.span, sentences, lexicon)
        if one is not None and (len(one.words) > 1 or age_beside(one, lexicon) is not None):
            alone.setdefault(one.words, Somebody()).add(one)
    return list(alone.values())


@dataclass(frozen=True, slots=True)
class _Describing:
    """What is needed to describe the people of one document; `starts` are the places where its names begin."""

    text: str
    sentences: Sequence[SentenceChunks]
    claims: Sequence[Claim]
    lexicon: Lexicon
    identity: str
    starts: Sequence[int]
    listed: Sequence[Listed] = ()

    def person(self, somebody: Somebody, fate: str, sure: float) -> NamedPerson:
        """Somebody with all that the document says of them."""
        text, fullest = self.text, somebody.fullest
        own = {one.span.start for one in somebody.appearances}
        others = [start for start in self.starts if start not in own]
        fields = {one.field: one for one in describe_person(text, somebody, self.sentences, others, self.lexicon)}
        named = list(naming_claims(text, somebody, self.claims))
        naming = [claim for claim, _ in named if claim.harm == fate]
        age = fields["age"].value if "age" in fields else ""
        counting = None if naming else counting_claim(text, somebody, fate, age, self.claims)
        telling = naming or ([counting] if counting is not None else [])
        spans = [one.span for one in somebody.appearances]
        on_list = next((one for one in self.listed if any(one.name.overlaps(span) for span in spans)), None)
        more = (
            *(on_list.fields if on_list is not None else ()),
            *fields_of_claims(text, [name for _, name in named if name is not None], telling, self.lexicon),
            *find_fate_dates(somebody, self.lexicon),
            self._circumstances(somebody, naming),
        )
        for field in more:
            fields.setdefault(field.field, field)
        return NamedPerson(
            stable_id("n", self.identity, *somebody.words),
            " ".join(fullest.span.of(text).split()),
            fate,
            (fullest.span, *(one.span for one in somebody.appearances if one is not fullest)),
            tuple(fields.values()),
            tuple(dict.fromkeys(claim.id for claim in naming)),
            counting.id if counting is not None else "",
            round(sure, 2),
        )

    def _circumstances(self, somebody: Somebody, naming: Sequence[Claim]) -> PersonField:
        """The sentence of a claim that names the person, else the one where the full name stands."""
        at = min((claim.evidence.start for claim in naming), default=somebody.fullest.span.start)
        sentences = [one.sentence.span for one in (somebody.fullest, *somebody.appearances)]
        span = next((span for span in sentences if span.start <= at < span.end), sentences[0])
        return PersonField("circumstances", span, " ".join(span.of(self.text).split()))
