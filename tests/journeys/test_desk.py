"""The desk in a real browser, on the invented case: what a recorder does in a day, and what nobody must be able to do."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from cenotaph.store import open_case
from cenotaph.web import make_account
from desk_visits import PASSWORD
from free_port import serving as serving_program

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)")
PAGES = (
    "/",
    "/claims",
    "/claims?state=one-reader",
    "/claims?harm=killed&order=doubt",
    "/lists",
    "/releases",
    "/releases/statement",
    "/releases/preview",
    "/keeping",
    "/help",
    "/incidents",
    "/victims",
    "/victims/pairs",
    "/estimates",
    "/decisions",
    "/replies",
    "/settings",
)
PICTURES = os.environ.get("CENOTAPH_PICTURES", "")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desk")
    program = Path(sys.executable).parent / "cenotaph"
    subprocess.run([str(program), "demo", "--in", str(root / "demo")], check=True, capture_output=True, timeout=300)
    return root / "demo" / "case"


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "case"))


def serving(case: Path, *more: str) -> AbstractContextManager[str]:
    """`cenotaph serve` over the case."""
    return serving_program(str(Path(sys.executable).parent / "cenotaph"), "serve", "--case", str(case), *more)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: object) -> Iterator[Callable[..., object]]:
    """Opens tabs; each notes what it asked for and what its console said."""
    contexts = []

    def opened(address: str, **more: object) -> object:
        context = chromium.new_context(base_url=address, viewport={"width": 1200, "height": 900}, **more)  # type: ignore[attr-defined]
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda line: page.said.append(line.text) if line.type in ("error", "warning") else None)
        return page

    yield opened
    for context in contexts:
        context.close()


def picture(page: object, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)  # type: ignore[attr-defined]


def at_the_queue(page: object, path: str = "") -> None:
    """Until the keys answer, which is when the first row is the current one."""
    if path:
        page.goto(path)  # type: ignore[attr-defined]
    page.wait_for_selector("[data-row][aria-current]")  # type: ignore[attr-defined]


def wait_for_done(page: object, count: int) -> None:
    """Until as many rows are decided; if they never are, say where the page stands."""
    from playwright.sync_api import TimeoutError as Never

    try:
        page.wait_for_function("n => document.querySelectorAll('[data-done]').length === n", arg=count, timeout=15_000)  # type: ignore[attr-defined]
    except Never:
        where = """() => [document.querySelectorAll('[data-done]').length, document.activeElement.outerHTML.slice(0, 200),
                   document.querySelector('[aria-current=true]')?.outerHTML.slice(0, 300),
                   document.querySelector('.problem')?.outerHTML]"""
        raise AssertionError(f"{count} wanted: {page.evaluate(where)} {page.said}") from None  # type: ignore[attr-defined]


def mark(page: object, words: str) -> None:
    """Mark words in the text, as a hand with a mouse does, when the text stands there."""
    page.locator("[data-text]").evaluate(  # type: ignore[attr-defined]
        """(whole, words) => {
          const text = whole.firstChild;
          const start = text.data.indexOf(words);
          getSelection().setBaseAndExtent(text, start, text, start + words.length);
        }""",
        words,
    )
    page.wait_for_timeout(100)  # type: ignore[attr-defined]


def tab_to(page: object, name: str) -> None:
    """Go on by the tabulator until the field of this name has the keys."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:  # type: ignore[attr-defined]
            return
        page.keyboard.press("Tab")  # type: ignore[attr-defined]
    raise AssertionError(f"the tabulator does not lead to {name}")


def kinds(case: Path) -> list[str]:
    with open_case(case).reading() as record:
        return [made.kind for made in record.ledger.all()]


def test_twenty_claims_are_read_by_keyboard_alone(own: Path, tab: Callable[..., object]) -> None:
    with serving(own, "--as", "Ana Ortu") as address:
        page = tab(address)
        at_the_queue(page, "/claims")
        for n in range(18):
            page.keyboard.press("a")
            wait_for_done(page, n + 1)
        page.keyboard.press("r")
        page.keyboard.type("counts bodies that were moved here")
        page.keyboard.press("Enter")
        wait_for_done(page, 19)
        with page.expect_navigation():
            page.keyboard.press("e")
        tab_to(page, "high")
        page.keyboard.press("Control+a")
        page.keyboard.type("90000")
        tab_to(page, "why")
        page.keyboard.type("the text says so")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.startswith(address + "/claims")
        picture(page, "claims-read")
        assert kinds(own) == ["accept"] * 18 + ["reject", "edit"]
        with page.expect_navigation():
            page.keyboard.press("u")
        assert kinds(own)[-1] == "revoke"
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        picture(page, "keys")
        page.keyboard.press("Escape")
        page.wait_for_function("() => !document.getElementById('keys').open")
        page.keyboard.press("/")
        page.keyboard.type("ostremar")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/search"))
        assert page.locator("main li a").count() > 3
        assert not [url for url in page.asked if not url.startswith(address)], "nothing is asked of anybody else"
        assert not page.said, page.said


