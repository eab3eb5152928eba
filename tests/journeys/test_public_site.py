"""The public site of the invented case in a real browser, and its data before the validators of others."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from cenotaph.release.data import load_codebook, read_record
from free_port import serving

PICTURES = os.environ.get("CENOTAPH_PICTURES", "")
CHROMIUM = shutil.which("chromium")
PROGRAM = str(Path(sys.executable).parent / "cenotaph")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    subprocess.run([PROGRAM, "demo", "--in", str(root / "demo")], check=True, capture_output=True, timeout=300)
    return root / "demo"


@pytest.fixture(scope="module")
def release(demo: Path) -> Path:
    return demo / "public"


class Links(HTMLParser):
    """What a page leads to, what it can be led to, and which links are figures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.figures: list[str] = []
        self.anchors: set[str] = set()
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        if tag == "a" and "href" in given:
            self.leads.append(given["href"])
            if "figure" in given.get("class", "").split():
                self.figures.append(given["href"])
        self.loads += [given[name] for name in ("src",) if name in given]
        if tag == "link":
            self.loads.append(given["href"])


def pages(release: Path) -> dict[Path, Links]:
    return {path.resolve(): Links(path.read_text("utf-8")) for path in (release / "site").rglob("*.html")}


def target(page: Path, address: str) -> tuple[Path, str]:
    parts = urlsplit(address)
    return ((page.parent / unquote(parts.path)).resolve() if parts.path else page), parts.fragment


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(release: Path) -> None:
    found = pages(release)
    assert len(found) > 15
    for page, links in found.items():
        for address in links.leads:
            if address.startswith("mailto:"):
                continue
            assert not urlsplit(address).scheme, f"{page.name} leads off the site: {address}"
            to, anchor = target(page, address)
            assert to.is_file(), f"{page.name}: {address}"
            if anchor and to.suffix == ".html":
                assert anchor in found[to].anchors, f"{page.name}: {address}"
        for address in links.loads:
            assert target(page, address)[0].is_file(), f"{page.name} loads {address}"


def test_every_number_leads_to_a_quotation(release: Path) -> None:
    found = pages(release)
    figures = [(page, address) for page, links in found.items() for address in links.figures]
    assert len(figures) > 10

    def reaches(page: Path, address: str, steps: int) -> bool:
        to, anchor = target(page, address)
        if to.parent.name == "people":
            return True
        text = to.read_text("utf-8")
        if to.name.startswith("i-"):
            part = re.split(rf'<h2 id="{anchor}">', text)[1].split("<h2")[0] if anchor else text
            return "<blockquote" in part or "No words:" in part
        return steps > 0 and any(reaches(to, one, steps - 1) for one in found[to].figures)

    for page, address in figures:
        assert reaches(page, address, 2), f"{page.name}: {address}"
    record = read_record(release / "data", "")
    assert all(claim.quotation or claim.withheld for claim in record.claims)
    sources = {source.id: source for source in record.sources}
    assert all(len(sources[claim.source].commitment) == 64 for claim in record.claims if claim.quotation)


