"""The check on write, the same for every extractor: what the text does not bear out is refused, never repaired.

A claim passes when every span lies in the text, the evidence holds the victims, the count re-reads from the victims'
words by the shared number grammar, and no negation or fear inside the evidence has been dropped.
"""

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.errors import InvalidValue
from cenotaph.extract.draft import Draft
from cenotaph.extract.victims import describe_victims
from cenotaph.model import (
    Characterisation,
    Claim,
    ClaimStatus,
    CountRange,
    DatedAs,
    Reading,
    Reason,
    Refusal,
    stable_id,
    text_digest,
)
from cenotaph.text import Lexicon, read_count

__all__ = ["verify_drafts"]

SUREST = 0.99  # of the claims that the model is surest of, four in a hundred are wrong on texts it was not fitted on


def verify_drafts(
    text: str,
    drafts: Sequence[Draft],
    characterisations: Sequence[Characterisation],
    report: DatedAs | None,
    extractor: str,
    lexicon: Lexicon,
    identity: str = "",
) -> Reading:
    """A `Reading` of the drafts that pass; the others are in its refusals with the reason."""
    digest = text_digest(text)
    ids = {id(draft): stable_id("c", identity or digest, draft.victims.start, draft.victims.end, draft.harm) for draft in drafts}
    claims: list[Claim] = []
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for draft in drafts:
        fault = Reason.of("words_taken") if ids[id(draft)] in seen else _fault(text, draft, lexicon)
        if fault is None:
            try:
                claims.append(_claim(text, draft, ids, lexicon))
                seen.add(ids[id(draft)])
                continue
            except InvalidValue as invalid:
                fault = Reason.of("invalid", words=invalid.what)
        refusals.append(Refusal(draft.evidence.of(text), fault))
    claims = [_without_refused_whole(claim, seen) for claim in claims]
    return Reading(extractor, digest, report, tuple(claims), tuple(characterisations), refusals=tuple(refusals))


def _without_refused_whole(claim: Claim, seen: set[str]) -> Claim:
    if claim.part_of is None or claim.part_of in seen:
        return claim
    return replace(claim, part_of=None)


def _fault(text: str, draft: Draft, lexicon: Lexicon) -> Reason | None:
    spans = [draft.evidence, draft.victims, *draft.names, *draft.speaker_chain, *filter(None, [draft.antecedent])]
    if any(span.end > len(text) for span in spans):
        return Reason.of("span_after_text")
    if not draft.evidence.holds(draft.victims):
        return Reason.of("evidence_without_victims")
    words = draft.victims.of(text)
    read = read_count(words if draft.antecedent is None else draft.antecedent.of(text), lexicon)
    if read is None:
        read = CountRange(1, 1) if len(draft.names) <= 1 else CountRange(len(draft.names), len(draft.names))
    listed = bool(draft.names) and draft.count == CountRange(len(draft.names), len(draft.names))
    if (read.low, read.high) != (draft.count.low, draft.count.high) and not listed:
        return Reason.of("count_rereads", read=read, count=draft.count)
    clause = _rest_of_clause(text, draft, lexicon)
    if draft.count.high != 0 and any(word in lexicon.words("grammar", "negators") for word in clause):
        return Reason.of("negated")
    if draft.status == ClaimStatus.ASSERTED and any(word in lexicon.words("grammar", "fearing") for word in clause):
        return Reason.of("fear_between")
    return None


def _rest_of_clause(text: str, draft: Draft, lexicon: Lexicon) -> list[str]:
    """The words of the evidence after the victims, up to the end of the clause; a phrase that tells a harm ("did not survive",
    "sin vida") is no negation.
    """
    words: list[str] = []
    tokens = lexicon.tokenise(text, draft.victims.end, draft.evidence.end)
    at = 0
    while at < len(tokens):
        if tokens[at].text in ",;:،" or tokens[at].lower in lexicon.words("grammar", "conjunctions"):
            break
        told = lexicon.phrases("harms").match(tokens, at)
        if told is None:
            words.append(tokens[at].lower)
        at = told[1] if told is not None else at + 1
    return words


def _confidence(draft: Draft) -> float | None:
    """The fitted probability, never said to be certain; None for what a language model proposed."""
    return None if draft.probability is None else min(round(draft.probability, 2), SUREST)


def _claim(text: str, draft: Draft, ids: dict[int, str], lexicon: Lexicon) -> Claim:
    rules = tuple(dict.fromkeys(draft.rules))
    return Claim(
        id=ids[id(draft)],
        evidence=draft.evidence,
        victims=draft.victims,
        harm=draft.harm,
        count=draft.count,
        groups=tuple(dict.fromkeys(draft.groups)),
        names=describe_victims(text, draft, lexicon),
        part_of=ids.get(id(draft.part_of)) if draft.part_of is not None else None,
        speaker=draft.speaker,
        speaker_chain=draft.speaker_chain,
        speaker_text=" ".join(draft.speaker.of(text).split()) if draft.speaker else "",
        status=draft.status,
        scope=draft.scope,
        date=draft.date,
        place=draft.place,
        alleged_perpetrator=draft.alleged_perpetrator,
        rules=rules,
        confidence=_confidence(draft),
    )
