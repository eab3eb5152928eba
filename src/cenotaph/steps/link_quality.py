"""How good the last linking of a case is, from the sample of its pairs that people judged, and which pairs of it wait."""

from collections.abc import Mapping, Sequence

from cenotaph.errors import WrongUse
from cenotaph.link import LinkQuality, QualityPair, draw_sample, estimate_quality, strata_of
from cenotaph.model import PairState
from cenotaph.steps.placement import holders_of
from cenotaph.store import Record, RecordPair

__all__ = ["SAMPLED", "link_quality", "pairs_for_quality", "quality_and_waiting"]

SAMPLED = 200  # pairs: an afternoon for one person, and a precision of 0.95 within three points


def link_quality(record: Record) -> LinkQuality:
    """Precision and recall of what the program joined by itself. Raises `WrongUse` before the first linking."""
    return quality_and_waiting(record)[0]


def pairs_for_quality(record: Record) -> list[RecordPair]:
    """The pairs of the sample that nobody has judged, in the order in which they are asked."""
    held = dict(_pairs(record))
    return _waiting(record, held, draw_sample(held, SAMPLED))


def quality_and_waiting(record: Record) -> tuple[LinkQuality, list[RecordPair]]:
    """Both from one reading of the pairs. Raises `WrongUse` before the first linking."""
    last = record.victims.last_run()
    if last is None:
        raise WrongUse("nothing was linked yet", remedy="link the lists with: cenotaph link")
    held = dict(_pairs(record))
    sample = draw_sample(held, SAMPLED)
    strata = strata_of(held, sample, record.standing.same_victim, record.standing.different_victim)
    return estimate_quality(strata, float(last.report["matching_pairs_missed"])), _waiting(record, held, sample)


def _waiting(record: Record, held: Mapping[QualityPair, RecordPair], sample: Sequence[QualityPair]) -> list[RecordPair]:
    standing = record.standing
    judged = {tuple(sorted(pair)) for pair in (*standing.same_victim, *standing.different_victim)}
    return [held[one] for one in sample if one.ids not in judged]


def _pairs(record: Record) -> list[tuple[QualityPair, RecordPair]]:
    """The scored pairs but those of one list that names nobody twice, which are two people by what was said of the list. What
    the program joined by itself is told from its state and weight: a judgement joins and parts as well.
    """
    records = list(record.lists.records())
    holder = {entry.id: held for entry, held in zip(records, holders_of(record, records), strict=True)}
    found = []
    for one in record.victims.pairs():
        if holder.get(one.first) and holder.get(one.first) == holder.get(one.second):
            continue
        by_itself = one.weight >= 0 and one.state in (PairState.JOINED, PairState.JUDGED)
        found.append((QualityPair(one.first, one.second, one.weight, by_itself), one))
    return found
