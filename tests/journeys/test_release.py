"""From a reviewed record to a release: what must be in it, and what must be nowhere in it."""

import json
import re
from pathlib import Path

import pytest

from cenotaph.errors import CannotPublish
from cenotaph.link import DuckDbEngine
from cenotaph.model import NAMED_IN_DOCUMENTS
from cenotaph.protect import Needles, scan_folder
from cenotaph.release.data import read_record
from cenotaph.release.make import make_release
from cenotaph.release.manifest import check_release
from cenotaph.release.publish import publish_release
from cenotaph.steps.decide import decide
from cenotaph.steps.link import link_case
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.protect import protect_in_case
from cenotaph.store import Case, create_case
from released_case import STATEMENT, document, everything, read_all, victim, with_documents, with_one_secret

WHO = {"decided_by": "Ana Ortu", "why": "asked in a letter"}


def test_what_people_read_is_published_and_leads_to_its_words(reviewed: Case) -> None:
    made = make_release(reviewed)
    record = read_record(made.folder / "data", "")
    assert {claim.low for claim in record.claims} == {40, 43, 200}
    assert all(claim.quotation and claim.readers == 2 for claim in record.claims)
    page = next(
        path.read_text("utf-8") for path in (made.folder / "site/incidents").glob("i-*.html") if "40" in path.read_text("utf-8")
    )
    assert "At least 40 people were killed" in page
    assert check_release(made.folder) == []
    names = {person.name for person in record.people}
    assert names == {"Ivan Petrov", "", "Tomas Reed", "Zoya Luzhina"}, "a child's name is withheld"
    assert "Ana Ortu" not in everything(made.folder), "those who decide are not named"
    assert "Irena" not in everything(made.folder), "a private person who speaks is not named"
    assert "limped" not in everything(made.folder), "notes are not published"


def test_nothing_protected_is_in_any_byte(reviewed: Case) -> None:
    protect_in_case(reviewed, "witness", document(reviewed, "report.txt"), ["Irena Quole", "a nurse"], **WHO)
    protect_in_case(reviewed, "minor", victim(reviewed, "Mira Sand"), ["Мира Санд"], **WHO)
    protect_in_case(reviewed, "exact_location", "", ["7 Well Street", "Lower Kesh"], **WHO)
    with reviewed.reading() as record:
        tomas = next(r.id for r in record.lists.records() if r.name == "Tomas Reed")
    decide(reviewed, "consent", [tomas], details={"publish": "withdrawn", "of": "the family"}, **WHO)
    folder = make_release(reviewed).folder
    text = everything(folder)
    for words in (
        "Irena",
        "Quole",
        "a nurse",
        "Mira",
        "Sand",
        "Well Street",
        "Lower Kesh",
        "Tomas",
        "Reed",
        "asked in a letter",
        "report.txt",
    ):
        assert not re.search(rf"\b{words}\b", text), words
    assert "Ivan Petrov" in text
    assert "a source that is held back" in text, "its numbers stand as those of a source that is held back"
    entry = read_record(folder / "data", "")
    assert len(entry.people) == 4, "that there was such a person is said"
    assert {person.withheld for person in entry.people} == {"", "minor", "decided"}, "why, only where it is a rule for everybody"


def test_figures_are_added_up_only_over_incidents_that_people_hold_to_be_events_of_their_own(case: Case, tmp_path: Path) -> None:
    other = "KESH, 2 APR 2009 (WIRE) -- Seven people were killed in Kesh on 1 April 2009, police said."
    with_documents(case, tmp_path / "files", **{"other.txt": other})
    read_all(case)

    def front() -> str:
        page = (make_release(case).folder / "site/index.html").read_text("utf-8")
        killed = next(part for part in page.split("<li>") if re.search(r"(?i)> killed</a>", part))
        return " ".join(re.sub("<[^>]*>", "", killed.split("</li>")[0]).split())

    with case.reading() as record:
        ids = [one.id for one in record.incidents.all() if one.figure("killed", "most-independent")]
    assert front().startswith("2 incidents killed not added up: some may be one event. 40 to 43 (Ostrel, 2009-03-14); 7 (Kesh"), (
        front()
    )
    decide(case, "distinct", [ids[0]], **WHO)
    assert "not added up" in front()
    decide(case, "distinct", [ids[1]], **WHO)
    assert front().startswith("47 to 50 killed added up over 2 incidents, each an event of its own, as people decided")
    decide(case, "merge", ids, **WHO)
    assert front().startswith("7"), "one event is no sum"
    decide(case, "revoke", ["5"], **WHO)
    assert front().startswith("47 to 50"), "what was said of both stands again"


