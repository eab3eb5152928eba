"""The desk in another language: nothing in the templates is left in English, and a page opens in it."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from starlette.testclient import TestClient

from cenotaph.model import DeskRole, ReviewState
from cenotaph.store import Case
from cenotaph.vocabulary import load_vocabulary
from cenotaph.web import Desk, make_app
from desk_visits import HOST, Browser

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
