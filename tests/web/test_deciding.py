import re
import time
from pathlib import Path

import pytest

from cenotaph.ledger import review_claims, verify_chain
from cenotaph.model import word_reason
from cenotaph.steps.add import add_to_case
from cenotaph.steps.decide import decide
from cenotaph.steps.possible_claims import possible_claims
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case
from cenotaph.web import make_account
from desk_visits import PASSWORD, Browser, another, desk

REPORTS = {
    "one.txt": "At least 40 people were killed in the town of Ostrel on 14 March 2009, hospital officials said.",
    "two.txt": "The mayor of Ostrel said on 15 March 2009 that 43 people had been killed in the town on 14 March 2009.",
    "far.txt": "Seven people were killed in the village of Varn on 2 May 2011, police said.",
}


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    for name, words in REPORTS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    add_to_case(case, [str(tmp_path / name) for name in REPORTS])
    return case


def claims(case: Case) -> list[str]:
    with case.reading() as record:
        return [row.claim.id for row in record.claims.rows()]


def ledger(case: Case) -> list[tuple[str, str]]:
    with case.reading() as record:
        return [(made.kind, made.decided_by) for made in record.ledger.all()]


def state(case: Case, claim: str) -> str:
    with case.reading() as record:
        return review_claims(record.ledger.all())[claim].state


def team(case: Case, browser: Browser) -> dict[str, Browser]:
    people = {}
    for name, role in (
        ("Ana", "recorder"),
        ("Bela", "recorder"),
        ("Cira", "reviewer"),
        ("Dov", "reader"),
        ("Eri", "administrator"),
    ):
        people[name] = another(browser)
        assert people[name].sign_in(name).status_code == 303, role
    return people


def accounts(case: Case) -> None:
    for name, role in (
        ("Ana", "recorder"),
        ("Bela", "recorder"),
        ("Cira", "reviewer"),
        ("Dov", "reader"),
        ("Eri", "administrator"),
    ):
        make_account(case, name, role, PASSWORD)


def test_every_page_opens_and_shows_what_is_there(filled: Case) -> None:
    with filled.reading() as record:
        incident = record.incidents.all()[0].id
    with desk(filled) as browser:
        document = next(row for row in browser.get("/").text.split("/documents/")[1:])[:16].split('"')[0]
        for path in ("/", "/claims", "/incidents", f"/incidents/{incident}", "/victims", "/victims/pairs", "/estimates", "/decisions",
                     "/settings", "/search?q=ostrel", f"/documents/{document}", "/static/desk.js"):  # fmt: skip
            assert browser.get(path).status_code == 200, path
        assert "at least 40" in browser.get("/claims").text
        assert "hospital officials" in browser.get("/search?q=OSTREL").text or "one.txt" in browser.get("/search?q=OSTREL").text
        assert browser.get("/claims?at=" + "9" * 5_000).status_code == 200
        assert browser.get("/incidents/i-nothing").status_code == 404
        assert browser.get(f"/documents/{document}/original").headers["content-disposition"].startswith("attachment")


def test_a_claim_is_accepted_rejected_mended_and_undone(filled: Case) -> None:
    first, second, third = claims(filled)
    with desk(filled) as browser:
        part = browser.post(f"/claims/{first}/accept", {"seen": "0"}, headers={"hx-request": "true"})
        assert part.status_code == 200
        assert part.text.startswith("<article")
        assert "Recorded as decision 1" in " ".join(part.text.split())
        assert browser.post(f"/claims/{second}/reject", {"why": ""}).status_code == 400, "a rejection gives its reason"
        assert browser.post(f"/claims/{second}/reject", {"why": "counts bodies moved here"}).status_code == 303
        assert (
            browser.post(f"/claims/{third}/mend", {"act": "record", "low": "8", "why": "the text says eight"}).status_code == 303
        )
        assert browser.post(f"/claims/{third}/mend", {"act": "record", "low": "-3", "why": "no"}).status_code == 400
        assert browser.post("/decisions/2/revoke", {"why": "it was right"}).status_code == 303
        assert browser.post(f"/claims/{first}/assign", {"name": "Bela"}).status_code == 400, "there is no such account"
        assert browser.post(f"/claims/{first}/assign", {"name": "Ana Ortu"}).status_code == 303
        assert '<span class="tag">Ana Ortu</span>' in browser.get(f"/claims?only={first}").text
        assert "taken back by" in browser.get("/decisions").text
    assert [kind for kind, _ in ledger(filled)] == ["accept", "reject", "edit", "revoke"]
    with filled.reading() as record:
        figures = {f.low for one in record.incidents.all() for f in one.figures}
    assert 8 in figures, "a mended number enters the figures at once"