HELD = (
    "OSTREL, 18 MAR 2009 (LETTER) -- Fifty-one people were killed by the Vennic Frontier Guard in Ostrel on 14 March 2009, said Orla "
    "Dunn of the Tull Bakers' League. Spokesmen of the Karst Rifles denied that 51 people were killed in Ostrel on 14 March 2009. "
    "The Vennic Frontier Guard denied responsibility for the attack. In the hamlet of Little Sorrel two people were killed."
)


@pytest.mark.parametrize("disclosure", ["nothing", "citation"])
def test_no_reason_says_a_word_of_a_source_whose_words_are_withheld(case: Case, tmp_path: Path, disclosure: str) -> None:
    with_documents(case, tmp_path / "files", **{"letter.txt": HELD})
    read_all(case)
    before = read_record(make_release(case).folder / "data", "")
    decide(case, "disclose", [document(case, "letter.txt")], details={"as": disclosure}, **WHO)
    text = everything(folder := make_release(case).folder)
    for words in (
        "Vennic",
        "Frontier",
        "Orla",
        "Dunn",
        "Bakers",
        "Karst",
        "Rifles",
        "Little Sorrel",
        "Fifty-one people",
        "51 people were killed",
    ):
        assert words.lower() not in text.lower(), words
    after = read_record(folder / "data", "")
    assert [[(f.low, f.best, f.high, f.origins) for f in one.figures] for one in after.incidents] == [
        [(f.low, f.best, f.high, f.origins) for f in one.figures] for one in before.incidents
    ], "its numbers stand"
    assert [[(g.scheme, g.grade) for g in one.grades] for one in after.incidents] == [
        [(g.scheme, g.grade) for g in one.grades] for one in before.incidents
    ]
    with pytest.raises(CannotPublish, match="protected since"):
        publish_release(case, tmp_path / "public", 1)


@pytest.mark.parametrize("words", ["killed by the Vennic Frontier Guard in Ostrel on 14 March", "the Karst Rifles"])
def test_the_last_look_finds_what_a_withheld_source_says(case: Case, tmp_path: Path, words: str) -> None:
    with_documents(case, tmp_path / "files", **{"letter.txt": HELD})
    read_all(case)
    decide(case, "disclose", [document(case, "letter.txt")], details={"as": "citation"}, **WHO)
    (case.root / "release.yaml").write_text(STATEMENT.replace("Four people in one room", words), encoding="utf-8")
    with pytest.raises(CannotPublish, match="must not be published"):
        make_release(case)


CHILDREN = {
    "girl.txt": "OSTREL, 18 MAR 2009 (NORTHWIRE) -- Lusia Maria Ternaz, 15, and two cooks were killed in Ostrel on 14 March 2009, police "
    "said. Lusia was killed in her bed.",
    "no-age.txt": "TERNAZ, LUSIA, WAS KILLED IN OSTREL, SAYS THE COURIER\n\nOSTREL, 19 MAR 2009 (COURIER) -- Lusia Ternaz was killed in "
    "Ostrel on 14 March 2009, a neighbour said. Lucia M. Ternaz was killed with a knife, the mayor said. Three cooks were killed in "
    "Ostrel on 14 March 2009.",
    "boy.txt": "OSTREL, 18 MAR 2009 (WIRE) -- Six-year-old Pavel Orn was killed in Ostrel on 14 March 2009. Schoolgirl Ana Dorv was shot "
    "dead in Ostrel on 14 March 2009.",
    "ru.txt": "Москва, 20 марта 2009. Павел Орн был убит в Остреле 14 марта 2009 года. Мира Санд была убита в Остреле 14 марта 2009 года.",
    "daughter.txt": "OSTREL, 22 MAR 2009 (WIRE) -- The cook Edda Brandt and her daughter Nadia Brandt were killed in Ostrel on 14 March "
    "2009, police said. Nadia Celeste Brandt was killed in the yard.",
    "fifteen.txt": "OSTREL, 23 MAR 2009 (POST) -- A cook and a 15-year-old girl were killed in Ostrel on 14 March 2009, the mayor said.",
    "given.txt": "OSTREL, 21 MAR 2009 (WIRE) -- Six-year-old Pavel was killed in Ostrel on 14 March 2009.",
}