def test_two_incidents_are_merged_and_split_again(own: Path, tab: Callable[..., object]) -> None:
    with serving(own, "--as", "Ana Ortu") as address:
        page = tab(address)
        page.goto("/incidents")
        before = page.locator("tbody tr").count()
        for row in (0, before - 1):
            page.locator("tbody tr").nth(row).locator("input").check()
        page.get_by_label("Why they are one").fill("one night, two names of one place")
        page.get_by_role("button", name="Merge the chosen ones").click()
        assert f"{before} → {before - 1}" in page.locator("main").inner_text()
        picture(page, "incident-merge-preview")
        page.get_by_role("button", name="Record it").click()
        page.wait_for_url(re.compile("/incidents/i-"))
        assert "merge" in page.locator("main").inner_text()
        picture(page, "incident-merged")
        with open_case(own).reading() as record:
            assert record.incidents.count() == before - 1
        mill = page.locator("tr", has_text="14-witness").or_(page.locator("tr", has_text="Mill Lane")).first
        (mill if mill.count() else page.locator("table tr[id]").last).locator("input[type=checkbox]").check()
        page.get_by_label("Why they are of another event").fill("another day")
        page.get_by_role("button", name="Split the chosen claims off").click()
        page.get_by_role("button", name="Record it").click()
        page.wait_for_url(re.compile("/incidents/i-[a-z0-9]+$"))
        page.wait_for_load_state()
        with open_case(own).reading() as record:
            assert record.incidents.count() == before
        assert kinds(own) == ["merge", "split"]


def test_ten_pairs_are_judged(own: Path, tab: Callable[..., object]) -> None:
    with serving(own, "--as", "Ana Ortu") as address:
        page = tab(address)
        at_the_queue(page, "/victims/pairs")
        picture(page, "pairs")
        shown = page.locator("[data-row]").count()
        assert shown == 10
        for n in range(shown):
            page.keyboard.press("r" if n % 2 else "a")
            wait_for_done(page, n + 1)
        page.goto("/victims")
        picture(page, "victims")
    assert sorted(set(kinds(own))) == ["different_victim", "same_victim"]
    assert len(kinds(own)) == 10
    with open_case(own).reading() as record:
        assert record.victims.count() > 0


@pytest.fixture(params=["sqlite", "postgresql"])
def on_both(request: pytest.FixtureRequest, own: Path) -> Iterator[Path]:
    """The case, its record once in a file and once moved to PostgreSQL."""
    if request.param == "sqlite":
        yield own
        return
    with request.getfixturevalue("postgresql").database() as url:
        program = Path(sys.executable).parent / "cenotaph"
        subprocess.run(
            [str(program), "migrate", "--case", str(own), str(own.parent / "team"), "--database", url],
            check=True,
            capture_output=True,
            timeout=120,
        )
        yield own.parent / "team"


def test_a_team_signs_in_and_a_second_reader_disagrees(on_both: Path, tab: Callable[..., object]) -> None:
    own = on_both
    for name, role in (("Ana", "recorder"), ("Bela", "recorder"), ("Dov", "reader")):
        make_account(open_case(own), name, role, PASSWORD)
    with serving(own) as address:
        people = {}
        for name in ("Ana", "Bela", "Dov"):
            page = people[name] = tab(address)
            page.goto("/claims")
            page.get_by_label("Name", exact=True).fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(re.compile("/claims"))
        picture(people["Dov"], "claims-reader")
        assert people["Dov"].locator("[data-key=a]").count() == 0
        assert people["Dov"].goto("/people").status == 403
        picture(people["Dov"], "forbidden")
        first = people["Ana"].locator("[data-row]").first.get_attribute("id")
        at_the_queue(people["Ana"])
        people["Ana"].keyboard.press("a")
        people["Ana"].wait_for_selector("[data-done]")
        at_the_queue(people["Bela"], f"/claims?only={first}")
        people["Bela"].keyboard.press("r")
        people["Bela"].keyboard.type("the words are about another town")
        people["Bela"].keyboard.press("Enter")
        people["Bela"].wait_for_selector("[data-done]")
        people["Bela"].goto("/claims?state=disputed")
        assert "accepted by Ana" in people["Bela"].locator("main").inner_text()
        picture(people["Bela"], "disputed")


