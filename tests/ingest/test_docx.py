"""The text of a Word file is what Word shows with all changes accepted, once, whatever it is wrapped in."""

import io
import zipfile

import pytest

from cenotaph.ingest.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def read(body: str, **parts: str) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            kind = {"header": "hdr", "footnot": "footnotes", "endnote": "endnotes", "comment": "comments"}[
                name[:7].rstrip("0123456789")
            ]
            archive.writestr(f"word/{name}.xml", f"<w:{kind} {W}>{inside}</w:{kind}>")
    return read_docx(out.getvalue(), "a.docx").text


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@pytest.mark.parametrize(("body", "text"), [
    (paragraph(run("killed "), f"<w:ins>{run('14')}</w:ins>", "<w:del><w:r><w:delText>41</w:delText></w:r></w:del>", run(" people")),
     "killed 14 people"),
    (paragraph(run("that "), control(run("nine")), run(" were hurt")), "that nine were hurt"),
    (control(paragraph(run("Seven drivers"))), "Seven drivers"),
    (f"<w:moveFrom>{paragraph(run('twice'))}</w:moveFrom><w:moveTo>{paragraph(run('once'))}</w:moveTo>", "once"),
    (table((paragraph(run("a")) + table((paragraph(run("five")), paragraph(run("shepherds")))), paragraph(run("b")))),
     "a five | shepherds | b"),
    (table((paragraph(run("Town")), paragraph(run("Killed"))), (paragraph(run("Tull")), paragraph(run("12")))),
     "Town: Tull | Killed: 12"),
    (paragraph(run("beside"), "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph(run("in a box"))
               + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph(run("in a box"))
               + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"), "beside\n\nin a box"),
    (paragraph("<w:hyperlink>" + run("linked") + "</w:hyperlink>", "<w:r><w:instrText>PAGE</w:instrText><w:tab/></w:r>", run("x")),
     "linked\tx"),
])  # fmt: skip
def test_what_stands_in_a_wrapper_is_text_and_what_was_deleted_is_none(body: str, text: str) -> None:
    assert read(body) == text


def test_headers_stand_once_notes_at_the_end_and_comments_nowhere() -> None:
    head = paragraph(run("Ministry of Health"))
    notes = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>' + paragraph(run("three soldiers")) + "</w:footnote>"
    said = read(paragraph(run("body")), header1=head, header2=head, footnotes=notes, comments=paragraph(run("is this right?")))
    assert said == "Ministry of Health\n\nbody\n\nthree soldiers"