def test_a_child_is_named_in_no_spelling_also_where_another_report_gives_the_age(case: Case, tmp_path: Path) -> None:
    with_documents(case, tmp_path / "files", **CHILDREN)
    read_all(case)
    made = make_release(case)
    text = everything(made.folder).lower()
    for name in ("lusia", "lucia", "ternaz", "pavel", "orn", "dorv", "mira", "sand", "павел", "орн", "мира", "санд", "nadia"):
        assert not re.search(rf"\b{name}\b", text), name
    assert "[withheld] was killed" in text, "the rest of the sentence stands"
    assert "zoya luzhina" in text
    assert "edda brandt" in text, "her mother is named"
    assert "three cooks were killed" in text


def test_what_is_protected_again_after_a_kill_is_one_decision(reviewed: Case) -> None:
    first = protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    assert protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO) == first
    record = document(reviewed, "report.txt")
    made = decide(reviewed, "disclose", [record], details={"as": "nothing"}, **WHO)
    assert decide(reviewed, "disclose", [record], details={"as": "nothing"}, **WHO) == made
    assert decide(reviewed, "disclose", [record], details={"as": "citation"}, **WHO) != made


def test_a_source_may_be_cited_without_its_words_or_published_whole(reviewed: Case) -> None:
    decide(reviewed, "disclose", [document(reviewed, "report.txt")], details={"as": "citation"}, **WHO)
    decide(reviewed, "disclose", [document(reviewed, "council.txt")], details={"as": "full"}, **WHO)
    (reviewed.root / "gazetteer.csv").write_text(
        "id,name,precision,other_names,latitude,longitude\no,Ostrel,town,,10,10\nw,7 Well Street,exact,,10.01,10.01\nk,Lower Kesh,exact,,-40,3\n"
    )
    protect_in_case(reviewed, "exact_location", "", ["7 Well Street"], **WHO)
    record = read_record(make_release(reviewed).folder / "data", "")
    by_title = {source.title: source for source in record.sources}
    cited, whole = by_title["report.txt"], by_title["council.txt"]
    assert {claim.quotation for claim in record.claims if claim.source == cited.id} == {""}
    assert "the cellar of [withheld]" in whole.text
    zoya = next(person for person in record.people if person.name == "Zoya Luzhina")
    assert zoya.place == "", "an exact place with nothing around it in the list of places is not named"


def test_a_person_whose_consent_was_given_is_named(reviewed: Case) -> None:
    with reviewed.reading() as record:
        mira = next(r.id for r in record.lists.records() if r.name == "Mira Sand")
        (nurse,) = (row.claim.id for row in record.claims.rows() if row.claim.speaker_text == "Irena Quole")
    decide(reviewed, "consent", [mira], details={"publish": "given", "of": "the family"}, **WHO)
    decide(reviewed, "disclose", [nurse], details={"as": "name"}, **WHO)
    entry = read_record(make_release(reviewed).folder / "data", "")
    assert "Mira Sand" in {person.name for person in entry.people}
    assert "Irena Quole" in {claim.speaker for claim in entry.claims}


def test_what_nobody_read_is_counted_and_not_published(case: Case, tmp_path: Path) -> None:
    with_documents(case, tmp_path / "files")
    ids = read_all(case, "Ana Ortu")
    record = read_record(make_release(case).folder / "data", "")
    assert record.claims == ()
    assert dict(record.backlog)["claims that one person has read"] == len(ids)
    (case.root / "release.yaml").write_text(STATEMENT + "review: one-reader\n", encoding="utf-8")
    assert len(read_record(make_release(case).folder / "data", "").claims) == len(ids)


