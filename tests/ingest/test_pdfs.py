"""PDFs as people make them: columns, tables, broken words, running heads, scans, right-to-left lines."""

import shutil
from collections.abc import Iterator

import pytest

from cenotaph.ingest.pdfs import read_pdf
from cenotaph.settings import load_settings
from ingest.invented_pdf import pdf_of, scan_of

LEFT = ["The commission of inquiry went", "to the valley in the spring and", "heard forty people in the school", "who told of the flood and of the",
        "bridge that fell. Seven millers", "were killed on 3 May 2021."]  # fmt: skip
RIGHT = ["Two nurses were hurt on the day", "after, when the road gave way be-", "low the mill. The council wrote", "to the families and promised to",
         "mend the bridge before winter,", "which it has not done so far."]  # fmt: skip


def text_of(data: bytes) -> str:
    return read_pdf(data, "a.pdf").text


def test_columns_are_read_one_after_the_other_though_they_are_drawn_line_by_line() -> None:
    page = [(60.0, 780.0, "A report of the commission on what happened in the valley in the spring")]
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page += [(60.0, 740.0 - 14 * at, left), (320.0, 740.0 - 14 * at, right)]
    text = text_of(pdf_of(page))
    assert "Seven millers\nwere killed on 3 May 2021." in text
    assert text.index("were killed") < text.index("Two nurses")
    assert text.index("A report") < text.index("The commission")


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    text = text_of(pdf_of([(60, 700 - 14 * at, line) for at, line in enumerate(RIGHT)]))
    assert "gave way below the mill" in text


def test_the_rows_of_a_table_stand_behind_their_headings() -> None:
    rows = [("Place", "Killed", "Hurt"), ("Market", "31", "80"), ("School of Olm", "14", "40"), ("Mill", "3", "")]
    page = [(60 + 120 * c, 700 - 16 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell]
    text = text_of(pdf_of([*page, (60, 600, "The road is closed.")]))
    assert "Place: School of Olm | Killed: 14 | Hurt: 40" in text
    assert "Place: Mill | Killed: 3\n" in text
    assert "The road is closed." in text


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [
        [(60, 800, "Valley Commission, report 7"), (60, 700, f"Village {n}: {n * n} dead."), (290, 40, f"Page {n} of 4")]
        for n in range(1, 5)
    ]
    read = read_pdf(pdf_of(*pages), "a.pdf")
    assert "Commission" not in read.text
    assert "Page" not in read.text
    assert "Village 4: 16 dead." in read.text
    assert "8 lines" in read.note


def test_a_sentence_that_goes_on_on_the_next_page_is_one() -> None:
    pages = [[(60, 80, "On that day seven millers were")], [(60, 780, "killed in Upper Tarn.")], [(60, 780, "Nobody came.")]]
    assert text_of(pdf_of(*pages)) == "On that day seven millers were\nkilled in Upper Tarn.\n\nNobody came."


def test_the_mark_of_a_footnote_is_no_digit() -> None:
    text = text_of(pdf_of([(60, 700, "Soldiers killed 5"), (139, 704, "6:2"), (146, 700, "drivers at the gate.")]))
    assert "Soldiers killed 5 drivers at the gate." in text


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    monkeypatch.setenv("CENOTAPH_OCR_LANGUAGES", "eng")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


SCAN = ("Seven millers were killed in Upper Tarn", "on 3 May 2021, the mayor said.")


def test_a_scan_is_recognised_where_its_languages_are_chosen(english: None) -> None:
    read = read_pdf(scan_of(*SCAN), "a.pdf")
    assert " ".join(read.text.split()) == " ".join(SCAN)
    assert read.flags == ("read_by_ocr",)
    assert "1 page, 14 words at a mean confidence of" in read.note
    assert "tesseract/" in read.extractor


def test_a_scan_is_kept_and_flagged_where_none_are() -> None:
    read = read_pdf(scan_of(*SCAN), "a.pdf")
    assert (read.text, read.flags) == ("", ("no_text",))
    assert "pages that are pictures without text: 1 of 1" in read.note


@pytest.mark.slow
def test_right_to_left_lines_are_in_order_whatever_a_browser_draws() -> None:
    from playwright.sync_api import sync_playwright

    words = "قتل 14 شخصا في سوق تارن يوم 3 مايو 2021، قال رئيس البلدية لراديو Hill Radio في المدينة."
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<html dir=rtl lang=ar><h1>تقرير الأسبوع</h1><p>{words}</p></html>")
        data = page.pdf()
        browser.close()
    assert text_of(data).splitlines() == ["تقرير الأسبوع", words]
