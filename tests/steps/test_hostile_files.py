"""Files made to break, hang or swell their reader, a kind each: every one is read or refused by name, in bounds, and the next one
is read. The bounds are small here; what holds in them holds in those of a user.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cenotaph.errors import CenotaphError, TookTooLong, UnreadableFile
from cenotaph.ingest.lists import read_table
from cenotaph.model import AddState
from cenotaph.settings import load_settings
from cenotaph.steps.add import add_to_case
from cenotaph.steps.limited_child import bounds_of
from cenotaph.steps.lists import prepare_list
from cenotaph.steps.tables import mapping_offered
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case

SAID = "At least 40 people were killed in Ostrel on 14 March 2009, the mayor said. "
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
ENTITIES = '<!DOCTYPE d [<!ENTITY a "lollol">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
) + "]>"  # fmt: skip


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    return zipped(word__document_xml=f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>')


def page(body: str) -> bytes:
    return f"<html><body><p>{SAID}</p>{body}</body></html>".encode()


def pdf(content: bytes, more: str = "") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R{more}>>".encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]  # fmt: skip
    out, at = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(out)


MAIL = "From: a@b.example\nDate: Tue, 4 May 2021 20:10:00 +0200\nSubject: x\nMIME-Version: 1.0\n"


def nested_mail(depth: int) -> bytes:
    return (MAIL + "Content-Type: message/rfc822\n\n").encode() * depth + MAIL.encode() + b"\n40 were killed.\n"


def packed_warc() -> bytes:
    import brotli

    packed = brotli.compress(b"killed " * 40_000_000)
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n" + packed
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body + b"\r\n\r\n"


def ods(body: str) -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f"xmlns:{one}='{urn}{one}:1.0'" for one in ("office", "table", "text"))
    return zipped(**{
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{urn}manifest:1.0'/>",
        "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='a'>{body}"
                       "</table:table></office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


CELL = "<table:table-cell office:value-type='string' {}><text:p>Name</text:p></table:table-cell>"
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "entities.docx": lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", ENTITIES),
    "a-file-of-this-machine.docx": lambda: word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
                                                '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "cells.docx": lambda: word("<w:tbl>" + "<w:tr>" + "<w:tc><w:p/></w:tc>" * 100_000 + "</w:tr></w:tbl>"),
    "spans.docx": lambda: word("<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p/></w:tc>' * 200
                               + "</w:tr></w:tbl>"),
    "deep.docx": lambda: word("<w:sdt><w:sdtContent>" * 50_000),
    "attributes.html": lambda: page("<div " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x</div>"),
    "breaks.html": lambda: page("<br>" * 60_000),
    "entities.html": lambda: page("&lt;" * 100_000),
    "cells.html": lambda: page("<table>" + "<tr>" + "<td>12 killed</td>" * 3_000 + "</tr></table>"),
    "json.html": lambda: page('<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "packed.pdf": lambda: pdf(zlib.compress(b" " * 100_000_000, 9)),
    "nested.pdf": lambda: pdf(zlib.compress(b"q " * 200_000)),
    "counts.pdf": lambda: pdf(b"").replace(b"/Count 1", b"/Count 999999999"),
    "cycle.pdf": lambda: pdf(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "no-address.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 \r\n\r\n",
    "in-itself.warc": lambda: b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 60\r\n\r\n" * 300,
    "one-word.txt": lambda: (SAID + "killed " * 20_000).encode(),
    "one-number.txt": lambda: ("At least " + "9" * 5_000 + " people were killed, the mayor said.").encode(),
    "sentences.txt": lambda: (SAID * 3_000).encode(),
    "quotes.txt": lambda: (SAID + "“”" * 60_000).encode(),
    "marks.txt": lambda: ("40 p" + "\u0301" * 100_000 + "eople were killed, he said.").encode(),
    "nested.eml": lambda: nested_mail(300),
    "attached.eml": lambda: (MAIL + "Content-Type: multipart/mixed; boundary=b\n\n"
                             + "--b\nContent-Disposition: attachment; filename=a.txt\n\n40 killed.\n" * 5_000 + "--b--\n").encode(),
    "charset.eml": lambda: (MAIL + "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=no-such\n\n" + "!" * 99_999).encode(),
    "date.eml": lambda: MAIL.replace("4 May 2021", "99 May 999999999999").encode(),
    "forwards.eml": lambda: (MAIL + "\n" + "\n" * 300_000 + "--- Forwarded message ---\n" + "- " * 90_000).encode(),
    "from.mbox": lambda: ("From a@b.example Tue May  4 20:10:00 2021\n" + MAIL + "\n" + "From \n>From x\n" * 60_000).encode(),
    "deep.json": lambda: b'{"type":"x","messages":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "shapes.json": lambda: b'{"type":"x","name":{"a":1},"messages":[1,null,[],{"text":{"a":[1]}},{"type":"message","from":[1],"text":["a",2]}]}',
    "number.json": lambda: b'{"type":"x","messages":[{"type":"message","id":' + b"9" * 5_000 + b',"text":"a"}]}',
    "colons.txt": lambda: b"03/05/2021, 09:00 - " + b":" * 300_000 + b"\n04/05/2021, 09:00 - A: b\n05/05/2021, 09:00 - A: c\n",
    "bars.txt": lambda: b"a | " + b"a: " * 100_000,
    "marks.html": lambda: page("5<sup>2</sup> killed " * 20_000),
    "terms.html": lambda: page("<dl>" + "<dt>a" * 40_000),
    "times.html": lambda: page("".join(f"<div><time datetime=2021-05-04>x</time><p>{n} killed</p></div>" for n in range(2_000))),
    "packed.warc": lambda: packed_warc(),
    "date.md": lambda: f"---\ndate: 0000-01-01\nlanguage: {'q' * 5_000}\n---\n{SAID}".encode(),
}  # fmt: skip
TABLES: dict[str, Callable[[], bytes]] = {
    "quotes.csv": lambda: b"No,Name\n" + b'"' * 60_000,
    "mixed.csv": lambda: b'a"b,"c";"d|' * 6_000,
    "rows.xlsx": lambda: book('<row r="1048576"><c t="inlineStr"><is><t>Name</t></is></c></row>'),
    "no-such-string.xlsx": lambda: book('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
    "strings.xlsx": lambda: book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>x</t></si>" * 1_000_000),
    "columns.ods": lambda: ods(
        "<table:table-row>" + CELL.format("table:number-columns-repeated='2000000000'") + "</table:table-row>"
    ),
    "rows.ods": lambda: ods("<table:table-row table:number-rows-repeated='2000000000'>" + CELL.format("") + "</table:table-row>"),
    "nothing.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000),
    "entities.xlsx": lambda: book('<row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row>', before=ENTITIES),
}
MAPPINGS = {
    "deep.yaml": "columns: " + "[" * 20_000,
    "aliases.yaml": "a: &a [x,x,x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)),
    "itself.yaml": "columns: &a {Name: *a}\n",
    "python.yaml": 'columns: !!python/object/apply:os.system ["touch /tmp/never"]\n',
    "number.yaml": "columns: {Name: " + "9" * 5_000 + "}\n",
    "list.yaml": "- a\n",
}  # fmt: skip


def book(rows: str, strings: str = "", before: str = "") -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(**{
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{kind}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": before + SHEET.format(rows),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
    })  # fmt: skip


@pytest.fixture(autouse=True)
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CENOTAPH_READ_MEMORY_MEGABYTES", "400")
    monkeypatch.setenv("CENOTAPH_READ_SECONDS", "3")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.slow
def test_every_document_is_read_or_refused_by_name_and_the_last_is_read(sqlite_case: Case, tmp_path: Path) -> None:
    given = []
    for name, made in DOCUMENTS.items():
        (tmp_path / name).write_bytes(made())
        given.append(str(tmp_path / name))
    (tmp_path / "zz.txt").write_text(SAID, encoding="utf-8")
    report = add_to_case(sqlite_case, [*given, str(tmp_path / "zz.txt")])
    assert {one.name for one in report.outcomes} >= {*DOCUMENTS, "zz.txt"}
    assert all(isinstance(one.error, UnreadableFile) for one in report.of(AddState.FAILED))
    assert not any("cannot take it" in str(one.error) for one in report.of(AddState.FAILED)), (
        "a defect, though one that is caught"
    )
    assert next(one for one in report.outcomes if one.name == "zz.txt").claims == 1
    with sqlite_case.reading() as record:
        assert not any(
            "root:" in text for text in record.documents.texts([where for where, _ in record.documents.hashes()]).values()
        )


def test_a_text_that_takes_too_long_is_kept_unread_and_says_so(
    sqlite_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CENOTAPH_READ_SECONDS", "1")
    load_settings.cache_clear()
    (tmp_path / "long.txt").write_text(
        "".join(f"{n} people were killed in Ostrel, he said. " for n in range(9_000)), encoding="utf-8"
    )
    (outcome,) = add_to_case(sqlite_case, [str(tmp_path / "long.txt")]).outcomes
    assert (outcome.result, outcome.claims) == (AddState.ADDED, 0)
    assert "not_read" in outcome.flags
    assert "not read: reading it takes longer than" in outcome.note
    assert verify_case(sqlite_case).faults == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_read_or_refused_by_name(sqlite_case: Case, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TABLES[name]())
    with pytest.raises(CenotaphError) as refused:
        prepare_list(sqlite_case, tmp_path / name)
    assert refused.value.where == name
    assert not isinstance(refused.value, TookTooLong)
    assert "cannot take it" not in refused.value.what


@pytest.mark.slow
@pytest.mark.parametrize("name", MAPPINGS)
def test_every_mapping_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(MAPPINGS[name], encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        mapping_offered(tmp_path / name)
    assert "cannot take it" not in refused.value.what
    assert not Path("/tmp/never").exists()


def test_a_large_file_may_take_more_than_a_small_one() -> None:
    assert bounds_of(0) == (3, 400_000_000)
    assert bounds_of(10_000_000) == (23, 520_000_000)


@pytest.mark.parametrize(("sign", "text"), [
    (";", "Name;Age\nOrtu, Ana;12\nSilt, Bela;40\n"), ("\t", "Name\tNote\nAna\tone, two\nBela\tthree\n"),
    (",", 'Name,Note\nAna,"one; two; three"\nBela,"four; five; six"\n'), ("|", "Name|Age\nAna|1\n"), (",", "Name\nAna Ortu\n"),
])  # fmt: skip
def test_the_separator_is_the_one_by_which_lines_come_out_alike(sign: str, text: str) -> None:
    table = read_table(text.encode(), "a.csv")
    assert len(table.heading) == text.splitlines()[0].count(sign) + 1
