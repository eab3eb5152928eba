"""The named people of one incident, each once: from those whom its documents name.

Two names are one person's where one can be the other and no age speaks against it. Two people whom one document names stay two.
What documents say otherwise of one person stays visible in what each says; the value shown is the one that most of them give.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cenotaph.model import FATES, ClaimInDocument, ClaimStatus, Harm, NamedInDocument, PersonField
from cenotaph.reconcile.persons import AGE_SLIP, one_name, sex_of_mention
from cenotaph.text import compare_names, mark_text, parse_name

__all__ = ["NamedInIncident", "describe_the_only_one", "join_named"]

ALIKE = 0.8  # names of two spellings, where the age is one


@dataclass(frozen=True, slots=True)
class NamedInIncident:
    """One person of an incident, as all its documents name them; at least one. `described` is what claims of other documents say
    of somebody unnamed who can only be this person.
    """

    named: tuple[NamedInDocument, ...]
    described: tuple[PersonField, ...] = ()

    @property
    def name(self) -> str:
        """The name of the most words that most documents write."""
        written = Counter(one.person.name for one in self.named)
        return max(written, key=lambda name: (len(parse_name(name).words), written[name], name))

    @property
    def fate(self) -> str:
        """What became of them, by the gravest that a document says."""
        said = {one.person.fate for one in self.named}
        return next((fate for fate in FATES if fate in said), sorted(said)[0])

    def value(self, field: str) -> str:
        """What most documents say under a field; where none that names the person says anything, what others do, else empty."""
        said = Counter(value for one in self.named if (value := one.person.value(field)))
        said = said or Counter(one.value for one in self.described if one.field == field)
        return min(said, key=lambda value: (-said[value], value), default="")


def join_named(found: Iterable[NamedInDocument]) -> list[NamedInIncident]:
    """The people of one incident, those whom most documents name first; the same for any order of the documents."""
    groups: list[list[NamedInDocument]] = []
    for one in sorted(found, key=lambda named: (-len(parse_name(named.person.name).words), named.document_id, named.person.id)):
        home = next((group for group in groups if _fits(group, one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    joined = [NamedInIncident(tuple(sorted(group, key=lambda named: (named.document_id, named.person.id)))) for group in groups]
    return sorted(joined, key=lambda one: (-len(one.named), one.name, one.named[0].person.id))


def describe_the_only_one(joined: Sequence[NamedInIncident], claims: Iterable[ClaimInDocument]) -> list[NamedInIncident]:
    """The people with what claims say of one killed person without a name, where the incident names one dead and no claim tells
    of more: whom else could they mean?
    """
    dead = [one for one in joined if one.fate == Harm.KILLED]
    killed = [c for c in claims if c.claim.harm == Harm.KILLED and c.claim.status == ClaimStatus.ASSERTED]
    if len(dead) != 1 or any((c.claim.count.high or c.claim.count.lowest) > 1 for c in killed):
        return list(joined)
    said: list[PersonField] = []
    for stated in killed:
        ages = mark_text(stated.victims_words).ages
        said += [PersonField("age", stated.claim.victims, str(age)) for age in ages if len(ages) == 1]
        said += [PersonField("sex", stated.claim.victims, sex) for sex in sex_of_mention(stated)]
    return [replace(one, described=tuple(said)) if one is dead[0] else one for one in joined]


def _fits(group: Sequence[NamedInDocument], one: NamedInDocument) -> bool:
    """Whether somebody can be the person of a group: another document's, with a name and an age that can be theirs. One name
    written alike is one person, whatever ages are given; of one age are names that sound alike.
    """
    if any(other.document_id == one.document_id for other in group):
        return False
    words = parse_name(one.person.name).words
    if len(words) > 1 and any(parse_name(other.person.name).words == words for other in group):
        return True
    ages = [int(age) for other in group if (age := other.person.value("age")).isdigit()]
    own = one.person.value("age")
    aged = own.isdigit() and bool(ages)
    if aged and min(abs(age - int(own)) for age in ages) > AGE_SLIP:
        return False
    if any(one_name(other.person.name, one.person.name) for other in group):
        return True
    return aged and int(own) in ages and any(compare_names(other.person.name, one.person.name) >= ALIKE for other in group)
