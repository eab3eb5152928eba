"""What somebody who tries can find out from releases: the ids and hashes that answer guesses, and what two releases say together."""

import csv
from pathlib import Path

import pytest

from cenotaph.model import PublicPerson, PublicRecord, stable_id
from cenotaph.protect import PublicIds
from cenotaph.release.changes import redirects_of_renamed
from cenotaph.release.data import read_record
from cenotaph.release.gather_ids import held_id
from cenotaph.release.make import make_release
from cenotaph.release.seal import seal_record
from cenotaph.steps.decide import decide
from cenotaph.steps.link import link_case
from cenotaph.steps.lists import load_list, prepare_list
from cenotaph.steps.protect import protect_in_case
from cenotaph.store import Case
from released_case import document, everything, read_all, victim, with_documents

WHO = {"decided_by": "Ana Ortu", "why": "asked in a letter"}


@pytest.fixture
def case(sqlite_case: Case) -> Case:
    """On one database: what is asked here does not depend on which."""
    return sqlite_case


def test_no_id_and_no_hash_that_content_gives_is_published(reviewed: Case) -> None:
    decide(reviewed, "disclose", [document(reviewed, "report.txt")], details={"as": "full"}, **WHO)
    protect_in_case(reviewed, "witness", "", ["Irena Quole"], **WHO)
    text = everything(make_release(reviewed).folder)
    with reviewed.reading() as record:
        lists, documents = record.lists, record.documents.hashes()
        held = [
            *(one.id for one in record.victims.all()),
            *(entry.id for entry in lists.records()),
            *(one.id for one in lists.all()),
            *(one for one, _ in documents),
            *(digest for _, digest in documents),
            *(digest for _, digest in lists.files()),
            *(row.claim.id for row in record.claims.rows()),
            *(one.id for one in record.incidents.all()),
            *(one.id for one in record.protections.all()),
        ]
    assert len(held) > 15
    assert [one for one in held if one in text] == []


def test_guesses_of_a_withheld_row_meet_nothing(reviewed: Case) -> None:
    """The attack: every id that a list's name, a row's key and a candidate name give."""
    text = everything(make_release(reviewed).folder)
    guesses = {stable_id("list", "families")}
    for key in (
        "1",
        "2",
        "3",
        "4",
        *(stable_id("row", "2", name, "f", "9", "2009-03-14", "Ostrel", "", "") for name in ("Mira Sand",)),
    ):
        record = stable_id("rec", stable_id("list", "families"), key)
        guesses |= {record, stable_id("vic", record)}
    assert not [one for one in guesses if one in text]


def test_a_name_that_is_withheld_later_is_not_found_by_way_of_the_earlier_release(reviewed: Case) -> None:
    before = read_record(make_release(reviewed).folder / "data", "")
    tomas = next(one for one in before.people if one.name == "Tomas Reed")
    protect_in_case(reviewed, "witness", victim(reviewed, "Tomas Reed"), [], **WHO)
    folder = make_release(reviewed).folder
    after = read_record(folder / "data", "")
    assert tomas.id not in {one.id for one in after.people}
    assert tomas.id not in {one for pair in after.redirects for one in pair}
    assert len(after.people) == 4
    hidden = next(one for one in after.people if one.withheld == "decided")
    assert hidden.name == ""
    with (folder / "data" / "changes.csv").open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["id"] in (tomas.id, hidden.id)]
    assert {(row["what"], row["column"], row["before"], row["now"]) for row in told} == {
        ("withdrawn", "", "", ""),
        ("added", "", "", ""),
    }
    decide(reviewed, "revoke", [str(_last(reviewed))], **WHO)
    again = read_record(make_release(reviewed).folder / "data", "")
    assert tomas.id in {one.id for one in again.people}, "named again, the person has the id of the name"
    assert hidden.id not in {one for pair in again.redirects for one in pair}


def _last(case: Case) -> int:

    with case.reading() as record:
        return record.ledger.head()


