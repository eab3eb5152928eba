import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from cenotaph.errors import UnreadableFile
from cenotaph.ingest import read_documents
from cenotaph.ingest.documents import READERS
from cenotaph.model import Document
from cenotaph.samples import sample_folder

TEXT = "At least 40 people were killed in Ostremar on 14 March 2009, hospital officials said. The town was empty by noon."


def one(data: bytes, name: str):  # type: ignore[no-untyped-def]
    return next(iter(read_documents(data, name))).document


def test_a_text_is_stored_as_it_is() -> None:
    text = "  Line one\r\n\r\nXocalı “quoted”\t— end\n"
    assert one(b"\xef\xbb\xbf" + text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    "name",
    [
        "01-northwire-first-report.txt",
        "03-valley-courier.html",
        "04-ministry-statement.pdf",
        "05-rights-watch-report.docx",
        "06-a-survivor.md",
    ],
)
def test_every_format_gives_its_text_and_what_it_states(name: str) -> None:
    with sample_folder() as folder:
        document = one((folder / name).read_bytes(), name)
    assert "Ostremar" in document.text
    assert document.language == "en"
    assert document.text_extractor.split("/")[1]
    assert document.published is not None or name.endswith((".pdf", ".docx"))
    assert document.flags == ()


def test_page_metadata_is_taken() -> None:
    with sample_folder() as folder:
        document = one((folder / "03-valley-courier.html").read_bytes(), "03.html")
    assert (document.publisher, document.author, document.published.edtf) == ("Valley Courier", "Tomas Brell", "2009-03-18")  # type: ignore[union-attr]
    assert "All rights reserved" not in document.text


def test_a_scan_is_kept_and_flagged() -> None:
    with sample_folder() as folder:
        document = one((folder / "14-handwritten-list-scan.pdf").read_bytes(), "scan.pdf")
    assert document.flags == ("no_text",)
    assert document.language == "und"


def test_other_encodings_are_told_or_flagged() -> None:
    russian = ("Не менее сорока человек погибли в городе Остремар, сообщили в больнице. " * 6).encode("cp1251")
    document = one(russian, "a.txt")
    assert "погибли" in document.text
    assert "decoded as" in document.note
    broken = one(TEXT.encode() + b"\xff\xfe\xfa broken \x9d\x81", "b.txt")
    assert "decoded" in broken.flags or broken.note


def test_capitals_are_no_other_language() -> None:
    assert one(TEXT.upper().encode(), "a.txt").language == "en"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFile) as error:
        list(read_documents(data, name))
    assert error.value.where
    return error.value.what


@pytest.mark.parametrize(("data", "name"), [(b"", "a.txt"), (b" \n\t ", "a.pdf")])
def test_an_empty_file_is_refused(data: bytes, name: str) -> None:
    assert refused(data, name) == "the file is empty"


def test_noise_named_pdf_is_refused_fast() -> None:
    assert "named like a PDF but is none" in refused(os.urandom(50_000_000), "report.pdf")
    assert "no text, web page" in refused(os.urandom(5_000), "report.dat")


def test_a_text_named_pdf_is_refused() -> None:
    assert "named like a PDF" in refused(TEXT.encode(), "report.pdf")


def test_a_damaged_pdf_is_refused() -> None:
    assert "damaged" in refused(b"%PDF-1.7\n" + os.urandom(3_000), "report.pdf")


def encrypted_pdf() -> bytes:
    """A PDF that says it is encrypted with a password nobody has; made by hand, valid as far as any reader must look."""
    key = "<" + "ab" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O {key} /U {key} >>",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.6\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode())
    ident = "<" + "cd" * 16 + ">"
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Encrypt 4 0 R /ID [{ident} {ident}] >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def test_an_encrypted_pdf_says_so() -> None:
    assert "protected by a password" in refused(encrypted_pdf(), "secret.pdf")


@pytest.mark.parametrize("tag", [b"<div>", b"<span>", b"<b><i>"])
def test_a_page_that_nests_without_end_is_refused(tag: bytes) -> None:
    assert "nests its elements" in refused(b"<html><body>" + tag * 100_000 + b"x", "bomb.html")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_bomb_is_measured_and_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    from cenotaph.settings import load_settings

    bomb = zipped({"word/document.xml": b"0" * 5_000_000, "[Content_Types].xml": b"<x/>"})
    assert len(bomb) < 20_000
    monkeypatch.setenv("CENOTAPH_MAX_UNPACKED_BYTES", "1000000")
    load_settings.cache_clear()
    try:
        assert "unpack to more than" in refused(bomb, "bomb.docx")
    finally:
        monkeypatch.delenv("CENOTAPH_MAX_UNPACKED_BYTES")
        load_settings.cache_clear()


def test_other_zips_and_broken_word_files_are_refused() -> None:
    assert "no Word document and no WACZ" in refused(zipped({"a.txt": b"x"}), "a.docx")
    assert "damaged zip" in refused(b"PK\x03\x04" + os.urandom(400), "a.docx")
    assert "damaged or protected" in refused(zipped({"word/document.xml": b"<broken", "[Content_Types].xml": b"<x"}), "a.docx")


