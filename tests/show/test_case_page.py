import re
from pathlib import Path

from lxml import html

from cenotaph.model import CountRange
from cenotaph.samples import sample_folder
from cenotaph.show.figure_plot import Mark, draw_figures
from cenotaph.show.write_page import write_case_page
from cenotaph.steps.add import add_to_case
from cenotaph.store import Case


def page_of(case: Case, tmp_path: Path) -> str:
    write_case_page(case, tmp_path / "page.html", title="A case")
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_every_number_opens_to_its_quotation(case: Case, tmp_path: Path) -> None:
    with sample_folder() as folder:
        add_to_case(case, [str(folder)])
    page = html.fromstring(page_of(case, tmp_path))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = list(page.xpath("//a/@href"))
    assert targets
    assert all(link.startswith("#") and link[1:] in ids for link in targets), "no link leaves the page, and each one lands"
    for row in page.xpath("//tr[@id]"):
        assert row.xpath(".//q"), "a number without a quotation"
        assert row.xpath('.//a[starts-with(@href, "#d-")]'), "a number without a document"
    assert len(re.findall(r"SHA-256 of the archived bytes", html.tostring(page, encoding="unicode"))) == 16


def test_the_page_loads_nothing_and_runs_nothing(case: Case, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> At least 40 people were killed in Tull on 2 May 2009, <b>officials</b> said."
    (tmp_path / "a.txt").write_text(hostile)
    add_to_case(case, [str(tmp_path / "a.txt")])
    text = page_of(case, tmp_path)
    page = html.fromstring(text)
    assert not page.xpath("//script | //img | //iframe | //link | //*[@src] | //*[@onerror]")
    assert "default-src 'none'" in text
    assert "http" not in re.sub(r"http-equiv|http://www.w3.org/2000/svg", "", text)


def test_the_picture_begins_at_zero_and_says_what_it_shows() -> None:
    marks = [
        Mark("A & <B>", CountRange(485, 485), "c-1", "2009"),
        Mark("C", CountRange(161, None), "c-2", ""),
        Mark("D", CountRange(500, 1000), "c-3", ""),
    ]
    picture = draw_figures("killed", marks)
    tree = html.fromstring(picture)
    assert "A &amp; &lt;B&gt;" in picture
    assert [a.get("href") for a in tree.xpath("//a")] == ["#c-3", "#c-1", "#c-2"]
    assert "at least 161" in picture
    assert ">0</text>" in picture


def test_a_page_that_cannot_be_written_leaves_nothing(case: Case, tmp_path: Path) -> None:
    import pytest

    from cenotaph.errors import UnreadableFile

    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableFile):
        write_case_page(case, tmp_path / "folder")
    assert list(tmp_path.glob("*.writing")) == []