def test_every_page_is_valid_html(release: Path) -> None:
    import html5lib

    others = [release / "site" / code for code in ("es", "fr", "ru", "uk")]  # of the same templates as these two
    for path in sorted((release / "site").rglob("*.html")):
        if any(path.is_relative_to(folder) for folder in others):
            continue
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text("utf-8"))
        assert not parser.errors, (path.name, parser.errors[:3])
        ids = re.findall(r'\bid="([^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids)), path.name


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
def test_the_site_in_a_browser_from_a_folder(release: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    record = read_record(release / "data", "")
    incident = max(record.incidents, key=lambda one: len(one.claims)).id
    person = next(one for one in record.people if any("\u0600" < letter < "\u06ff" for letter in one.name))
    shelf = f"people/{person.id.partition('-')[2][:2]}.html"
    paths = ["index.html", "incidents/index.html", f"incidents/{incident}.html", "people/by-name.html", "people/by-place.html", shelf,
             "search.html", "method.html", "read.html", "corrections.html", "data.html", "cite.html", "reply.html"]  # fmt: skip
    faults, asked, said = {}, [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme=scheme)
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda line: said.append(line.text))
            for path in paths:
                page.goto(f"{(release / 'site').as_uri()}/{path}")
                assert not said, said
                found = Axe().run(page).response["violations"]
                said.clear()  # the checker itself asks for the style sheet, which the page forbids
                faults[path, scheme] = [(one["id"], [node["html"][:120] for node in one["nodes"][:2]]) for one in found]
                if scheme == "light":
                    picture(page, "site-" + path.removesuffix(".html").replace("/", "-"))
                    page.set_viewport_size({"width": 390, "height": 800})
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    assert wide <= 1, f"{path} scrolls sideways on a telephone"
                    picture(page, "phone-" + path.removesuffix(".html").replace("/", "-"))
                    page.set_viewport_size({"width": 1100, "height": 900})
        page.goto(f"{(release / 'site').as_uri()}/{shelf}")
        assert page.locator(f"#{person.id} h2 bdi").evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
        page.goto(f"{(release / 'site').as_uri()}/search.html")
        for words in (person.name.split()[0], "Ostremar", "petr"):
            page.fill("#q", words)
            page.wait_for_selector("#found li")
        picture(page, "site-search-found")
        page.locator("#found a").first.click()
        assert page.locator("h1").count() == 1
        page.emulate_media(media="print")
        page.goto(f"{(release / 'site').as_uri()}/incidents/{incident}.html")
        assert not page.locator("header nav").first.is_visible()
        picture(page, "site-print")
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(f"{(release / 'site').as_uri()}/search.html")
        assert plain.get_by_role("link", name="the names in order").is_visible()
        browser.close()
    assert not {key: one for key, one in faults.items() if one}
    assert {urlsplit(url).scheme for url in asked} == {"file"}
    assert not said


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
@pytest.mark.parametrize(("language", "name"), [("ar", "petr"), ("es", "Ostremar"), ("ru", "petr")])
def test_the_site_in_another_language_is_whole_and_its_search_too(release: Path, language: str, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    incident = max(read_record(release / "data", "").incidents, key=lambda one: len(one.claims)).id
    shelf = sorted((release / "site" / language / "people").glob("??.html"))[0].name
    paths = ["index.html", f"incidents/{incident}.html", "people/by-name.html", f"people/{shelf}", "find.html", "search.html",
             "method.html", "corrections.html", "reply.html"]  # fmt: skip
    top = f"{(release / 'site').as_uri()}/{language}"
    with sync_playwright() as driver:
        page = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page(
            viewport={"width": 390, "height": 800}
        )
        for path in paths:
            page.goto(f"{top}/{path}")
            picture(page, f"site-{language}-" + path.removesuffix(".html").replace("/", "-"))
            assert not Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"], path
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, path
        page.goto(f"{top}/search.html")
        page.fill("#q", name)
        page.wait_for_selector("#found li")
        page.locator("#found a").first.click()
        assert page.evaluate("document.documentElement.lang") == language
        page.goto(f"{top}/find.html")
        page.wait_for_selector("#found li")
        assert "killed" not in page.locator("#found").inner_text()
        page.locator("nav.languages a[lang=en]").click()
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.url.endswith("/site/find.html") or "/site/find.html#" in page.url


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
def test_a_reply_is_sent_in_a_browser_and_its_ticket_looked_up(demo: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with serving(PROGRAM, "serve", "--public", "--case", str(demo / "reviewed")) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(address)
        assert page.url.endswith("/site/index.html")
        page.get_by_role("link", name="Reply").click()
        faults = Axe().run(page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in faults]
        picture(page, "reply-form")
        page.get_by_label("What it is about").fill("Mill Lane")
        page.get_by_label("What is wrong or missing").fill("My uncle was there too.")
        page.get_by_role("button", name="Send").click()
        code = page.locator("strong code").inner_text()
        picture(page, "reply-sent")
        page.get_by_role("link", name="Back").click()
        page.get_by_label("Your code").fill(code)
        page.get_by_role("button", name="Look").click()
        assert page.get_by_text("nobody has read it yet").is_visible()
        browser.close()


def picture(page: object, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)  # type: ignore[attr-defined]


def test_the_package_is_accepted_by_frictionless(release: Path) -> None:
    from frictionless import Package

    report = Package(str(release / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])[:5]
    assert len(report.tasks) == len(load_codebook())


def test_the_three_forms_of_a_table_say_the_same(release: Path) -> None:
    import csv

    from pyarrow import parquet

    for name, table in load_codebook().items():
        columns = parquet.read_table(release / f"data/{name}.parquet")
        with (release / f"data/{name}.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        with (release / f"data/{name}.csv").open(encoding="utf-8", newline="") as cells:
            plain = list(csv.DictReader(cells))
        assert columns.to_pylist() == rows, name
        assert columns.column_names == [field.name for field in table.fields]
        assert len(plain) == len(rows)


def test_the_map_is_accepted_as_geojson(release: Path) -> None:
    import geojson

    found = geojson.loads((release / "data/incidents.geojson").read_text("utf-8"))
    assert found.is_valid, found.errors()
    kinds = [feature["geometry"]["type"] for feature in found["features"] if feature["geometry"]]
    assert kinds
    assert "Point" not in kinds, "no place of this release is exact"


def test_the_bag_is_accepted_by_bagit(demo: Path, tmp_path: Path) -> None:
    import bagit

    subprocess.run(
        [PROGRAM, "publish", str(tmp_path / "bag"), "--bag", "--case", str(demo / "reviewed")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert bag.info["Source-Organization"]


def test_entities_are_accepted_by_followthemoney(release: Path) -> None:
    model = pytest.importorskip(
        "followthemoney", reason="followthemoney needs ICU and a compiler; see docs/guide/publishing.md"
    ).model
    with (release / "data/followthemoney.jsonl").open(encoding="utf-8") as lines:
        entities = [json.loads(line) for line in lines]
    assert {one["schema"] for one in entities} == {"Event", "Document", "Person"}
    for one in entities:
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate(one)
        assert proxy.caption


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    from cenotaph.release.data import plain_cell

    assert [plain_cell(one) for one in ("=1+1", "+7", "-x", "@a", "\tb", "plain", -20.35, None, True)] == [
        "'=1+1", "'+7", "'-x", "'@a", "'\tb", "plain", "-20.35", "", "true",
    ]  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
def test_incidents_are_narrowed_down_from_a_folder_and_the_address_keeps_what_was_asked(release: Path) -> None:
    from playwright.sync_api import sync_playwright

    address = (release / "site" / "find.html").resolve().as_uri()
    with sync_playwright() as driver:
        page = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        page.goto(address)
        page.wait_for_selector("#found a")
        everything = page.locator("#found a").count()
        page.select_option("select[name=harm]", "killed")
        page.fill("input[name=least]", "60")
        page.wait_for_function("document.getElementById('state').textContent.trim() === '1'")
        assert page.locator("#found a").count() == 1 < everything
        kept = page.url
        page.goto("about:blank")
        page.goto(kept)
        page.wait_for_selector("#found a")
        assert page.input_value("input[name=least]") == "60"
        assert page.locator("#found a").count() == 1
        page.click("#found a")
        assert "Cite this" in page.text_content("main")
        if PICTURES:
            page.goto(address)
            page.screenshot(path=f"{PICTURES}/site-find.png", full_page=True)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
def test_the_form_for_replies_is_whole_for_everybody_in_every_language(demo: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    from cenotaph.vocabulary.languages import LANGUAGES

    with serving(PROGRAM, "serve", "--public", "--case", str(demo / "reviewed")) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800}, locale="ar")
        page.goto(f"{address}/reply")
        assert page.evaluate("document.documentElement.dir") == "rtl", "the browser asks for Arabic"
        for language in LANGUAGES:
            page.goto(f"{address}/reply?lang={language}")
            assert page.evaluate("document.documentElement.lang") == language
            assert not Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"], language
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, language
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/reply-{language}.png", full_page=True)
        page.goto(f"{address}/reply?lang=ar")
        page.fill("#words", "كلمات مخترعة")
        page.click("form[action='/reply'] button")
        assert "وصل" in page.text_content("h1")
        code = page.text_content("strong code")
        page.goto(f"{address}/reply?lang=ar")
        page.fill("#code", code)
        page.click("form[action='/ticket'] button")
        assert "لم يقرأه أحد بعد" in page.text_content("main")
