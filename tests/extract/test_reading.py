"""What the reader must get right, on invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.extract import read_text
from cenotaph.extract.verify import verify_drafts
from cenotaph.model import Claim, DateInterval, Reading, word_reason
from cenotaph.text import load_lexicon

REPORT = DateInterval.from_edtf("2009-03-16")


def read(text: str) -> list[Claim]:
    return list(read_text(text, published=REPORT).claims)


def brief(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [(c.harm, c.count.low, c.count.high, c.victims.of(text)) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 22 villagers were killed in Ostremar.", [("killed", 22, None, "At least 22 villagers")]),
        ("Armed men killed nine peasants near Tull.", [("killed", 9, 9, "nine peasants")]),
        (
            "The blast left 67 dead and about 100 wounded.",
            [("killed", 67, 67, "67 dead"), ("injured", 100, 100, "about 100 wounded")],
        ),
        (
            "A bomb exploded, killing 14 people and injuring several others.",
            [("killed", 14, 14, "14 people"), ("injured", 3, None, "several others")],
        ),
        ("The murder of 61 civilians shook the valley.", [("killed", 61, 61, "61 civilians")]),
        ("Three hundred people fled the town.", [("displaced", 300, 300, "Three hundred people")]),
        ("The rebels took 30 people hostage.", [("abducted", 30, 30, "30 people")]),
        ("The fate of another 150 people remains unknown.", [("missing", 150, 150, "another 150 people")]),
        ("130 children lost one of their parents.", [("bereaved", 130, 130, "130 children")]),
        ("The death toll rose to 45.", [("killed", 45, 45, "45")]),
        ("Police arrested two students.", [("detained", 2, 2, "two students")]),
        ("There were no casualties.", [("killed", 0, 0, "no casualties")]),
        ("Two suicide bombers blew themselves up.", [("killed", 2, 2, "Two suicide bombers")]),
        ("Ada Lund, 53, was killed by a shell.", [("killed", 1, 1, "Ada Lund")]),
        ("The kidnapping of Marten Oroz ended on Friday.", [("abducted", 1, 1, "Marten Oroz")]),
        ("A 17-year-old was wounded.", [("injured", 1, 1, "A 17-year-old")]),
        ("Monitors found 12 bodies at the quarry.", [("killed", 12, 12, "12 bodies")]),
        ("Between 500 and 1,000 people were massacred.", [("killed", 500, 1000, "Between 500 and 1,000 people")]),
    ],
)
def test_reads_harm_number_and_victims(text: str, expected: list[tuple[str, int | None, int | None, str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels vowed to kill ten soldiers.",
        "If 20 people were killed, the law would change.",
        "He is 53 years old and has three cars.",
        "Three attacks were reported on Sunday.",
        "The town lies 30 km from the coast.",
        "Civilians were killed.",
        "The fine is $200 for two people.",
        "40 per cent of the houses were destroyed.",
        "They planned to abduct two ministers.",
        "Six people were not killed.",
        "In 1992 the war began.",
    ],
)
def test_makes_no_claim_of_what_is_none(text: str) -> None:
    assert brief(text) == []


def test_parts_are_of_a_whole_and_never_summands() -> None:
    text = "The raid led to the murder of 61 civilians, including 10 women, six children and seven elderly persons."
    whole, *parts = read(text)
    assert whole.part_of is None
    assert [(p.count.low, p.groups, p.part_of) for p in parts] == [
        (10, ("women",), whole.id),
        (6, ("children",), whole.id),
        (7, ("elderly",), whole.id),
    ]


def test_a_breakdown_belongs_to_the_toll_before_it() -> None:
    text = "Fourteen people were killed in Tull. The dead were five children, four women and five men."
    whole, *parts = read(text)
    assert {p.part_of for p in parts} == {whole.id}
    assert [p.groups for p in parts] == [("children",), ("women",), ("men",)]


def test_of_them_is_a_part() -> None:
    whole, part = read("Gunmen murdered eight people in Tull, six of them monks.")
    assert (part.count.low, part.part_of) == (6, whole.id)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("At least 24 people were killed, the Valley Press Agency said.", "the Valley Press Agency"),
        ("Mayor Oskar Venn said that nine people were killed.", "Mayor Oskar Venn"),
        ("According to hospital officials, two people were injured.", "hospital officials"),
        ("“Nine people were killed,” said Ambassador Ines Tarrow at the start of the service.", "Ambassador Ines Tarrow"),
        ("Oskar Venn spoke first. Mr Venn said nine people were killed.", "Oskar Venn"),
        ("Six people were wounded, he said.", "he"),
        ("A spokesman for the army, Rado Silt, said four soldiers were killed.", "A spokesman for the army, Rado Silt"),
        ("Nine people were killed. The bridge was closed, the mayor said.", ""),
        ("It was reported that nine people were killed.", ""),
        ("According to reports, nine people were killed.", ""),
        ("The commission counted 79 dead.", "The commission"),
    ],
)
def test_finds_who_says_it(text: str, speaker: str) -> None:
    claims = read(text)
    assert len(claims) == 1
    assert claims[0].speaker_text == speaker


def test_a_run_of_quotations_keeps_its_speaker() -> None:
    text = "“Nine people were killed,” said Bishop Anselm Tor at the start.\n\n“Forty people fled the town.”\n\nTwelve people were detained."
    assert [c.speaker_text for c in read(text)] == ["Bishop Anselm Tor", "Bishop Anselm Tor", ""]


def test_denial_and_fear_are_statuses() -> None:
    denied, feared = read("The ministry denied that 40 civilians had been killed. Twelve people were feared dead.")
    assert (denied.status, denied.speaker_text) == ("denied", "The ministry")
    assert feared.status == "feared"


@pytest.mark.parametrize(
    "text",
    [
        "More than 3,000 people have been killed since the war began in 2007.",
        "403 people were killed in November.",
        "Nearly 90 people were wounded over the past six months.",
    ],
)
def test_a_number_that_sums_a_period_is_cumulative(text: str) -> None:
    assert [c.scope for c in read(text)] == ["cumulative"]


def test_a_war_s_dead_told_in_passing_are_no_number_of_the_news() -> None:
    news = "TULL, 4 MAR 2009 (VALLEY) -- Mayor Oro Venn was killed on 3 March 2009 in Tull, a neighbour said.\n\n"
    filler = "The road to the coast was closed for most of the day, and the market did not open.\n\n" * 8
    text = f"{news}{filler}More than 70,000 people have died. The mayor was known for his speeches."
    assert [(c.count.low, c.scope) for c in read(text) if c.harm == "killed"] == [(1, "incident"), (70_000, "cumulative")]


def test_one_night_is_an_incident() -> None:
    assert [c.scope for c in read("Nine people were killed in Ostremar in March 2009.")] == ["incident"]


def test_a_missing_year_is_inferred_from_evidence_and_says_why() -> None:
    ceremony = "The service was held on Tuesday, Feb. 22.\n\nIt marked the 30th anniversary of the raid in 1992.\n\n"
    text = ceremony + "“Thirty years ago, on the night of Feb. 25, 61 people were killed in Ostremar,” said Bishop Tor."
    reading = read_text(text)
    assert reading.report_date is not None
    assert reading.report_date.interval == DateInterval.from_edtf("2022-02-22")
    claim = reading.claims[0]
    assert claim.date is not None
    assert claim.date.interval == DateInterval.from_edtf("1992-02-25")
    assert claim.date.inferred
    assert "30 years before the report" in word_reason(claim.date.why)


def test_the_date_of_saying_dates_no_harm() -> None:
    claim = read("Nine people were killed in Tull, police said Sunday.")[0]
    assert claim.date is None


def test_place_and_alleged_perpetrator() -> None:
    claim = read("Fighters of the Northern Front killed nine people in the town of Ostremar on Saturday.")[0]
    assert claim.place is not None
    assert (claim.place.place.name, claim.place.place.precision, claim.place.place.gazetteer_id) == ("Ostremar", "town", None)
    assert claim.alleged_perpetrator is not None
    assert claim.alleged_perpetrator.text.startswith("Fighters")


def test_characterisations_are_somebodys() -> None:
    text = "The raid was recognised by both houses of Karovia’s assembly in 2011 as an act of genocide, the ambassador said. It was a massacre."
    first, second = read_text(text).characterisations
    assert (first.term, first.by_body, first.date, first.speaker_text) == (
        "genocide",
        "both houses of Karovia’s assembly",
        "2011",
        "the ambassador",
    )
    assert (second.term, second.speaker_text) == ("massacre", "")


def test_what_the_text_does_not_bear_out_is_refused() -> None:
    from cenotaph.extract.draft import Draft, SentenceChunks
    from cenotaph.model import CountRange, Span
    from cenotaph.text import tokenise

    text = "Nine people were not killed in Tull."
    lexicon = load_lexicon("en")
    sentence = SentenceChunks(0, 0, Span(0, len(text)), tokenise(text), [], lexicon)

    def refusal(**fields: object) -> str:
        draft = Draft(
            **(
                {
                    "sentence": sentence,
                    "victim": 0,
                    "harm": "killed",
                    "count": CountRange(9, 9),
                    "victims": Span(0, 11),
                    "evidence": Span(0, 27),
                }
                | fields
            )
        )  # type: ignore[arg-type]
        made: Reading = verify_drafts(text, [draft], [], None, "test/1", lexicon)
        assert made.claims == ()
        return word_reason(made.refusals[0].why)

    assert "negation" in refusal()
    assert "re-reads as 9" in refusal(count=CountRange(90, 90), evidence=Span(0, 11))
    assert "ends after the text" in refusal(evidence=Span(0, 900))
    assert "does not hold" in refusal(evidence=Span(12, 20))


PIECES = [
    "At least nine people", "were killed", "killed", "including two women", "Mayor Venn said", ",", ".", "“", "”", '"', "not", "if", "three of them", "in Tull", "on Feb. 25",
    "the", "of", "and", "1,200", "0", "dozens of", "wounded", "The dead were", "denied that", "\n\n", "(", ")", "--", "a 5-year-old", "since", "who", "was", "CIVILIANS", "ÀÉ", "٣",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_offsets_hold_for_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    reading = read_text(text, published=REPORT)
    ids = {claim.id for claim in reading.claims}
    assert len(ids) == len(reading.claims)
    for claim in reading.claims:
        assert claim.evidence.holds(claim.victims)
        assert claim.evidence.end <= len(text)
        assert claim.part_of is None or claim.part_of in ids
        assert claim.speaker is None or " ".join(claim.speaker.of(text).split()) == claim.speaker_text
        assert claim.rules


@given(st.text(max_size=400))
def test_no_text_ends_the_reader(text: str) -> None:
    assert read_text(text) == read_text(text)
