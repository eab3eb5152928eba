"""The public site in every language it speaks: whole catalogues, sentences of the record too, and words of others as they are."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cenotaph.errors import CannotPublish
from cenotaph.model import (
    ClaimScope,
    ClaimStatus,
    CountRange,
    Disclosure,
    PublicClaim,
    PublicFigure,
    PublicIncident,
    PublicList,
    PublicPerson,
    PublicPlace,
    PublicRecord,
    PublicSource,
    Role,
)
from cenotaph.release.site import write_door, write_site
from cenotaph.release.site.edition import Edition
from cenotaph.release.site.share import picture_of_one
from cenotaph.release.site.share_png import share_picture_png
from cenotaph.release.statement import Statement, empty_statement, load_statement, write_statement
from cenotaph.show.figure_plot import Mark
from cenotaph.show.shown import POLICY
from cenotaph.vocabulary.languages import LANGUAGES, load_translations
from site_sentences import site_sentences, template_sentences

OTHERS = tuple(code for code in LANGUAGES if code != "en")
WHY = "3 is the only number said: [c-1]"


def statement(*languages: str) -> Statement:
    said = empty_statement().replace("title:  ", "title: The night of Ostrel #").replace("publisher: ", "publisher: Memory #")
    said = re.sub(r"^contact:.*", "contact: mail@example.org", said, flags=re.M)
    said = re.sub(r"^(  \w+:)$", r"\1 as we do it", said, flags=re.M)
    return replace(load_statement(said), languages=languages)


def record() -> PublicRecord:
    claim = PublicClaim(
        "c-1", "d-1", "i-1", "killed", 3, 3, False, ("children",), "", "Ada Lund", "Ada Lund", Role.TOTAL, "",
        ClaimStatus.ASSERTED, ClaimScope.INCIDENT, "2009-03-14", "", "Ostrel", "2009-03-15", "Three <children> were killed", "",
        "", 2, False,
    )  # fmt: skip
    figure = PublicFigure("killed", POLICY, 3, 3, 3, WHY, "", "", 1)
    one = PublicIncident("i-1", "place not known, 2009-03-14", "2009-03-14", "", PublicPlace(), (figure,), ("c-1",))
    source = PublicSource("d-1", "A report", "", "Post", "", "en", "2009-03-15", "2009-03-16", "ab" * 32, Disclosure.QUOTATION)
    names = ("Ivo Venn", ("إيفو فين", "Иво Венн"))
    person = PublicPerson(
        "vic-1", *names, "", "male", "8", "killed", "2009-03-14", "Ostrel", "", (("list-1", 1, "Ivo Venn"),), "one entry", (),
        ("c-1",),
    )  # fmt: skip
    return PublicRecord("2009-03-17", (one,), (claim,), (source,), (person,), (PublicList("list-1", "A list", "", 1),))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_of_the_site_has_every_sentence_and_every_plural(language: str) -> None:
    said = load_translations("cenotaph.release.site", language)
    lacking = {one for one in site_sentences() if said.gettext(one) == one and one not in SAME.get(language, ())}
    assert not lacking
    for one, more in template_sentences()[1]:
        assert said.ngettext(one, more, 11) not in (one, more) or language == "fr", one
        assert "%(shown)s" in said.ngettext(one, more, 11), one


SAME = {
    "fr": {"Data", "Correction", "Corrections", "Incidents", "Sources", "Pages", "Image", "Citations", "incidents", "sources", "district", "province", "total", "Documents"},
    "es": {"provisional", "total"},
}  # fmt: skip
"""Words that the language shares with English."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    wordings = {WHY: {code: f"{code} says why <b>" for code in OTHERS}}
    write_site(folder, record(), statement(*LANGUAGES), 1, (), wordings)
    return folder


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_is_there_in_every_language_and_says_so(site: Path, language: str) -> None:
    english = {path.relative_to(site) for path in site.rglob("*.html") if path.relative_to(site).parts[0] not in OTHERS}
    other = {path.relative_to(site / language) for path in (site / language).rglob("*.html")}
    assert english == other
    direction = "rtl" if language == "ar" else "ltr"
    for path in other:
        text = (site / language / path).read_text("utf-8")
        assert f'<html lang="{language}" dir="{direction}">' in text
        assert (site / language / path).parent.joinpath(re.findall(r'stylesheet" href="([^"]+)"', text)[0]).is_file()


def test_a_page_says_why_in_its_language_and_quotes_as_it_was_said(site: Path) -> None:
    page = (site / "ru/incidents/i-1.html").read_text("utf-8")
    assert "ru says why &lt;b&gt;" in page
    assert WHY not in page
    assert "Three &lt;children&gt; were killed" in page
    assert "место неизвестно, 2009-03-14" in page
    assert "place not known" not in page
    assert WHY in (site / "incidents/i-1.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "first"), [("en", "Ivo Venn"), ("ar", "إيفو فين"), ("uk", "Иво Венн")])
def test_the_name_in_the_readers_letters_stands_first(site: Path, language: str, first: str) -> None:
    folder = site if language == "en" else site / language
    page = next((folder / "people").glob("1.html")).read_text("utf-8")
    assert f"<h2><bdi>{first}</bdi></h2>" in page
    assert first in (folder / "people/by-name.html").read_text("utf-8")


def test_a_person_stands_with_the_words_and_the_incident_that_name_them(site: Path) -> None:
    page = (site / "people/1.html").read_text("utf-8")
    assert "Three &lt;children&gt; were killed" in page
    assert 'href="../incidents/i-1.html#c-1"' in page
    assert 'href="../people/1.html#vic-1"' in (site / "incidents/i-1.html").read_text("utf-8")


def test_the_first_language_lies_at_the_top_and_the_door_leads_to_each(tmp_path: Path) -> None:
    write_site(tmp_path, record(), statement("es", "ar"), 1, (), {})
    assert '<html lang="es"' in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "ar/index.html").is_file()
    assert not (tmp_path / "es").exists()
    door = write_door(statement("es", "ar"))
    assert 'href="site/index.html"' in door
    assert 'href="site/ar/index.html"' in door
    assert "refresh" not in door
    assert "refresh" in write_door(statement("fr"))


def test_a_statement_says_its_languages_and_refuses_others() -> None:
    fields = {"title": "T", "publisher": "P", "contact": "c@example.org", "methodology": dict(statement("en").methodology)}
    assert load_statement(write_statement(fields)).languages == ("en",)
    assert load_statement(write_statement({**fields, "languages": ["fr", "en", "fr"]})).languages == ("fr", "en")
    with pytest.raises(CannotPublish, match="not xx"):
        load_statement(write_statement({**fields, "languages": ["xx"]}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_to_be_passed_on_is_drawn_in_every_language(language: str) -> None:
    marks = [Mark("إيفو فين", CountRange(3, None), "c-1", ""), Mark("Иво Венн", CountRange(2, 5), "c-2", "")]
    edition = Edition(language, "", {})
    png = share_picture_png(picture_of_one(statement(language), "2009-03-17", record().incidents[0], "x", marks, edition))
    picture = Image.open(io.BytesIO(png)).convert("L")
    assert picture.size == (1_200, 630)
    assert picture.getextrema()[0] < 60
    lowest = picture.crop((0, 540, 1_200, 630)).getextrema()
    assert lowest[0] < 150, "the limits are not written"