def test_rows_around_a_withheld_name_do_not_tell_where_it_stands(reviewed: Case, tmp_path: Path) -> None:
    (tmp_path / "all-named.csv").write_text("key,name,sex,age,date of death\n1,Orla Venn,f,71,2009-03-14\n", encoding="utf-8")
    load_list(reviewed, prepare_list(reviewed, tmp_path / "all-named.csv"))
    from cenotaph.link import DuckDbEngine

    engine = DuckDbEngine(memory_megabytes=500)
    link_case(reviewed, engine)
    engine.close()
    record = read_record(make_release(reviewed).folder / "data", "")
    lists = {one.id: one.name for one in record.lists}
    rows = {(lists[where], row) for one in record.people for where, row, _ in one.entries}
    assert rows == {("families", None), ("all-named", 1)}


def test_nobody_named_leads_to_a_possible_double_who_is_not(case: Case, tmp_path: Path) -> None:
    with_documents(case, tmp_path / "files")
    read_all(case)
    twin = (
        "key,name,sex,age,date of death,place of death\n1,Tomas Read,m,44,2009-03-14,Ostrel\n2,Mira Sande,f,9,2009-03-14,Ostrel\n"
    )
    (tmp_path / "clinic.csv").write_text(twin, encoding="utf-8")
    load_list(case, prepare_list(case, tmp_path / "clinic.csv"))
    from cenotaph.link import DuckDbEngine

    engine = DuckDbEngine(memory_megabytes=500)
    link_case(case, engine, threshold=99.0)
    engine.close()
    protect_in_case(case, "witness", victim(case, "Tomas Read"), [], **WHO)
    record = read_record(make_release(case).folder / "data", "")
    withheld = {one.id for one in record.people if one.withheld}
    assert withheld
    assert not [one for one in record.people for other in one.possibly if {one.id, other} & withheld]


def test_who_asks_with_a_public_id_is_led_to_what_it_stands_for(reviewed: Case) -> None:
    entry = read_record(make_release(reviewed).folder / "data", "")
    with reviewed.reading() as record:
        found = {held_id(record, one.id) for one in (*entry.people, *entry.incidents, *entry.claims, *entry.sources)}
        victims = {one.id for one in record.victims.all()}
        incidents = {one.id for one in record.incidents.all()}
        claims = {row.claim.id for row in record.claims.rows()}
        assert victims <= found, "of people whose names are withheld, too"
        assert incidents <= found
        assert claims <= found
        assert held_id(record, "vic-0000000000") == "vic-0000000000"


def test_the_commitment_to_a_file_is_opened_by_its_own_key_alone(reviewed: Case) -> None:
    import hmac

    entry = read_record(make_release(reviewed).folder / "data", "")
    with reviewed.reading() as record:
        ids = PublicIds(record.secrets.held("public ids"))
        hashes = [digest for _, digest in record.documents.hashes()]
    told = {one.commitment for one in entry.sources}
    for digest in hashes:
        opened = hmac.new(ids.commitment_key(digest).encode(), digest.encode(), "sha256").hexdigest()
        assert opened in told
    assert len({ids.commitment_key(digest) for digest in hashes}) == len(hashes)


def test_ids_of_a_release_made_before_they_were_keyed_lead_on_but_not_to_who_is_withheld() -> None:
    def person(id: str, name: str, withheld: str = "") -> PublicPerson:
        return PublicPerson(id, name, (), withheld, "", "", "killed", "", "", "", (), "one entry")

    ada, child, gone = "vic-aaaaaaaaaa", "vic-bbbbbbbbbb", "vic-cccccccccc"
    old = PublicRecord("", people=(person(ada, "Ada Lund"), person(child, "", "minor"), person(gone, "Edda Ternaz")))
    now = seal_record(
        PublicRecord("", people=(person(ada, "Ada Lund"), person(child, "", "minor"), person(gone, "", "decided"))),
        PublicIds(b"secret", [child, gone]),
    )
    ids = PublicIds(b"secret", [child])
    assert redirects_of_renamed(old, now, ids.of) == ((ada, ids.of(ada)),)


