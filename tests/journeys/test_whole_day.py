"""A recorder's whole day in the browser, from an empty case to a published record, without a terminal."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cenotaph.samples import list_folder, sample_folder
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case, open_case
from desk_pages import serving, wait_for_jobs

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
PICTURES = os.environ.get("CENOTAPH_PICTURES", "")
AREAS = ("definitions", "inclusion", "source_types", "collection", "evaluation", "corroboration", "quality_control")


@pytest.fixture
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    create_case(tmp_path / "case").close()
    return tmp_path / "case"


def add_documents(page: Any, files: list[Path]) -> None:
    page.goto("/")
    page.set_input_files("input[name=files]", [str(path) for path in files])
    page.click("form[action='/documents'] button")
    wait_for_jobs(page, "/")


def load_list(page: Any, file: Path, name: str) -> None:
    page.goto("/lists")
    page.set_input_files("input[name=files]", str(file))
    page.click("form[enctype] button")
    assert "nothing is loaded yet" in page.text_content("main")
    page.fill("input[name=name]", name)
    page.click("button[value=show]")
    assert page.input_value("input[name=name]") == name
    page.click("button[value=load]")
    wait_for_jobs(page, "/lists")
    assert name in page.text_content("table")


def decide(page: Any, many: int) -> None:
    for _ in range(many):
        page.goto("/claims")
        page.wait_for_selector("[data-row]")
        page.wait_for_timeout(50)
        page.keyboard.press("a")
        page.wait_for_selector("[data-done=yes]")


def state_the_method(page: Any) -> None:
    page.goto("/releases/statement")
    page.fill("input[name=title]", "The record of an invented valley")
    page.click("main form button.first")
    assert "publisher is empty" in page.text_content("[role=alert]"), "what is missing is named"
    assert page.input_value("input[name=title]") == "The record of an invented valley", "and the form is kept"
    page.fill("input[name=publisher]", "An invented group")
    page.fill("input[name=contact]", "someone@example.org")
    for area in AREAS:
        page.fill(f"textarea[name=area-{area}]", f"How {area} is done here.")
    page.select_option("select[name=review]", "one-reader")
    page.click("main form button.first")


def test_from_an_empty_case_to_a_published_record(empty: Path, browser: Any) -> None:
    with serving(empty, "--as", "Ana Ortu") as address, sample_folder() as reports, list_folder() as tables:
        documents, lists = sorted(reports.iterdir()), sorted(tables.iterdir())
        page = browser.new_context(base_url=address).new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        add_documents(page, documents[:3] + documents[5:8])
        load_list(page, lists[0], "The clinic")
        load_list(page, lists[1], "The families")
        page.click("form[action='/lists/link'] button.first")
        wait_for_jobs(page, "/lists")
        page.goto("/victims/pairs")
        page.wait_for_selector("[data-row]")
        page.wait_for_timeout(50)
        page.keyboard.press("r")
        page.wait_for_selector("[data-done=yes]")
        page.goto("/estimates")
        page.uncheck("input[value=latent-class]")
        page.fill("input[name=seconds]", "20")
        page.click("form[action='/estimates'] button.first")
        wait_for_jobs(page, "/estimates")
        assert "documented" in page.text_content("main")
        decide(page, 20)
        state_the_method(page)
        assert "It would be the first release." in page.text_content("main")
        page.click("form[action='/releases'] button.first")
        wait_for_jobs(page, "/releases")
        page.click("form[action='/releases/1/publish'] button")
        wait_for_jobs(page, "/releases")
        page.click("table a")
        assert "invented valley" in page.text_content("h1")
        page.goto("/keeping")
        page.click("form[action='/keeping/verify'] button")
        wait_for_jobs(page, "/keeping")
        assert "everything matches" in page.text_content("main")
        page.click("form[action='/keeping/backup'] button")
        wait_for_jobs(page, "/keeping")
        assert page.locator("a[href^='/keeping/case-']").count() == 1
        assert not faults
    case: Case = open_case(empty)
    assert (empty / "public" / "site" / "index.html").is_file()
    with case.reading() as record:
        assert len(record.decisions) == 21
        assert record.lists.all()
    assert not verify_case(case).faults