def warc(pages: dict[str, bytes]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, body in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


PAGE = f"<html><body><article><h1>Ostremar</h1><p>{TEXT}</p><p>Nobody knows more.</p></article></body></html>".encode()


@pytest.mark.filterwarnings("ignore")
def test_every_page_of_a_web_archive_is_a_document() -> None:
    data = warc({"https://one.example/a": PAGE, "https://two.example/b": PAGE.replace(b"40", b"47")})
    found = [f.document for f in read_documents(data, "capture.warc.gz")]
    assert [d.url for d in found] == ["https://one.example/a", "https://two.example/b"]
    assert all(d.retrieved_at is not None for d in found)
    assert "47 people" in found[1].text
    wacz = zipped({"archive/data.warc.gz": data, "datapackage.json": b"{}"})
    assert len(list(read_documents(wacz, "capture.wacz"))) == 2


def read_with_fault(data: bytes, name: str) -> tuple[list[Document], str]:
    found, fault = [], ""
    try:
        for one_found in read_documents(data, name):
            found.append(one_found.document)
    except UnreadableFile as error:
        fault = error.what
    return found, fault


PAGES = {f"https://{n}.example/": PAGE.replace(b"40", str(n).encode()) for n in (31, 32, 33, 34)}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_is_cut_off_gives_what_stands_before_the_cut_and_says_so(share: float, packed: bool) -> None:
    data = warc(PAGES) if packed else gzip.decompress(warc(PAGES))
    found, fault = read_with_fault(data[: int(len(data) * share)], "a.warc.gz" if packed else "a.warc")
    assert "is cut off" in fault
    assert all("cut_off" in document.flags for document in found if document.text.count("Nobody knows") == 0)
    whole = [document for document in found if "cut_off" not in document.flags]
    assert [document.url for document in whole] == list(PAGES)[: len(whole)]
    assert len(whole) >= int(share * 4) - 1


@pytest.mark.filterwarnings("ignore")
def test_a_broken_record_costs_that_record_only() -> None:
    plain = gzip.decompress(warc(PAGES))
    second = plain.index(b"WARC/1.0", plain.index(b"31.example"))
    for spoilt in (
        plain[: second + 60] + plain[second + 60 :].replace(b"Content-Length", b"Content-Nonsense", 1),
        plain[:second] + plain[second:].replace(b"HTTP/1.1 200 OK", b"\x00\x01 no such thing", 1),
    ):
        found, _ = read_with_fault(spoilt, "a.warc")
        assert {url for url in PAGES if "32" not in url} <= {document.url for document in found}
    nonsense = plain[:second] + b"WARC/1.0\r\nnonsense\r\n\r\n" + plain[second:]
    found, fault = read_with_fault(nonsense, "a.warc")
    assert [document.url for document in found] == list(PAGES)
    assert "1 damaged record" in fault


@pytest.mark.filterwarnings("ignore")
def test_one_gzip_member_around_all_records_and_the_older_form_are_read() -> None:
    plain = gzip.decompress(warc(PAGES))
    assert [f.document.url for f in read_documents(gzip.compress(plain), "a.warc.gz")] == list(PAGES)
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    about = b"1 0 Nobody\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://a.arc 0.0.0.0 20090314120000 text/plain %d\n%s\n" % (len(about), about)
    arc += b"https://old.example/ 10.0.0.1 20090314120000 text/html %d\n%s\n" % (len(body), body)
    for data, name in ((arc, "a.arc"), (gzip.compress(arc), "a.arc.gz"), (arc, "a")):
        (found,) = read_documents(data, name)
        assert found.document.url == "https://old.example/"
        assert "40 people" in found.document.text


def test_pages_packed_by_a_server_are_unpacked_and_a_second_visit_is_no_page() -> None:
    import brotli

    packed = brotli.compress(PAGE)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\nContent-Length: %d\r\n\r\n" % len(packed)
    head = b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://one.example/\r\nWARC-Date: 2009-03-15T08:00:00Z\r\n"
    head += b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: application/http;msgtype=response\r\n"
    head += b"Content-Length: %d\r\n\r\n"
    first = head % (b"response", 1, len(http) + len(packed)) + http + packed + b"\r\n\r\n"
    again = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    second = head % (b"revisit", 2, len(again)) + again + b"\r\n\r\n"
    (found,) = read_documents(first + second, "a.warc")
    assert "40 people" in found.document.text


def test_a_file_that_a_library_does_not_expect_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def surprised(data: bytes, name: str) -> None:
        raise AttributeError("'NoneType' object has no attribute 'startswith'")

    monkeypatch.setitem(READERS, "text/plain", surprised)
    assert "cannot be read" in refused(b"a text", "a.txt")


@pytest.mark.filterwarnings("ignore")
def test_a_broken_web_archive_is_refused() -> None:
    assert refused(gzip.compress(os.urandom(2_000)), "a.warc.gz")


def test_markup_is_text_and_never_structure(tmp_path: Path) -> None:
    document = one(b"<script>alert(1)</script> At least 40 people were killed in Ostremar, officials said.", "a.txt")
    assert document.text.startswith("<script>")
