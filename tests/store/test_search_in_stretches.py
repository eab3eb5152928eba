"""Words that lie far apart in a long document find it, on either database, and no more documents are given than were asked for."""

from cenotaph.model import Document
from cenotaph.store import Case


def test_words_far_apart_find_a_long_document_and_results_are_bounded(case: Case) -> None:
    far = "Ostrel " + "market " * 40_000 + "quarry"
    texts = [far, "Ostrel and the quarry", "Ostrel alone", *["a quarry"] * 5]
    with case.writing() as record:
        for n, words in enumerate(texts):
            record.documents.add(Document(f"{n:064x}", f"{n}.txt", "text/plain", words, "none"), None, None)
    with case.reading() as record:
        names = {row["id"]: row["name"] for row in record.documents.rows()}
        assert sorted(names[one] for one in record.documents.find("ostrel QUARRY")) == ["0.txt", "1.txt"]
        assert sorted(names[one] for one in record.documents.find("ostrel")) == ["0.txt", "1.txt", "2.txt"]
        assert len(record.documents.find("quarry")) == 7
        assert len(record.documents.find("quarry", 3)) == 3
        assert record.documents.find("nothing") == []