@pytest.mark.slow
def test_nobody_is_his_own_second_reader_and_a_disagreement_stays_open(filled: Case) -> None:
    accounts(filled)
    first, second, third = claims(filled)
    with desk(filled, owner="") as browser:
        people = team(filled, browser)
        assert people["Ana"].post(f"/claims/{first}/accept").status_code == 303
        assert people["Ana"].post(f"/claims/{first}/accept").status_code == 400
        assert state(filled, first) == "one-reader"
        assert people["Bela"].post(f"/claims/{first}/accept").status_code == 303
        assert state(filled, first) == "approved"
        people["Ana"].post(f"/claims/{second}/mend", {"act": "record", "low": "30", "why": "misread"})
        assert people["Ana"].post(f"/claims/{second}/accept").status_code == 400, "an author does not approve his own"
        people["Bela"].post(f"/claims/{second}/accept")
        assert state(filled, second) == "approved"
        people["Ana"].post(f"/claims/{third}/accept")
        people["Bela"].post(f"/claims/{third}/reject", {"why": "another village"})
        assert state(filled, third) == "disputed"
        page = people["Cira"].get("/claims?state=disputed").text
        assert "accepted by Ana" in page
        assert "rejected by Bela" in page
        people["Bela"].post(f"/claims/{third}/accept")
        assert state(filled, third) == "approved"


@pytest.mark.slow
def test_two_who_decide_at_once_lose_nothing(filled: Case) -> None:
    accounts(filled)
    first = claims(filled)[0]
    with desk(filled, owner="") as browser:
        people = team(filled, browser)
        assert (
            people["Ana"].post(f"/claims/{first}/mend", {"act": "record", "low": "6", "why": "misread", "seen": "0"}).status_code
            == 303
        )
        late = people["Bela"].post(f"/claims/{first}/reject", {"why": "a long reason of mine", "seen": "0"})
        assert late.status_code == 409
        assert "Ana decided on this meanwhile" in late.text
        assert "a long reason of mine" in late.text, "what was typed is not lost"
        assert people["Bela"].post(f"/claims/{first}/reject", {"why": "a long reason of mine", "seen": "1"}).status_code == 303
    assert ledger(filled) == [("edit", "Ana"), ("reject", "Bela")]


def test_incidents_are_merged_split_and_graded(filled: Case) -> None:
    with filled.reading() as record:
        one, two = (found.id for found in record.incidents.all()[:2])
    with desk(filled) as browser:
        assert browser.post("/incidents/merge", {"incident": [one], "why": "x"}).status_code == 400
        assert (
            browser.post(
                "/incidents/merge", {"incident": [one, two], "why": "one night", "seen": "0", "confirmed": "yes"}
            ).status_code
            == 303
        )
        with filled.reading() as record:
            whole = record.incidents.all()[0]
            before = record.incidents.count()
        away = [member.claim_id for member in whole.members][-1:]
        assert (
            browser.post(
                f"/incidents/{whole.id}/split", {"claim": away, "why": "another day", "seen": "1", "confirmed": "yes"}
            ).status_code
            == 303
        )
        assert browser.post(f"/incidents/{whole.id}/grade", {"grade": "airwars:fair", "why": "two sources"}).status_code == 303
        assert "set by Ana Ortu" in browser.get(f"/incidents/{whole.id}").text
    with filled.reading() as record:
        assert record.incidents.count() == before + 1


