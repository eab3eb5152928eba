"""Somebody gets a key at the desk, under a passphrase and on a token, in a real browser; and the record knows who signed."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from cenotaph.steps.verify import verify_case
from cenotaph.store import create_case, open_case
from cenotaph.web import make_account
from desk_pages import serving
from desk_visits import PASSWORD
from released_case import with_documents

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (on Debian: apt-get install chromium)"),
]
PHRASE = "seven quiet herons overhead"


def sign_in(page: Any, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Name", exact=True).fill("Eri Vash")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def accept(page: Any, address: str) -> str:
    """Accept the first claim; what the desk says where it refuses."""
    page.goto(f"{address}/claims")
    page.locator("button[data-key=a]").first.click()
    page.wait_for_timeout(500)
    refused = page.locator(".problem")
    return str(refused.first.text_content()) if refused.count() else ""


def test_a_key_is_made_at_the_desk_and_a_token_brought(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    more = {"more.txt": "Nine people were killed in Tull on 2 May 2009, the mayor said."}
    case = with_documents(create_case(tmp_path / "case"), tmp_path / "files", linked=False, **more)
    make_account(case, "Eri Vash", "recorder", PASSWORD)
    case.close()
    with serving(case.root) as served, sync_playwright() as driver:
        address = served.replace("127.0.0.1", "localhost")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context()
        page = context.new_page()
        tokens = context.new_cdp_session(page)
        tokens.send("WebAuthn.enable")
        kind = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
        tokens.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
        sign_in(page, address)
        assert accept(page, address) == ""
        page.goto(f"{address}/keys")
        page.get_by_label("Passphrase, 12").fill(PHRASE)
        page.get_by_label("The same again").fill(PHRASE)
        page.get_by_role("button", name="Make the key").click()
        page.get_by_text("is signed until").wait_for()
        assert accept(page, address) == ""
        page.goto(f"{address}/keys")
        page.get_by_role("button", name="Bring a token").click()
        page.get_by_role("cell", name="token").wait_for()

        other = browser.new_context().new_page()
        sign_in(other, address)
        assert other.url.endswith("/keys"), "who has a key is asked to sign first"
        assert "decides under a key" in accept(other, address)
        other.get_by_role("link", name="Your key").last.click()
        other.get_by_label("Passphrase of your key").fill(PHRASE)
        other.get_by_role("button", name="Begin to sign", exact=True).click()
        other.get_by_text("is signed until").wait_for()
        assert accept(other, address) == ""

        page.get_by_text("Eri Vash").first.click()
        page.get_by_role("button", name="Sign out").click()
        sign_in(page, address)
        page.get_by_role("button", name="Begin to sign with the token").click()
        page.get_by_text("is signed until").wait_for()
        assert accept(page, address) == ""
        browser.close()
    found = verify_case(open_case(case.root))
    assert found.faults == ()
    assert found.decisions == 4
    assert found.signed >= 7  # three sessions that begin, the token, three decisions


def test_a_browser_that_asks_no_token_says_so(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    case = create_case(tmp_path / "case")
    case.close()
    with serving(case.root, "--as", "Ana Ortu") as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/keys")
        page.get_by_text("open the desk by https").wait_for()
        assert page.get_by_role("button", name="Bring a token").is_disabled()
        browser.close()