def test_without_a_method_nothing_is_published(reviewed: Case) -> None:
    (reviewed.root / "release.yaml").write_text(
        STATEMENT.replace("Two origins.", "").replace("Ostrel Memory", ""), encoding="utf-8"
    )
    with pytest.raises(CannotPublish, match=r"publisher is empty; methodology: corroboration .* is empty"):
        make_release(reviewed)
    (reviewed.root / "release.yaml").write_text(STATEMENT + "minor: publish\n", encoding="utf-8")
    with pytest.raises(CannotPublish, match="minor means nothing"):
        make_release(reviewed)
    (reviewed.root / "release.yaml").unlink()
    with pytest.raises(CannotPublish, match=r"no release\.yaml"):
        make_release(reviewed)
    assert not list((reviewed.root).glob("releases/0*"))


def test_protected_words_in_the_statement_stop_the_release(reviewed: Case) -> None:
    protect_in_case(reviewed, "witness", "", ["Dara Venn"], **WHO)
    (reviewed.root / "release.yaml").write_text(STATEMENT.replace("Four people", "Dara  VENN and three others"), encoding="utf-8")
    with pytest.raises(CannotPublish, match="must not be published") as refused:
        make_release(reviewed)
    assert "Dara" not in str(refused.value.what)
    assert list((reviewed.root / "releases").iterdir()) == [], "nothing is left half-made"


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = []
    for name in ("one", "two"):
        case = with_one_secret(with_documents(create_case(tmp_path / name), tmp_path / "files"))
        read_all(case)
        folders.append(make_release(case).folder)
        assert make_release(case).new is False
        case.engine.dispose()
    for path in sorted(folders[0].rglob("*")):
        if path.is_file() and path.name not in ("signing-key.pem", "release.json", "release.json.sig"):
            if path.name in ("ro-crate-metadata.json", "head.html"):
                continue  # the sums of all files, and what the record was known by, which was made at another time
            assert path.read_bytes() == (folders[1] / path.relative_to(folders[0])).read_bytes(), path


def test_the_next_release_says_what_changed_and_why(reviewed: Case) -> None:
    first = make_release(reviewed)
    ids = {claim.low: claim.id for claim in read_record(first.folder / "data", "").claims}
    decide(
        reviewed,
        "edit",
        [ids[43]],
        details={"low": "34", "high": "34"},
        decided_by="Ana Ortu",
        why="the council's register says 34",
    )
    protect_in_case(reviewed, "opt_out", victim(reviewed, "Ivan Petrov"), [], **WHO)
    second = make_release(reviewed)
    changes = {(one.what, one.table, one.column): one for one in second.changes}
    assert changes["changed", "claims", "low"].before == "43"
    assert changes["changed", "claims", "low"].now == "34"
    assert "register says 34" in changes["changed", "claims", "low"].why
    assert ("withdrawn", "people", "") in changes, "the name's entry; the one without a name has an id of its own"
    assert ("added", "people", "") in changes
    assert "Ivan" not in everything(second.folder), "to say what was withdrawn would publish it again"
    assert "34" in (second.folder / "site/corrections.html").read_text("utf-8")
    manifest = json.loads((second.folder / "release.json").read_text("utf-8"))
    assert manifest["previous"]["number"] == 1
    with pytest.raises(CannotPublish, match="protected since"):
        publish_release(reviewed, reviewed.root.parent / "www", 1)


def test_a_release_is_published_whole_and_an_altered_one_is_not(reviewed: Case, tmp_path: Path) -> None:
    made = make_release(reviewed)
    publish_release(reviewed, tmp_path / "www")
    assert check_release(tmp_path / "www") == []
    publish_release(reviewed, tmp_path / "www")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    with pytest.raises(CannotPublish, match="something else"):
        publish_release(reviewed, tmp_path / "other")
    (tmp_path / "www/data/claims.csv").write_text("id\n")
    (tmp_path / "www/more.html").write_text("x")
    assert check_release(tmp_path / "www") == ["more.html: not in the manifest", "data/claims.csv: altered"]
    (made.folder / "release.json").write_text((made.folder / "release.json").read_text("utf-8").replace("Ostrel", "Ostrol"))
    with pytest.raises(CannotPublish, match="altered"):
        publish_release(reviewed, tmp_path / "www2")


