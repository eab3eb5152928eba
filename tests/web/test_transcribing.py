"""A scan without text is transcribed beside its picture, and the transcription is read as any document."""

import time

import pytest

from cenotaph.samples import sample_folder
from cenotaph.steps.add import add_to_case
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from desk_visits import desk


@pytest.mark.slow
def test_a_scan_is_shown_transcribed_and_read(sqlite_case: Case) -> None:
    with sample_folder() as folder:
        add_to_case(sqlite_case, [str(folder / "14-handwritten-list-scan.pdf"), str(folder / "15-clinic-register.txt")])
    with sqlite_case.reading() as record:
        rows = {str(row["name"]): row["id"] for row in record.documents.rows()}
    scan, text = rows["14-handwritten-list-scan.pdf"], rows["15-clinic-register.txt"]
    with desk(sqlite_case) as browser:
        assert f"/documents/{scan}/transcribe" in browser.get(f"/documents/{scan}").text
        assert browser.get(f"/documents/{scan}/transcribe").status_code == 200
        picture = browser.get(f"/documents/{scan}/pages/0")
        assert picture.content.startswith(b"\x89PNG")
        assert browser.get(f"/documents/{scan}/pages/999").status_code == 400
        assert browser.get(f"/documents/{text}/transcribe").status_code == 400, "what is no scan has no picture"
        form = {"words": "17 people were killed in Ostremar on 14 March 2009.", "title": "A list: by hand", "date": "2009-03-16"}
        assert browser.post(f"/documents/{scan}/transcribe", {**form, "words": " "}).status_code == 400
        assert browser.post(f"/documents/{scan}/transcribe", form).status_code == 303
        for _ in range(200):
            if "1 added" in browser.get("/").text:
                break
            time.sleep(0.1)
    with sqlite_case.reading() as record:
        (made,) = (row for row in record.documents.rows() if str(row["name"]).endswith(".transcribed.md"))
        assert made["title"] == "A list: by hand"
        (claim,) = record.claims.rows(document_id=made["id"])
    assert claim.claim.count.low == 17
    assert not verify_case(sqlite_case).faults
