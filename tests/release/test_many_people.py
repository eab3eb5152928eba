"""A site of very many people: long shelves lead on, long lists name some of their parts, and a search file is never long."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cenotaph.model import PublicList, PublicPerson, PublicRecord, stable_id
from cenotaph.release.site import write_site
from cenotaph.release.site.people import _ways
from cenotaph.release.site.search import search_files
from cenotaph.release.statement import load_statement
from released_case import STATEMENT

GIVEN = ("Irena", "Mira", "Petr", "Ana", "Olen", "Lusia")
FAMILIES = ("Quole", "Sand", "Ternaz", "Varn", "Ortu", "Orn", "Sorn", "Quolesen")
FOUND = """([count, more]) =>
  document.getElementById('state').textContent === count && document.getElementById('more').hidden !== more"""
CHROMIUM = shutil.which("chromium")


def record_of(count: int) -> PublicRecord:
    """Invented people of whom every second one is called Irena, every third of these Irena Quole."""
    names = [f"{GIVEN[n % 6 if n % 2 else 0]} {FAMILIES[0 if n % 6 == 0 else n % 8]} {n}" for n in range(count)]
    people = [
        PublicPerson(
            stable_id("vic", str(n)), name, (), "", "", str(n % 90), "killed", "2009-03-14", "Ostremar", "",
            (("list-1", n + 1, name),), "one entry",
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    return PublicRecord(
        "2009-03-17", people=sorted(people, key=lambda one: one.id), lists=(PublicList("list-1", "L", "", count),)
    )


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cenotaph.release.site.search.MOST_A_FILE", 20)
    monkeypatch.setattr("cenotaph.release.site.search.SOME", 10)
    monkeypatch.setattr("cenotaph.release.site.people.A_SHELF", 2)
    monkeypatch.setattr("cenotaph.release.site.people.A_PAGE", 50)


def read(files: Mapping[str, str]) -> dict[str, tuple[list[list[str]], str]]:
    """By letters, the entries of each file and the letters that may come next."""
    said = [json.loads(f"[{text.removeprefix('keep(').removesuffix(');' + chr(10))}]") for text in files.values()]
    return {letters: (entries, following) for letters, entries, following in said}


def test_a_search_file_holds_no_more_than_are_quickly_read_and_leads_on(short: None) -> None:
    record = record_of(400)
    found = read(dict(search_files(record)))
    alone = {letters: len(entries) for letters, (entries, _) in found.items() if " " not in letters}
    assert max(alone.values()) <= 20
    for letters, (_, following) in found.items():
        assert all(letters + one in found for one in following), letters
    assert (len(found["ir"][0]), found["ir"][1]) == (10, "e")
    assert (len(found["irena"][0]), found["irena"][1]) == (10, " ")
    quoles = [name for letters, (entries, _) in found.items() if letters.startswith("irena q") for name, *_ in entries]
    assert set(quoles) == {one.name for one in record.people if one.name.startswith("Irena Q")}


def test_one_that_fits_is_one_file_as_ever() -> None:
    found = read(dict(search_files(record_of(12))))
    assert set(found) >= {"ir", "qu"}
    assert all(len(letters) <= 2 and not following for letters, (_, following) in found.items())


def test_a_part_of_a_long_list_leads_to_those_beside_it_and_to_some_all_along() -> None:
    firsts = [(str(number), f"people/by-name-{number}.html") for number in range(3_000)]
    ways = [number for number, _, _ in _ways(firsts, 1_511)]
    assert {0, 1_510, 1_511, 1_512, 2_999} <= set(ways)
    assert len(ways) < 60
    assert [number for number, _, _ in _ways(firsts[:9], 3)] == list(range(9))


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
def test_people_of_a_large_record_are_found_and_every_address_leads_to_its_person(short: None, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    record = record_of(400)
    moved = ("vic-0000000000", record.people[0].id)
    statement = load_statement(STATEMENT)
    write_site(tmp_path, replace(record, redirects=(moved,)), statement, 1, (), {})
    names = [one.name.casefold().split() for one in record.people]
    addressed = {one.id: f"people/{one.id.removeprefix('vic-')[:2]}.html#{one.id}" for one in record.people}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("pageerror", lambda fault: said.append(str(fault)))
        long = [
            one for one in record.people if f'id="{one.id}"><a' in (tmp_path / addressed[one.id].partition("#")[0]).read_text()
        ]
        assert long
        for person in long[:3]:
            page.goto(f"{tmp_path.as_uri()}/{addressed[person.id]}")
            page.wait_for_selector(f"article#{person.id}")
            assert page.locator(f"article#{person.id} h2").inner_text() == person.name
        page.goto(f"{tmp_path.as_uri()}/search.html")
        for words in ("irena quole", "quole irena", "ire quolesen 7", "Zorn", "irena sand 3", "petr 2", "399"):
            page.fill("#q", words)
            asked = [one.casefold() for one in words.split()]
            count = sum(all(any(said.startswith(one) for said in name) for one in asked) for name in names)
            page.wait_for_function(FOUND, arg=[f"{count} (1–100)" if count > 100 else str(count), False], timeout=10_000)
        page.fill("#q", "irena")
        page.wait_for_function(FOUND, arg=["10", True], timeout=10_000)
        browser.close()
    assert not said