def test_what_may_be_one_event_is_listed_and_answered_once(case: Case, tmp_path: Path) -> None:
    hidden = re.compile(r'name="incident" value="([^"]+)"><input type="hidden" name="incident" value="([^"]+)"')
    for day in range(2, 9):
        words = f"Nine people were killed in Tull on {day} May 2009, official {day} said."
        (tmp_path / f"{day}.txt").write_text(words, encoding="utf-8")
    add_to_case(case, [str(tmp_path / f"{day}.txt") for day in range(2, 9)])
    with case.reading() as record:
        first, second, near = record.incidents.near(1)[0]
    with desk(case) as browser:
        page = browser.get("/incidents/near").text
        pairs = hidden.findall(page)
        assert pairs[0] == (first.id, second.id)
        assert f"{near.percent}</strong> in 100" in page
        assert "(+" in page, "the evidence has its weights"
        assert "Perhaps the same event" in browser.get(f"/incidents/{first.id}").text
        form = {"incident": list(pairs[0]), "why": "two markets", "seen": "0"}
        assert browser.post("/incidents/apart", form, page="/incidents/near").status_code == 303
        assert pairs[0] not in hidden.findall(browser.get("/incidents/near").text)
    assert ledger(case) == [("different", "Ana Ortu")]


def test_an_undone_decision_leaves_every_counter_and_the_queue_as_they_were(filled: Case) -> None:
    chosen = claims(filled)

    def shown(browser: Browser) -> tuple[str, list[str]]:
        page = browser.get("/claims").text
        return re.sub(r"\s+", " ", page.split("How far they were read")[1].split("</nav>")[0]), re.findall(
            '<article class="row" id="([^"]*)"', page
        )

    with desk(filled) as browser:
        before = shown(browser)
        assert f"open ({len(chosen)})" in before[0]
        assert sorted(before[1]) == sorted(chosen)
        for number, claim in enumerate(before[1], start=1):
            assert browser.post(f"/claims/{claim}/accept").status_code == 303
            assert browser.post(f"/decisions/{2 * number - 1}/revoke").status_code == 303
            assert shown(browser) == before
        browser.post(f"/claims/{before[1][0]}/accept")
        assert shown(browser)[1] == before[1][1:], "the next decision takes out its own claim only"
        assert f"open ({len(chosen) - 1})" in shown(browser)[0]


def test_the_card_shows_all_that_an_acceptance_publishes_and_no_reason_is_made_up(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "SENMARK, 16 MAR 2009 (WIRE) -- Forty people, including 10 women, were killed by the Karst Rifles in the town of Ostremar on "
        "14 March 2009, officials said.",
        encoding="utf-8",
    )
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        rows = list(record.claims.rows())
    part = next(row.claim for row in rows if row.claim.part_of)
    with desk(case) as browser:
        chosen = {"claim": [row.claim.id for row in rows], "act": "accept"}
        for page in (browser.get("/claims").text, browser.post("/claims/preview", chosen).text):
            words = " ".join(re.sub("<[^>]*>", " ", page).split())
            assert words.count("When: 2009-03-14") == len(rows)
            assert words.count("Where: Ostremar") == len(rows)
            assert "Said to have done it: the Karst Rifles" in words
            assert "Part of: 40" in words
            assert words.count("Incident: Ostremar, 2009-03-14") == len(rows)
        assert browser.post(f"/claims/{part.id}/accept").status_code == 303
        assert "no reason given" in browser.get("/decisions").text
    with case.reading() as record:
        assert [made.why for made in record.ledger.all()] == [""], "nobody signs words that he did not write"


def test_several_are_decided_after_a_preview(filled: Case) -> None:
    chosen = claims(filled)
    with desk(filled) as browser:
        browser.post(f"/claims/{chosen[0]}/accept")
        page = browser.post("/claims/preview", {"claim": chosen, "act": "accept"}).text
        assert "To accept: 2" in page
        assert "Left out" in page
        assert ledger(filled) == [("accept", "Ana Ortu")], "a preview records nothing"
        assert browser.post("/claims/several", {"claim": chosen[1:], "act": "accept", "why": "read"}).status_code == 303
    assert ledger(filled) == [("accept", "Ana Ortu")] * 2
    assert state(filled, chosen[2]) == "one-reader"


def test_files_are_added_by_a_job_and_notes_and_drafts_are_kept(case: Case) -> None:
    with desk(case) as browser:
        sent = [("files", (name, words.encode())) for name, words in REPORTS.items()]
        hostile = [
            ("files", ("../../../etc/" + "ü" * 300 + "passwd", b"Nine people were killed in Varn on 3 May 2011, police said."))
        ]
        assert browser.post("/documents", files=[*sent, *hostile]).status_code == 303
        for _ in range(60):
            page = browser.get("/").text
            if "4 added" in page:
                break
            time.sleep(0.25)
        assert "4 added" in page
        assert "passwd" in page
        assert not list((case.root / "incoming").rglob("*.txt"))
        claim = claims(case)[0]
        assert browser.post("/drafts", {"subject": claim, "field-why": "half a reas"}).status_code == 204
        assert "half a reas" in browser.get("/claims").text
        document = browser.get("/").text.split("/documents/")[1].split('"')[0]
        assert browser.post("/notes", {"subject": document, "words": "ask the town <b>clerk</b>"}).status_code == 303
        assert "ask the town &lt;b&gt;clerk&lt;/b&gt;" in browser.get(f"/documents/{document}").text
    assert len(claims(case)) == 4


