"""What the site adds beside its pages: incidents narrowed down, citations that stay right, a picture of time."""

import json
from pathlib import Path

import pytest

from cenotaph.errors import CannotPublish
from cenotaph.release.data import read_record
from cenotaph.release.make import make_release
from cenotaph.release.site.citing import cite
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.finding import find_choices, find_files
from cenotaph.release.site.timeline import draw_timeline
from cenotaph.release.statement import load_statement, write_statement
from cenotaph.store import Case
from released_case import STATEMENT, read_all, with_documents

ENGLISH = Edition("en", "", {})


@pytest.fixture
def folder(sqlite_case: Case, tmp_path: Path) -> Path:
    case = with_documents(sqlite_case, tmp_path / "files")
    read_all(case)
    return make_release(case).folder


def test_every_incident_stands_in_the_file_of_its_year_with_the_figures_of_its_page(folder: Path) -> None:
    record = read_record(folder / "data", "2009-03-17")
    files = dict(find_files(record))
    rows = [row for text in files.values() for row in json.loads(text.partition(",")[2].rstrip().removesuffix(");"))]
    assert sorted(row[1] for row in rows) == sorted(f"incidents/{one.id}.html" for one in record.incidents)
    assert "find/2009.js" in files
    killed = next(row for row in rows if any(harm == "killed" for harm, _, _ in row[4]))
    assert ["killed", 40, 43] in killed[4]
    assert find_choices(record)["years"] == sorted(path.removeprefix("find/").removesuffix(".js") for path in files)
    for path in files:
        assert (folder / "site" / path).is_file()


def test_a_citation_names_who_what_which_release_and_where_it_stays() -> None:
    statement = load_statement(STATEMENT.replace("about:", "address: https://example.org/record\nabout:"))
    cited = cite(statement, 3, "2009-03-17", "site/incidents/i-abc.html", "Ostrel & Varn, 2009-03-14", "i-abc")
    assert cited.text == (
        "Ostrel Memory: The record of Ostrel, Ostrel & Varn, 2009-03-14. Release 3, as of 2009-03-17. "
        "https://example.org/record/site/incidents/i-abc.html"
    )
    assert r"Ostrel \& Varn" in cited.bibtex
    assert cited.bibtex.count("{") == cited.bibtex.count("}")
    assert "[i-abc]" in cite(load_statement(STATEMENT), 3, "2009-03-17", "x.html", "Ostrel", "i-abc").text
    with pytest.raises(CannotPublish):
        load_statement(STATEMENT.replace("about:", "address: javascript:alert(1)\nabout:"))


def test_a_statement_that_was_written_reads_as_it_was_given() -> None:
    given = {"title": "A: b", "publisher": "C", "contact": "d@example.org", "person_fields": [], "estimate": ["chao"], "staff": "withhold",
             "methodology": dict.fromkeys(load_statement(STATEMENT).methodology, "Said: so.")}  # fmt: skip
    read = load_statement(write_statement(given))
    assert (read.title, read.policy.person_fields, read.estimate) == ("A: b", (), ("chao",))


def test_time_is_drawn_only_where_there_is_time(folder: Path) -> None:
    record = read_record(folder / "data", "2009-03-17")
    one = next(incident for incident in record.incidents if incident.date)
    assert draw_timeline([one], ENGLISH) == ""
    drawn = draw_timeline([one, one], ENGLISH)
    assert drawn.count("<a href=") == 2
    assert ">1,000<" not in drawn, "no line above the highest figure"
