"""One victim as a page: every record behind the person, each as its list gives it, and why they are thought to be one.

A working page for those who decide, not for publication: it names people as the lists do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cenotaph.link import EvidenceLine, explain_parts, odds_words
from cenotaph.model import Victim, VictimRecord
from cenotaph.show.render import render_page
from cenotaph.show.waterfall import draw_waterfall
from cenotaph.store import RecordPair
from cenotaph.text import align_names, romanised_name
from cenotaph.vocabulary import load_vocabulary

__all__ = ["ShownPair", "VictimEvidence", "render_victim_page", "show_pair"]


@dataclass(frozen=True, slots=True)
class VictimEvidence:
    """A victim with its records, the pairs among them, the pairs to others that are not ruled out, list names by id, and who may
    be of one family with it: victim ids with a name.
    """

    victim: Victim
    records: Mapping[str, VictimRecord]
    inside: Sequence[RecordPair]
    outside: Sequence[RecordPair]
    lists: Mapping[str, str]
    relatives: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with its two records, its evidence in words and as a picture."""

    pair: RecordPair
    first: VictimRecord
    second: VictimRecord
    lines: list[EvidenceLine]
    odds: str
    picture: str

    @property
    def latin(self) -> tuple[str, str]:
        """Both names in Latin letters; "" for one that is written so."""
        return romanised_name(self.first.name), romanised_name(self.second.name)

    @property
    def words(self) -> list[tuple[str, str, int]]:
        """The words of both names laid beside each other, with how alike they are, in per cent."""
        return [(one, other, round(100 * likeness)) for one, other, likeness in align_names(self.first.name, self.second.name)]


def render_victim_page(evidence: VictimEvidence) -> str:
    """The page as one string. It loads nothing and runs nothing; cells are shown as text only."""
    records = [evidence.records[record] for record in evidence.victim.records]
    fields = [field for field in load_vocabulary("record_field").terms if any(record.values.get(field) for record in records)]
    return render_page(
        "victim",
        victim=evidence.victim,
        records=records,
        fields=fields,
        lists=evidence.lists,
        inside=[show_pair(pair, evidence) for pair in evidence.inside],
        outside=[show_pair(pair, evidence) for pair in evidence.outside],
        relatives=evidence.relatives,
    )


def show_pair(pair: RecordPair, evidence: VictimEvidence) -> ShownPair:
    """What a page shows of one pair of `evidence`."""
    lines = explain_parts(pair.parts, pair.weight)
    first, second = evidence.records[pair.first], evidence.records[pair.second]
    return ShownPair(pair, first, second, lines, odds_words(pair.weight), draw_waterfall(lines))