def test_a_job_whose_worker_died_is_done_by_the_next(filled: Case) -> None:

    with filled.writing() as record:
        record.jobs.ask("reconcile", {}, "Ana", "2026-01-01T00:00:00+00:00")
        assert record.jobs.take(1_000) is not None, "a worker took it, and was killed"
    with desk(filled) as browser:
        for _ in range(40):
            if "reconcile: done" in browser.get("/").text:
                break
            time.sleep(0.25)
        assert "reconcile: done" in browser.get("/").text


def test_decisions_made_before_the_desk_are_seen_by_it(filled: Case) -> None:
    first = claims(filled)[0]
    decide(filled, "accept", [first], decided_by="Ana Ortu", why="read", later=True)
    with desk(filled) as browser:
        assert "one reader (1)" in browser.get("/claims").text


def test_the_number_of_queries_of_a_page_does_not_grow(filled: Case, tmp_path: Path) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(filled.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counted: list[dict[str, int]] = []
    with desk(filled) as browser:
        for _ in range(2):
            with filled.reading() as record:
                incident = record.incidents.all()[0].id
            found = {}
            for path in ("/", "/claims", "/incidents", f"/incidents/{incident}", "/victims", "/decisions", "/search?q=ostrel"):
                asked.clear()
                browser.get(path)
                found[path.split(incident)[0]] = len([words for words in asked if "job" not in words and words != "BEGIN"])
            counted.append(found)
            for n in range(12):
                (tmp_path / f"more{n}.txt").write_text(
                    f"{n + 50} people were killed in Ostrel on 14 March 2009, clinic {n} said."
                )
            add_to_case(filled, [str(tmp_path / f"more{n}.txt") for n in range(12)])
    assert counted[0] == counted[1]


def test_decisions_made_in_the_same_moment_are_all_kept_in_one_chain(filled: Case) -> None:
    from concurrent.futures import ThreadPoolExecutor

    wanted = [(claim, f"person {n}") for n in range(4) for claim in claims(filled)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: decide(filled, "accept", [one[0]], decided_by=one[1], why="read"), wanted))
    with filled.reading() as record:
        chain = record.ledger.all()
    assert not list(verify_chain(chain))
    assert sorted((made.subjects[0], made.decided_by) for made in chain) == sorted(wanted)


