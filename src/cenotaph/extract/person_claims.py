"""What the claims of a document say of the people it names: which name them, which count them, and what they add.

"A 15-year-old boy was killed. … He was identified as Ada Lund" tells the age and the sex of somebody only where one person alone
can be meant; else nothing is carried over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cenotaph.extract.appearances import Somebody
from cenotaph.model import FATES, Claim, ClaimStatus, Harm, NamedPerson, NamedVictim, PersonField, Span
from cenotaph.text import Lexicon, fold, mark_text

__all__ = ["counting_claim", "fields_of_claims", "naming_claims", "settle_fate", "share_descriptions", "stands_beside"]

JOINTS, LONGEST_JOINT = " ,(–-\n", 3  # what may stand between a name and an apposition
LEAST = 0.5  # of a claim's confidence, to name somebody hurt, missing or taken
SEXES = (("female", "women"), ("male", "men"))


def naming_claims(text: str, somebody: Somebody, claims: Sequence[Claim]) -> Iterator[tuple[Claim, NamedVictim | None]]:
    """The claims that name somebody, with the name as the claim has it; None where the name stands right beside the words for the
    one victim of a claim that names nobody: "a boy, Ivo Brandt, was hurt".
    """
    spans = [one.span for one in somebody.appearances]
    for claim in claims:
        named = [name for name in claim.names if any(name.span.overlaps(span) for span in spans)]
        if named:
            yield from ((claim, name) for name in named)
        elif not claim.names and any(stands_beside(text, claim, span) for span in spans):
            yield claim, None


def stands_beside(text: str, claim: Claim, span: Span) -> bool:
    """Whether nothing but a comma or a bracket stands between a name and the words for the one victim of a claim."""
    if not claim.count.low == claim.count.high == 1:
        return False
    between = text[claim.victims.end : span.start] if claim.victims.end <= span.start else text[span.end : claim.victims.start]
    return bool(between) and len(between) <= LONGEST_JOINT and all(mark in JOINTS for mark in between)


def settle_fate(claims: Sequence[Claim]) -> str | None:
    """What became of somebody by the claims that name them and say so surely enough; None where none does."""
    harms = {c.harm for c in claims if c.status == ClaimStatus.ASSERTED and (c.confidence is None or c.confidence >= LEAST)}
    return next((fate for fate in FATES if fate in harms), None)


def counting_claim(text: str, somebody: Somebody, fate: str, age: str, claims: Sequence[Claim]) -> Claim | None:
    """The claim that counts somebody whom no claim names: the one whose words give the same age, the one in whose evidence the
    name stands, else the largest of those that name nobody.
    """
    of_fate = [claim for claim in claims if claim.harm == fate and claim.status == ClaimStatus.ASSERTED]
    aged = [claim for claim in of_fate if age.isdigit() and int(age) in mark_text(claim.victims.of(text)).ages]
    beside = [claim for claim in of_fate if any(claim.evidence.holds(one.span) for one in somebody.appearances)]
    unnamed = [claim for claim in of_fate if not claim.names] or of_fate
    largest = sorted(unnamed, key=lambda claim: (-(claim.count.low or 0), claim.victims.start))
    return next(iter((*aged, *beside, *largest)), None)


def fields_of_claims(
    text: str, named: Sequence[NamedVictim], telling: Sequence[Claim], lexicon: Lexicon
) -> Iterator[PersonField]:
    """What claims say of a person: age and trade beside the name as they have it, `named`; sex, day and place of the harm by
    those `telling` of them.
    """
    for name in named:
        if name.age is not None:
            yield PersonField("age", name.span, str(name.age))
        if name.occupation and name.occupation not in lexicon.words("naming", "no_trades"):
            yield PersonField("occupation", name.span, name.occupation)
    for claim in telling:
        if claim.count.low == claim.count.high == 1:
            ages = mark_text(claim.victims.of(text)).ages
            yield from (PersonField("age", claim.victims, str(age)) for age in ages if len(ages) == 1)
            yield from (PersonField("sex", claim.victims, sex) for sex, group in SEXES if group in claim.groups)
            if "children" in claim.groups:
                yield PersonField("child", claim.victims, " ".join(claim.victims.of(text).split()))
        if claim.date is not None and claim.date.interval is not None and claim.date.span is not None:
            yield PersonField("harm_date", claim.date.span, claim.date.interval.edtf)
        if claim.place is not None:
            yield PersonField("harm_place", claim.place.span, " ".join(claim.place.span.of(text).split()))


def share_descriptions(text: str, people: Sequence[NamedPerson], claims: Sequence[Claim], lexicon: Lexicon) -> list[NamedPerson]:
    """The people with the age and the sex of somebody killed whom a claim describes without a name, and that it is a child, where
    only one of the named dead can be meant.
    """
    dead = [one for one in people if one.fate == Harm.KILLED]
    described = [
        claim
        for claim in claims
        if claim.harm == Harm.KILLED and not claim.names and claim.count.low == claim.count.high == 1
        and claim.status == ClaimStatus.ASSERTED
    ]  # fmt: skip
    told = {"age": _ages(text, described), "sex": _sexes(text, described, lexicon), "child": _children(text, described)}
    more = [found for code, said in told.items() for found in _left_over(code, dead, said)]
    return [replace(one, fields=(*one.fields, *(field for who, field in more if who is one))) for one in people]


def _left_over(code: str, dead: Sequence[NamedPerson], told: Sequence[PersonField]) -> Iterator[tuple[NamedPerson, PersonField]]:
    """The one value that claims give and no named dead has, for the one of them who lacks it."""
    lacking = [one for one in dead if not one.value(code)]
    taken = {one.value(code) for one in dead} if code == "age" else set()
    values = {field.value for field in told if field.value not in taken}
    if len(lacking) == 1 and (len(values) == 1 or values and code == "child") and (code == "age" or len(dead) == 1):
        yield lacking[0], next(field for field in told if field.value in values)


def _ages(text: str, described: Sequence[Claim]) -> list[PersonField]:
    told = [(claim, mark_text(claim.victims.of(text)).ages) for claim in described]
    return [PersonField("age", claim.victims, str(next(iter(ages)))) for claim, ages in told if len(ages) == 1]


def _sexes(text: str, described: Sequence[Claim], lexicon: Lexicon) -> list[PersonField]:
    out = []
    for claim in described:
        words = set(fold(claim.victims.of(text)).replace("-", " ").split())
        for sex, group in SEXES:
            if group in claim.groups or words & lexicon.words("naming", f"{sex}_words"):
                out.append(PersonField("sex", claim.victims, sex))
    return out


def _children(text: str, described: Sequence[Claim]) -> list[PersonField]:
    children = (claim.victims for claim in described if "children" in claim.groups)
    return [PersonField("child", span, " ".join(span.of(text).split())) for span in children]
