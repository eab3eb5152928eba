"""Pages as people save them: every figure that a person sees stands in the text, and nothing of another report does."""

import pytest

from cenotaph.ingest.pages import read_html
from cenotaph.ingest.pages.depth import nesting
from cenotaph.ingest.table_lines import table_lines

FILLER = "<p>The road along the river was closed for the rest of the week, and the shops of the quarter stayed shut.</p>"


def text_of(body: str, head: str = "") -> str:
    page = f"<!doctype html><html lang='en'><head><title>A week in Olm</title>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), "page.html").text


def in_article(words: str) -> str:
    return f"<main><article><h1>A week in Olm</h1>{FILLER}{words}{FILLER.replace('road', 'bridge')}</article></main>"


@pytest.mark.parametrize(
    "written",
    [
        "<ul><li><span tabindex='0'>{}</span></li></ul>",
        "<pre>{}</pre>",
        "{}<br>",
        "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
        "<aside><p>{}</p></aside>",
        "<details><summary>More</summary>{}</details>",
        "<blockquote>{}</blockquote>",
        "<table><tr><td>Monday</td><td><ul><li>{}</li></ul></td></tr></table>",
        "<x-part><font>{}</font></x-part>",
    ],
)
def test_a_sentence_with_a_figure_is_kept_wherever_it_stands(written: str) -> None:
    said = "Seven millers were killed in Upper Tarn on 5 May 2021."
    assert said in text_of(in_article(written.format(said)))


def test_numbers_split_by_markup_are_whole_and_footnotes_are_no_digits() -> None:
    text = text_of(in_article("<p>By Ina Oro<span>3 May 2021</span></p><p>A flood killed <b>1</b><b>4 people</b> and 6<sup>2</sup> goats"
                              " of the 1<sup>st</sup> farm<sup>[3]</sup>.</p>"))  # fmt: skip
    assert "A flood killed 14 people and 6 goats of the 1st farm." in text
    assert "Oro3" not in text


def test_a_term_stands_before_what_is_said_of_it() -> None:
    text = text_of(in_article("<dl><dt>8 May 2021</dt><dd>Four fishermen were killed on the lake.</dd></dl>"))
    assert "8 May 2021: Four fishermen were killed on the lake." in text


def test_loose_text_of_an_old_page_is_kept() -> None:
    text = text_of("<h1>Notes</h1><p>What follows was written down each evening.\nOn 6 May 2021 three nurses\nwere killed.<br>"
                   "On 7 May nine pupils died.")  # fmt: skip
    assert "On 6 May 2021 three nurses were killed.\nOn 7 May nine pupils died." in text


def test_what_stands_around_the_text_is_left_out_and_counted() -> None:
    page = (
        "<html lang='en'><head><title>Flood in Olm</title></head><body><nav><a href='/'>Home</a></nav>"
        + in_article("<p>Two clerks died in Olm.</p>")
        + "<section class='related-articles'><ul><li><a href='/a'>Ninety dead in the Tarn fire</a></li></ul></section>"
        + "<div id='comments'><p>I heard that 60 were killed!</p></div></body></html>"
    )
    read = read_html(page.encode(), "page.html")
    assert "Two clerks died in Olm." in read.text
    assert "Ninety" not in read.text
    assert "60" not in read.text
    assert "figures_left_out" in read.flags
    assert "2 stretches with figures" in read.note


def test_the_entries_of_a_live_page_keep_their_times_and_headings() -> None:
    entries = "".join(
        f"<div class='entry'><time datetime='2021-05-0{day}T09:00:00Z'>{day} May 9.00</time><h3>{title}</h3><p>{words}</p></div>"
        for day, title, words in (
            (4, "Ferry sinks", "Six people drowned today off Olm."),
            (3, "Mill burns", "Two were hurt today."),
        )
    )
    text = text_of(f"<main><h1>Storm, live</h1>{FILLER}{entries}</main>")
    assert "2021-05-04, 4 May 9.00\n\nFerry sinks\n\nSix people drowned today off Olm." in text
    assert "2021-05-03, 3 May 9.00\n\nMill burns\n\nTwo were hurt today." in text


def test_the_times_of_one_report_are_no_entries() -> None:
    text = text_of(in_article("<p><time datetime='2021-05-04'>4 May</time></p><p>Six people drowned off Olm.</p>"))
    assert "2021-05-04" not in text


def test_a_body_that_only_the_metadata_hold_is_read() -> None:
    body = (
        "Shelling killed 11 people at the market of Tarn, the mayor said. The road to the market was closed for a week after it."
    )
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Market","articleBody":"{body}"}}</script>'
    assert "Shelling killed 11 people" in text_of("<article><h1>Market</h1><p>Subscribe to read on.</p></article>", head)


def test_rows_of_tables_stand_behind_their_headings() -> None:
    table = (
        "<table><caption>The dead by place</caption><tr><th>Place</th><th>Killed</th></tr><tr><td>Market</td><td>31<sup>[1]</sup></td></tr>"
        "<tr><td>School</td><td>14</td></tr></table>"
    )
    box = "<table class='infobox'><tr><th colspan=2>Shelling</th></tr><tr><th>Deaths</th><td>45</td></tr><tr><th>Injured</th><td>120+</td></tr></table>"
    text = text_of(in_article(box + table))
    assert "The dead by place\n\nPlace: Market | Killed: 31\n\nPlace: School | Killed: 14" in text
    assert "Deaths: 45 | Injured: 120+" in text


def test_lines_of_tables() -> None:
    assert table_lines([["Town", "Dead"], ["Olm", "3"], ["Tarn", "4"]]) == ["Town: Olm | Dead: 3", "Town: Tarn | Dead: 4"]
    assert table_lines([["Dead", "3"], ["Hurt", "4"]]) == ["Dead: 3 | Hurt: 4"]
    assert table_lines([["Olm", "Ada Lund"], ["Tarn", "Ida Oro"]]) == ["Olm | Ada Lund", "Tarn | Ida Oro"]
    assert table_lines([["", "Dead", "Dead"], ["Town", "men", "women"], ["Olm", "3", "4"]], 2) == [
        "Town: Olm | Dead men: 3 | Dead women: 4"
    ]


def test_elements_are_counted_and_not_what_scripts_hold() -> None:
    script = b"<script>var page = '" + b"<div>" * 400 + b"';</script><!-- " + b"<div>" * 400 + b"-->"
    assert nesting(b"<body>" + script + b"<div><div></div></div></body>", 250) == 3
    assert nesting(b"<div>" * 300, 250) == 251
    assert nesting(b"<script>" + b"<div>" * 300, 250) == 0
