"""The desk in another language: nothing in the templates is left in English, and a page opens in it."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from starlette.testclient import TestClient

from cenotaph.model import DeskRole, JobKind, ReviewState
from cenotaph.show.incident_summary import SENTENCES
from cenotaph.store import Case
from cenotaph.vocabulary import load_vocabulary
from cenotaph.vocabulary.languages import LANGUAGES
from cenotaph.web import Desk, make_app
from cenotaph.web.claims.filters import LABELS, ORDERS
from cenotaph.web.help.routes import help_parts
from cenotaph.web.inbox.routes import FIRST_STEPS
from desk_visits import HOST, Browser, desk

WEB = Path(str(files("cenotaph.web")))


def test_every_sentence_of_the_templates_is_in_the_catalogue() -> None:
    catalogue = read_po(BytesIO((WEB / "languages/es.po").read_bytes()))
    said = {str(one.id) for one in catalogue if one.id and one.string}
    asked = set(DeskRole) | {state.replace("-", " ") for state in ReviewState}
    asked |= {term.code.replace("_", " ") for term in load_vocabulary("decision_kind")}
    asked |= {term.code.replace("_", " ") for term in load_vocabulary("harm")}
    for path in WEB.rglob("*.html"):
        for double, single in re.findall(r"""_\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""", path.read_text(encoding="utf-8")):
            asked.add(double or single)
    assert asked - said == set()
    assert len(asked) > 150


def test_a_desk_in_spanish(case: Case) -> None:
    app = make_app(Desk(case, "Ana Ortu", frozenset({HOST}), language="es"))
    with TestClient(app, base_url=f"http://{HOST}") as client:  # type: ignore[arg-type]
        page = Browser(client).get("/")
    assert '<html lang="es">' in page.text
    assert "Todavía no hay documentos." in page.text
    assert "No documents yet" not in page.text


def test_the_form_for_replies_is_whole_in_every_language_it_speaks() -> None:
    asked = set()
    for path in (WEB / "public" / "templates").glob("*.html"):
        for double, single in re.findall(r"""_\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""", path.read_text(encoding="utf-8")):
            asked.add(double or single)
    refusals = set(re.findall(r'InvalidValue\("([^"{]+)"\)', (WEB / "public" / "intake.py").read_text(encoding="utf-8")))
    assert len(asked) > 30
    assert len(refusals) == 5
    for language in LANGUAGES:
        if language != "en":
            said = {str(one.id): str(one.string) for one in read_po(BytesIO((WEB / f"languages/{language}.po").read_bytes()))}
            assert not {words for words in asked | refusals if not said.get(words)}, language


def test_what_the_desk_words_by_itself_is_in_the_catalogue() -> None:
    catalogue = read_po(BytesIO((WEB / "languages/es.po").read_bytes()))
    said = {str(one.id) for one in catalogue if one.id and one.string}
    asked = {
        *ORDERS.values(),
        *LABELS.values(),
        *SENTENCES.values(),
        *(kind.value for kind in JobKind),
        "sure",
        "likely",
        "doubtful",
    }
    asked |= {words for part in help_parts() for words in (part["label"], *part["said"])} | {words for words, _ in FIRST_STEPS}
    assert asked - said == set()


def test_somebody_chooses_the_language_of_the_desk_for_himself(case: Case) -> None:
    with desk(case) as browser:
        assert "Inbox" in browser.get("/").text
        assert browser.post("/settings/language", {"language": "es"}).status_code == 303
        assert '<html lang="es">' in browser.get("/").text
        assert "Listas de víctimas" in browser.get("/lists").text
        assert browser.post("/settings/language", {"language": "xx"}).status_code == 400