def test_a_claim_that_was_not_read_is_added_from_its_words(filled: Case, tmp_path: Path) -> None:
    words = "The list on the school wall has names. In it, 17 people of the upper quarter, all of them shepherds, stand without a date."
    (tmp_path / "wall.txt").write_text(words + " 17 people of the upper quarter", encoding="utf-8")
    add_to_case(filled, [str(tmp_path / "wall.txt")])
    with filled.reading() as record:
        document = next(row["id"] for row in record.documents.rows() if row["name"] == "wall.txt")
    before = len(claims(filled))
    form = {
        "words": "17  people of\nthe upper quarter",
        "harm": "killed",
        "speaker": "The list on the school wall",
        "near-words": "40",
    }
    form |= {"date": "2009-03", "place": "the school", "why": "it was not read", "act": "record"}
    with desk(filled) as browser:
        shown = browser.post(f"/documents/{document}/add", {**form, "act": "show"})
        assert "17" in shown.text
        assert "The list on the school wall" in shown.text
        assert len(claims(filled)) == before, "a preview records nothing"
        assert browser.post(f"/documents/{document}/add", {**form, "why": " "}).status_code == 400, "no reason is made up"
        assert browser.post(f"/documents/{document}/add", form).status_code == 303
        assert browser.post(f"/documents/{document}/add", form).status_code == 400, "it is a claim already"
        for words in ("90 people of no quarter", "people of the upper quarter", " "):
            assert browser.post(f"/documents/{document}/add", {**form, "words": words}).status_code == 400, words
        assert browser.post(f"/documents/{document}/add", {**form, "harm": "annoyed", "near-words": "500"}).status_code == 400
        with filled.reading() as record:
            (added,) = (row for row in record.claims.rows(document_id=document))
            assert [f.best for one in record.incidents.all() for f in one.figures if f.best == 17]
        assert (added.claim.count.low, added.claim.victims.start) == (17, 46)
        assert added.claim.speaker_text == "The list on the school wall"
        assert added.claim.date is not None
        assert added.claim.date.interval is not None
        assert (added.claim.date.interval.edtf, word_reason(added.claim.date.why)) == (
            "2009-03",
            "given by Ana Ortu, who added the claim",
        )
        assert added.claim.place is not None
        assert added.claim.place.place.name == "the school"
        assert browser.post(f"/documents/{document}/add", {**form, "near-words": "500", "date": "early March"}).status_code == 400
        assert browser.post(f"/documents/{document}/add", {**form, "near-words": "500", "place": "Ostremar"}).status_code == 400
        assert browser.post(f"/claims/{added.claim.id}/accept").status_code == 400, "who added it is not its second reader"
        assert verify_case(filled).faults == ()
        assert browser.post("/decisions/1/revoke", {"why": "a list of pupils"}).status_code == 303
    assert len(claims(filled)) == before + 1, "the words stay in the record, and in no figure"
    with filled.reading() as record:
        assert not [f for one in record.incidents.all() for f in one.figures if f.best == 17]
    assert verify_case(filled).faults == ()


def test_a_possible_claim_is_shown_beside_the_text_and_counts_once_a_person_adds_it(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "SENMARK, 16 MAR 2009 (WIRE) -- Forty people were killed in the town of Ostremar on 14 March 2009, officials said. "
        "Near the gate a hospital received nine clerks on that day.",
        encoding="utf-8",
    )
    add_to_case(case, [str(tmp_path / "a.txt")])
    with case.reading() as record:
        document = next(iter(record.documents.rows()))["id"]
        read = {(row.claim.harm, row.claim.victims) for row in record.claims.rows()}
        shown = possible_claims(record, document)
    assert not {(one.harm, one.victims) for one in shown} & read
    chosen = shown[0]
    with desk(case) as browser:
        page = browser.get(f"/documents/{document}/possible").text
        assert f"possible claims, not counted ({len(shown)})" in " ".join(page.split())
        form = {"words": "nine clerks", "harm": chosen.harm, "near-words": str(chosen.victims.start), "speaker": ""}
        why = {"why": "the reader showed it as possible"}
        assert browser.post(f"/documents/{document}/add", form | why).status_code == 200
        assert browser.post(f"/documents/{document}/add", form | why | {"act": "record"}).status_code == 303
    with case.reading() as record:
        added = {(row.claim.harm, row.claim.victims) for row in record.claims.rows()} - read
        assert added == {(chosen.harm, chosen.victims)}
        assert not [one for one in possible_claims(record, document) if (one.harm, one.victims) in added]


def test_a_newcomer_is_led_on_an_invented_case_and_every_page_has_its_help(case: Case) -> None:
    with desk(case) as browser:
        page = browser.get("/").text
        assert "First steps" in page
        assert browser.post("/documents/invented").status_code == 303
        for _ in range(300):
            if "16 added" in browser.get("/").text:
                break
            time.sleep(0.1)
        assert "16 added" in browser.get("/").text
        assert browser.post("/documents/invented").status_code == 400, "never into a case that has documents"
        help_page = browser.get("/help").text
        for place in ("/claims", "/incidents", "/lists", "/victims", "/estimates", "/releases", "/decisions", "/keeping"):
            assert f'id="{place[1:]}"' in help_page
            assert f'href="/help#{place[1:]}"' in browser.get(place).text, place


def test_an_act_at_the_desk_says_whose_it_is(filled: Case) -> None:
    claim = claims(filled)[0]
    with desk(filled) as browser:
        assert browser.post("/notes", {"subject": claim, "words": "look again"}).status_code == 303
    with filled.reading() as record:
        noted = [act.by for act in record.acts.all() if any(change.kind == "notes" for change in act.changes)]
    assert noted == ["Ana Ortu"]