def test_a_speaker_who_is_protected_after_a_release_holds_up_none(case: Case, tmp_path: Path) -> None:
    """Named as a speaker, in a quotation and by the title of a source in one release; protected, and the next is made at once."""
    words = (
        "OSTREL, 18 MAR 2009 (WIRE) -- 51 people were killed in Ostrel on 14 March 2009, said Orla Dunn, mayor of Ostrel. "
        "Mayor Orla Dunn said 12 people were injured in Ostrel on 14 March 2009."
    )
    with_documents(case, tmp_path / "files", **{"Statement of Orla Dunn.txt": words})
    read_all(case)
    with case.reading() as record:
        ids = [row.claim.id for row in record.claims.rows() if "Orla" in row.claim.speaker_text]
    decide(case, "disclose", ids, details={"as": "name"}, **WHO)
    first = make_release(case)
    assert "Orla Dunn" in everything(first.folder)
    protect_in_case(case, "witness", "", ["Orla Dunn"], **WHO)
    second = make_release(case)
    assert second.number == 2
    assert "orla" not in everything(second.folder).lower()
    assert "orla" not in (second.folder / "data" / "changes.csv").read_text("utf-8").lower()


def test_a_protected_name_slips_past_in_no_way_of_writing_it(case: Case, tmp_path: Path) -> None:
    page = (
        "<html><head><title>Irena\u00ad Quole remembers</title><meta name='author' content='Quole, Irena'>"
        "<link rel='canonical' href='https://example.org/IrenaQuole/Irena%20Quole.html'></head><body><article>"
        "<p>OSTREL, 18 March 2009 - Irena Quole said 51 people were killed in Ostrel on 14 March 2009. Quole's sister fled.</p>"
        "<p>I. Quole, a nurse, said 12 people were injured in Ostrel on 14 March 2009.</p>"
        "<p>Ir\u0435na Qu\u200bole said three people were abducted in Ostrel on 14 March 2009, and 7 were missing, Quole added.</p>"
        "</article></body></html>"
    )
    russian = "ОСТРЕЛ, 18 марта 2009 года. По словам Ирены Квоул, 14 марта 2009 года в Остреле погибли 52 человека."
    with_documents(case, tmp_path / "files", **{"page.html": page, "ru.txt": russian})
    ids = read_all(case)
    decide(case, "edit", ids[:1], details={"low": "41", "high": "41"}, decided_by="Ana Ortu", why="Quole, I. told us so")
    assert "quole" in everything(make_release(case).folder).lower()
    protect_in_case(case, "witness", "", ["Irena Quole", "Ирена Квоул"], **WHO)
    text = everything(make_release(case).folder)
    plain = "".join(letter for letter in text if letter not in "\u00ad\u200b").lower()
    for trace in ("quole", "irena", "ir\u0435na", "ирен", "квоул"):
        assert trace not in plain, plain[max(0, plain.index(trace) - 100) : plain.index(trace) + 60]


def test_the_desk_is_asked_by_the_ids_of_a_release(reviewed: Case) -> None:
    from desk_visits import desk

    record = read_record(make_release(reviewed).folder / "data", "")
    child = next(one for one in record.people if one.withheld)
    with desk(reviewed) as browser:
        for public in (child.id, record.incidents[0].id, record.sources[0].id, record.claims[0].id):
            answer = browser.get(f"/search?q={public}", follow_redirects=False)
            assert answer.status_code == 303, public
            page = browser.get(answer.headers["location"])
            assert page.status_code == 200
            assert public in page.text or public == record.claims[0].id, "the page says under which id the public has it"


def test_a_part_of_a_protected_place_is_no_secret(reviewed: Case) -> None:
    protect_in_case(reviewed, "exact_location", "", ["Well Street"], **WHO)
    protect_in_case(reviewed, "exact_location", "", ["Old Ostrel"], **WHO)
    text = everything(make_release(reviewed).folder)
    assert "Well Street" not in text
    assert "Ostrel, 2009-03-14" in text