def test_each_role_is_shown_what_it_may_do_and_kept_from_the_rest(own: Path, tab: Callable[..., object]) -> None:
    roles = ("reader", "recorder", "reviewer", "administrator")
    for role in roles:
        make_account(open_case(own), role, role, PASSWORD)
    with open_case(own).reading() as record:
        incident = record.incidents.all()[0].id
    with serving(own) as address:
        stranger = tab(address)
        for path in (*PAGES, "/people", f"/incidents/{incident}"):
            stranger.goto(path)
            assert "/sign-in" in stranger.url, path
        for rank, role in enumerate(roles):
            page = tab(address)
            page.goto("/sign-in")
            page.get_by_label("Name", exact=True).fill(role)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "sign-in" not in url)
            assert page.goto("/people").status == (200 if rank == 3 else 403), role
            assert page.get_by_role("link", name="People").count() == (1 if rank == 3 else 0)
            page.goto("/claims")
            assert (page.locator("[data-key=a]").count() > 0) == (rank >= 1), role
            page.goto(f"/incidents/{incident}")
            assert (page.get_by_role("button", name="Set the grade").count() > 0) == (rank >= 2), role
            assert (page.get_by_role("button", name="Split").count() > 0) == (rank >= 1), role
            assert page.goto("/victims/pairs").status == 200
            picture(page, f"role-{role}")


def test_no_page_shuts_anybody_out(own: Path, tab: Callable[..., object]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    make_account(open_case(own), "Eri", "administrator", PASSWORD)
    with open_case(own).reading() as record:
        incident = record.incidents.all()[0].id
        victim = max(record.victims.all(), key=lambda one: len(one.records)).id
        claim = next(record.claims.rows()).claim.id
    found = {}
    everything: dict[str, object] = {"resultTypes": ["violations"]}
    colours = everything | {"runOnly": ["color-contrast"]}  # in the dark nothing else is another
    with serving(own) as address:
        for scheme, rules in (("light", everything), ("dark", colours)):
            page = tab(address, color_scheme=scheme)
            page.goto("/sign-in")
            found["/sign-in", scheme] = Axe().run(page, options=rules)
            page.get_by_label("Name", exact=True).fill("Eri")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_load_state()
            document = page.locator("tbody a").first.get_attribute("href")
            for path in (
                *PAGES,
                "/people",
                f"/incidents/{incident}",
                f"/victims/{victim}",
                document,
                f"{document}/add",
                f"{document}/possible",
                f"/claims/{claim}/mend",
                "/search?q=ostremar",
                "/incidents/none",
            ):
                page.goto(path)
                found[path, scheme] = Axe().run(page, options=rules)
                if scheme == "light":
                    picture(page, "page-" + re.sub(r"\W+", "-", path.split(incident)[0]).strip("-"))
                    page.set_viewport_size({"width": 390, "height": 800})
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    assert wide <= 1, f"{path} scrolls sideways on a telephone"
                    page.set_viewport_size({"width": 1200, "height": 900})
            page.goto("/")
            picture(page, f"inbox-{scheme}")
    faults = {
        key: [(one["id"], [node["html"][:120] for node in one["nodes"][:2]]) for one in result.response["violations"]]
        for key, result in found.items()
    }
    assert not {key: said for key, said in faults.items() if said}


def test_the_desk_works_without_scripts(own: Path, tab: Callable[..., object]) -> None:
    with serving(own, "--as", "Ana Ortu") as address:
        page = tab(address, java_script_enabled=False)
        page.goto("/claims")
        page.locator("button[data-key=a]").first.click()
        page.wait_for_load_state()
        assert page.url.startswith(address + "/claims")
    assert kinds(own) == ["accept"]


def test_files_are_added_and_words_marked_in_the_browser(own: Path, tab: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(
        "The wall of the school in Ostremar. In it, 17 people of the upper quarter stand without a date.", encoding="utf-8"
    )
    with serving(own, "--as", "Ana Ortu") as address:
        page = tab(address)
        page.goto("/")
        page.get_by_label("Add documents").set_input_files(tmp_path / "wall.txt")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("1 added").wait_for(timeout=30_000)
        page.goto("/search?q=upper+quarter")
        page.get_by_role("link", name="wall.txt").click()
        mark(page, "17 people of the upper quarter")
        page.get_by_role("link", name="Add a claim that was not read").click()
        assert page.get_by_label("Its words").input_value() == "17 people of the upper quarter"
        picture(page, "marked")
        mark(page, "the school in Ostremar")
        page.get_by_role("button", name="the marked words : Where it happened").click()
        assert page.get_by_label("Where it happened").input_value() == "the school in Ostremar"
        page.get_by_label("Why").fill("it was not read")
        page.get_by_role("button", name="Show what it comes to").click()
        assert "the school in Ostremar" in page.locator(".seen").inner_text()
        picture(page, "claim-preview")
        page.get_by_role("button", name="Record it").click()
        page.locator("[data-text] mark", has_text="17 people").wait_for()
    assert kinds(own) == ["add"]