def test_an_incident_that_was_merged_leads_on(reviewed: Case, tmp_path: Path) -> None:
    (tmp_path / "far.txt").write_text(
        "KESH, 20 APR 2009 (NORTHWIRE) -- 7 people were killed in Kesh on 18 April 2009, hospital officials said."
    )
    from cenotaph.steps.add import add_to_case

    add_to_case(reviewed, [str(tmp_path / "far.txt")])
    read_all(reviewed)
    first = read_record(make_release(reviewed).folder / "data", "")
    assert len(first.incidents) == 2
    decide(reviewed, "merge", [one.id for one in first.incidents], decided_by="Ana Ortu", why="one night")
    made = make_release(reviewed)
    now = read_record(made.folder / "data", "")
    (gone,) = {one.id for one in first.incidents} - {one.id for one in now.incidents}
    assert dict(now.redirects) == {gone: now.incidents[0].id}
    assert now.incidents[0].id in (made.folder / f"site/incidents/{gone}.html").read_text("utf-8")


def test_the_last_look_finds_words_however_they_are_written(tmp_path: Path) -> None:
    words = Needles.of_words(["Irena Quole", "Мира Санд"])
    for name, text in {
        "a.html": "<b>Irena</b> <i>QUOLE</i>", "b.csv": "x,irena-quole.md", "c.json": '"\\u041c\\u0438\\u0440\\u0430 \\u0421\\u0430\\u043d\\u0434"',
        "d.html": "Irena&nbsp;Qu&ouml;le", "e.txt": "Ir\u200bena Quole", "f.txt": "Irena and Quole", "g.txt": "Irena \u200b Quole",
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert scan_folder(tmp_path, words) == ["a.html", "b.csv", "c.json", "d.html", "e.txt", "g.txt"]


def test_a_source_of_which_nothing_is_published_is_named_nowhere(reviewed: Case) -> None:
    decide(reviewed, "disclose", [document(reviewed, "council.txt")], details={"as": "nothing"}, **WHO)
    text = everything(make_release(reviewed).folder)
    for words in ("council.txt", "town council", "43 people were killed", "VALLEY COURIER", "Valley Courier"):
        assert words not in text, words
    assert "a source that is held back" in text


def test_an_estimate_is_published_only_where_it_was_asked_for_and_can_be_made(reviewed: Case) -> None:
    for asked, wanted in (("[log-linear]", "no estimate can be published"), ("[clairvoyance]", "no method of estimation")):
        (reviewed.root / "release.yaml").write_text(STATEMENT + f"estimate: {asked}\n", encoding="utf-8")
        with pytest.raises(CannotPublish, match=wanted):
            make_release(reviewed)


def test_estimates_stand_apart_from_what_is_documented(tmp_path: Path) -> None:
    from cenotaph.model import PublicEstimate, PublicRecord
    from cenotaph.release.site import write_site
    from cenotaph.release.statement import load_statement

    one = PublicEstimate(
        "log-linear", "all lists", 120, 345, 301, 402, False, "Lists are made one without the other.", ("It leans on one list",)
    )
    write_site(tmp_path / "site", PublicRecord("2009-03-14", estimates=(one,)), load_statement(STATEMENT), 1, (), {})
    page = (tmp_path / "site/index.html").read_text("utf-8")
    documented, estimated = page.split("<h2>Estimated</h2>")
    assert "345" not in documented
    assert "301 to 402 (345)" in estimated.split("<h2")[0]
    assert "never added to what is documented" in estimated
    assert "It leans on one list" in estimated


ONLY_IN_REPORTS = {
    "north.txt": "OSTREL, 18 MAR 2009 (NORTHWIRE) -- Six-year-old Mirela Danou and Edda Brandt, 40, were killed in Ostrel on 14 March "
    '2009. "She was carried out," said Irena Quole, a nurse.',
    "courier.txt": "OSTREL, 19 MAR 2009 (COURIER) -- The girl, Mirella Danou, was killed in Ostrel on 14 March 2009, Irena Kwole said. "
    "Bo Venn, 33, was wounded in Ostrel.",
    "vesti.txt": "ОСТРЕЛ, 20 марта 2009 -- Шестилетняя Мирела Дану была убита в Остреле 14 марта 2009 года, сказала Ирена Квол.",
    "late.txt": "OSTREL, 21 MAR 2009 (COURIER) -- Tomas Ternaz, 51, was killed in Ostrel on 14 March 2009.",
}


def test_whom_only_reports_name_is_published_like_anybody_and_children_witnesses_and_the_living_are_not(
    case: Case, tmp_path: Path
) -> None:
    with_documents(case, tmp_path / "files", **ONLY_IN_REPORTS)
    with case.reading() as record:
        late = {row.claim.id for row in record.claims.rows() if row.document_name == "late.txt"}
        read = [row.claim.id for row in record.claims.rows() if row.claim.id not in late]
        listed = {one.name for one in record.lists.records() if one.list_id == NAMED_IN_DOCUMENTS}
    assert {"Edda Brandt", "Bo Venn", "Tomas Ternaz", "Mirela Danou"} <= listed
    for reader in ("Ana Ortu", "Bela Sorn"):
        decide(case, "accept", read, decided_by=reader, why="The quotation says this.")
    made = make_release(case)
    text = everything(made.folder).lower()
    for name in ("mirela", "mirella", "danou", "мирела", "дану", "irena", "quole", "kwole", "ирена", "квол", "bo venn"):
        assert not re.search(rf"\b{name}\b", text), name
    assert "ternaz" not in text, "what nobody read is not published"
    record_of = read_record(made.folder / "data", "")
    (edda,) = (person for person in record_of.people if person.name == "Edda Brandt")
    (named,) = (one for one in record_of.lists if one.id == edda.entries[0][0])
    assert (named.name, named.commitment, edda.entries[0][1]) == ("named in documents", "", None)
    assert check_release(made.folder) == []


def test_whom_a_person_confirmed_is_published_though_no_claim_names_them(case: Case, tmp_path: Path) -> None:
    text = "OSTREL, 18 MAR 2009 (NORTHWIRE) -- One woman was killed in Ostrel on 14 March 2009. Police identified the victim as Edda Brandt, 40."
    with_documents(case, tmp_path / "files", **{"north.txt": text})
    read_all(case)
    assert "edda brandt" not in {p.name.lower() for p in read_record(make_release(case).folder / "data", "").people}
    with case.reading() as record:
        edda = next(one.person.id for one in record.people.all() if one.person.name == "Edda Brandt")
    decide(case, "person", [edda], details={"as": "named"}, **WHO)
    assert "edda brandt" in {p.name.lower() for p in read_record(make_release(case).folder / "data", "").people}


def test_a_place_that_is_called_as_somebody_who_is_not_named_holds_up_no_release(case: Case, tmp_path: Path) -> None:
    text = (
        'OSTREL, 18 MAR 2009 (POST) -- 3 people were killed in Ostrel on 14 March 2009, said Lena Parkin, a nurse. "I saw them."'
    )
    with_documents(case, tmp_path, linked=False, **{"nurse.txt": text})
    (tmp_path / "parish.csv").write_text(
        "key,name,sex,age,date of death,place of death\n1,Boris Ruvin,m,40,2009-03-14,Lena Parkin\n"
    )
    load_list(case, prepare_list(case, tmp_path / "parish.csv"))
    engine = DuckDbEngine(memory_megabytes=500)
    link_case(case, engine)
    engine.close()
    read_all(case)
    made = make_release(case)
    people = [one for one in read_record(made.folder / "data", "").people if one.name == "Boris Ruvin"]
    assert len(people) == 1
    assert "Parkin" not in people[0].place
