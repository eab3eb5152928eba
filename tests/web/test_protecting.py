"""Protection, consent and disclosure decided at the desk, and what the next release makes of it."""

from pathlib import Path

from cenotaph.release.data import read_record
from cenotaph.release.gather_ids import held_id
from cenotaph.release.make import make_release
from cenotaph.store import Case
from cenotaph.web import make_account
from desk_visits import PASSWORD, another, desk
from released_case import read_all, with_documents


def test_what_the_desk_decides_the_release_keeps_to(case: Case, tmp_path: Path) -> None:
    with_documents(case, tmp_path / "files")
    read_all(case)
    make_account(case, "Ana", "recorder", PASSWORD)
    make_account(case, "Dov", "reader", PASSWORD)
    with case.reading() as record:
        names = {entry.id: entry.name for entry in record.lists.records()}
        people = {names[one.records[0]]: one.id for one in record.victims.all()}
        report = next(row["id"] for row in record.documents.rows() if row["name"] == "report.txt")
    with desk(case, "") as browser:
        browser.sign_in("Ana")
        assert "the name may be published" in browser.get(f"/victims/{people['Ivan Petrov']}").text
        assert "the name is withheld: child" in browser.get(f"/victims/{people['Mira Sand']}").text
        form = {
            "subject": people["Ivan Petrov"],
            "as": "opt_out",
            "words": "Vanya Petrov\nИван Петров",
            "why": "his family asked",
        }
        assert browser.post("/publishing/protect", form).status_code == 303
        assert "at the family" in browser.get(f"/victims/{people['Ivan Petrov']}").text
        said = {"subject": people["Mira Sand"], "purpose": "publish", "answer": "given", "of": "her mother", "why": "told us"}
        assert browser.post("/publishing/consent", said).status_code == 303
        assert (
            browser.post(
                "/publishing/disclose", {"subject": report, "as": "citation", "why": "its owner forbids copies"}
            ).status_code
            == 303
        )
        assert "citation only" in browser.get(f"/documents/{report}").text
        for path, wrong in (
            ("protect", {**form, "as": "secret"}), ("protect", {**form, "subject": "vic-none"}), ("protect", {**form, "why": ""}),
            ("consent", {**said, "answer": "perhaps"}), ("consent", {**said, "subject": "d-none"}), ("consent", {**said, "purpose": "fun"}),
            ("disclose", {"subject": report, "as": "name", "why": "x"}), ("disclose", {"subject": "d-none", "as": "full", "why": "x"}),
        ):  # fmt: skip
            assert browser.post(f"/publishing/{path}", wrong).status_code == 400, wrong
        reader = another(browser)
        reader.sign_in("Dov")
        assert reader.post("/publishing/protect", form).status_code == 403
    public = read_record(make_release(case).folder / "data", "")
    with case.reading() as record:
        shown = next(one.id for one in public.sources if held_id(record, one.id) == report)
    assert {person.name for person in public.people} == {"", "Mira Sand", "Tomas Reed", "Zoya Luzhina"}
    assert {claim.quotation for claim in public.claims if claim.source == shown} == {""}
    with case.reading() as record:
        assert "Petrov" not in str(record.ledger.all()), "the ledger has the id of the words, not the words"
