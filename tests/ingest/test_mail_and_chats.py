"""Mail, mailboxes and exported chats: each message a document with who said it and when, and nothing left out without a word."""

import json
from email.message import EmailMessage

import pytest

from cenotaph.errors import UnreadableFile
from cenotaph.ingest import Found, read_documents
from cenotaph.ingest.documents import read_again


def message(text: str, subject: str = "News from Olm", html: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ina Oro <ina@hill.example>"
    made["To"] = "desk@record.example"
    made["Date"] = "Tue, 04 May 2021 20:10:00 +0200"
    made["Subject"] = subject
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def documents(data: bytes, name: str) -> list[Found]:
    found = list(read_documents(data, name))
    for one in found:
        again = read_again(one.data, one.document.media_type, one.document.name)
        assert again == (one.document.text, one.document.text_extractor)
    return found


def test_a_message_says_who_sent_it_and_when() -> None:
    (found,) = documents(message("Three millers were killed in Olm today.").as_bytes(), "a.eml")
    document = found.document
    assert (document.title, document.author, document.publisher) == ("News from Olm", "Ina Oro", "Ina Oro")
    assert document.published is not None
    assert document.published.edtf == "2021-05-04"
    assert document.text.startswith("News from Olm\n\nThree millers were killed in Olm today.")


def test_a_message_of_markup_alone_is_read_as_a_page_and_one_without_a_name_by_its_headers() -> None:
    made = message("", html="")
    made.clear_content()
    made.set_content("<html><body><p>Four clerks were killed in <b>Tarn</b> on 3 May 2021.</p></body></html>", subtype="html")
    (found,) = documents(made.as_bytes(), "saved")
    assert found.document.media_type == "message/rfc822"
    assert "Four clerks were killed in Tarn on 3 May 2021." in found.document.text


def test_what_is_attached_is_a_document_of_its_own_and_named() -> None:
    made = message("See the report.")
    made.add_attachment(b"Five people drowned off Olm.", maintype="text", subtype="plain", filename="report.txt")
    made.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(200), maintype="image", subtype="png", filename="map.png")
    made.add_attachment(message("Two were hurt in Tarn.", "An older one"))
    found = documents(made.as_bytes(), "a.eml")
    texts = [one.document.text.strip() for one in found]
    assert texts[0] == "Five people drowned off Olm."
    assert "Two were hurt in Tarn." in texts[1]
    assert "report.txt, map.png" in found[-1].document.note


def test_a_forwarded_message_is_of_whom_it_came_from() -> None:
    text = "FYI\n\n---------- Forwarded message ---------\nFrom: Hill Office <office@hill.example>\nSubject: Toll\n\nSix were killed in Olm."
    (found,) = documents(message(text).as_bytes(), "a.eml")
    assert found.document.author == "Ina Oro"
    assert found.document.publisher == "Hill Office"


def test_every_message_of_a_mailbox_is_a_document_and_the_mailbox_is_kept_whole() -> None:
    box = b"".join(
        b"From ina@hill.example Tue May  4 20:10:00 2021\n" + message(f"{n} people were killed in Olm.\n>From here on it rained.").as_bytes() + b"\n"
        for n in (3, 4)
    )  # fmt: skip
    found = documents(box, "sent.mbox")
    assert ["3 people" in found[0].document.text, "4 people" in found[1].document.text] == [True, True]
    assert found[-1].data == box
    assert found[-1].document.flags == ("in_parts",)
    assert "2 are documents" in found[-1].document.note


TELEGRAM = {
    "name": "Valley news",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2021-05-01T09:00:00", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2021-05-04T20:10:00", "from": "Valley news",
         "text": ["Shelling killed ", {"type": "bold", "text": "nine"}, " people in Olm today."]},
        {"id": 3, "type": "message", "date": "2021-05-05T07:00:00", "from": "Valley news", "forwarded_from": "Hill Office",
         "text": "Two more died in hospital."},
        {"id": 4, "type": "message", "date": "2021-05-05T08:00:00", "from": "Valley news", "photo": "a.jpg", "text": ""},
    ],
}  # fmt: skip


@pytest.mark.parametrize("whole", [False, True])
def test_posts_of_a_channel(whole: bool) -> None:
    given = {"about": "x", "chats": {"list": [TELEGRAM]}, "type": "export"} if whole else TELEGRAM
    first, second, export = documents(json.dumps(given).encode(), "result.json")
    assert first.document.text == "Shelling killed nine people in Olm today."
    assert first.document.publisher == "Valley news"
    assert first.document.published is not None
    assert first.document.published.edtf == "2021-05-04"
    assert second.document.publisher == "Hill Office"
    assert "passed on from Hill Office by Valley news" in second.document.note
    assert set(export.document.flags) == {"in_parts", "parts_left_out"}
    assert "2 without words were left out" in export.document.note


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("03/05/2021, 09:00 - {}\n14/05/2021, 20:10 - {}", "2021-05-03"),
        ("[5/3/21, 9:00:00 AM] {}\n[5/14/21, 8:10:00 PM] {}", "2021-05-03"),
        ("03.05.2021, 09:00 - {}\n04.05.2021, 20:10 - {}", "2021-05-03"),
        ("01/02/2021, 09:00 - {}\n01/03/2021, 20:10 - {}", ""),
    ],
)
def test_posts_of_a_chat_are_dated_by_the_order_in_which_they_follow_each_other(lines: str, day: str) -> None:
    text = lines.format("Ina Oro: Nine were killed in Olm.\nNobody knows their names.", "Ivo Lund: <Media omitted>")
    first, export = documents(text.encode(), "WhatsApp Chat.txt")
    assert first.document.text == "Nine were killed in Olm.\nNobody knows their names."
    assert first.document.author == "Ina Oro"
    assert (first.document.published.edtf if first.document.published else "") == day
    assert "1 without words were left out" in export.document.note


def test_a_damaged_export_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="export of a chat is damaged"):
        list(read_documents(json.dumps(TELEGRAM).encode()[:-40], "result.json"))


def test_messages_within_messages_end() -> None:
    made = message("The innermost.")
    for _ in range(30):
        outer = message("Passed on.")
        outer.add_attachment(made)
        made = outer
    assert len(documents(made.as_bytes(), "a.eml")) == 5


def test_a_text_with_a_colon_is_no_message_and_no_chat() -> None:
    (found,) = documents(b"Date: 3 May 2021\n\nFrom: the hill. Nine people were killed in Olm.\n", "a.txt")
    assert found.document.media_type == "text/plain"
    (found,) = documents(b"03/05/2021, 09:00 Nine people were killed in Olm.\n\nIt rained.\n\nAll day.\n\nAnd on.", "a.txt")
    assert found.document.media_type == "text/plain"
