"""What the desk counts is what there is, however rows of the queue came and changed; and pages turned by their edges hold all."""

import random

from cenotaph.model import Claim, CountRange, Document, Incident, Member, Reason, Role, Span
from cenotaph.store import Case, ClaimFilter, Turn

WHY = Reason.of("mended")


def claim(n: int, harm: str) -> Claim:
    return Claim(f"c-{n:03}", Span(0, 9), Span(0, 5), harm, CountRange(n + 1, n + 1), rules=(f"rule{n % 3}",), confidence=n / 100)


def filled(case: Case, many: int = 60) -> list[Claim]:
    claims = [claim(n, ("killed", "injured", "missing")[n % 3]) for n in range(many)]
    from sqlalchemy import insert

    from cenotaph.store.rows import claim_to_row
    from cenotaph.store.tables import metadata

    with case.writing() as record:
        for at in range(4):
            document = Document(f"{at:064x}", f"name{3 - at}.txt", "text/plain", "Nine people.", "none")
            record.documents.add(document, None, None)
            mine = [(one, document.id, n) for n, one in enumerate(claims) if n % 4 == at]
            record.connection.execute(
                insert(metadata.tables["claim"]), [claim_to_row(one, where, n, "x") for one, where, n in mine]
            )
            record.queue.add(mine)
    return claims


def test_counts_follow_every_change_of_the_queue(case: Case) -> None:
    claims = filled(case)
    chance = random.Random(7)
    for turn in range(12):
        some = chance.sample(claims, 20)
        with case.writing() as record:
            match turn % 4:
                case 0:
                    record.queue.set_states({one.id: chance.choice(("open", "accepted", "approved")) for one in some})
                case 1:
                    members = tuple(Member(one.id, Role.TOTAL, "origin", WHY) for one in some)
                    record.queue.set_incidents([Incident(f"i-{turn}", some[0].id, "Ostrel", None, WHY, None, members, ())])
                case 2:
                    record.queue.mend([claim(int(one.id[2:]), "detained") for one in some])
                case 3 if turn == 7:
                    record.queue.reopen()
            assert record.queue.are_counted(), turn
            for asked in (
                ClaimFilter(),
                ClaimFilter(state="open"),
                ClaimFilter(harm="killed", rule="rule1"),
                ClaimFilter(incident="i-1"),
            ):
                ids = record.queue.page(asked, "first", 100)
                assert record.queue.count(asked) == len(ids)
                for name in ("harm", "rule", "document", "incident", "state" if asked.state else "sure"):
                    facet = record.queue.facet(name, asked, len(ids)) if name != "state" else []
                    assert facet is not None
                    assert sum(number for _, _, number in facet) <= len(ids)
    with case.writing() as record:
        record.queue.clear()
        assert record.queue.are_counted()
        assert record.queue.count(ClaimFilter()) == 0


def test_pages_that_are_turned_by_their_edges_hold_every_row_once_both_ways(case: Case) -> None:
    claims = filled(case)
    with case.reading() as record:
        for order in ("first", "document", "doubt", "day"):
            whole = record.queue.page(ClaimFilter(), order, 100)
            assert sorted(whole) == sorted(one.id for one in claims)
            there, back, turn = [], [], Turn()
            while page := record.queue.page(ClaimFilter(), order, 7, turn):
                there += page
                turn = Turn(after=page[-1])
            assert there == whole
            turn = Turn(before=whole[-1])
            while page := record.queue.page(ClaimFilter(), order, 7, turn):
                back = page + back
                turn = Turn(before=page[0])
            assert [*back, whole[-1]] == whole
        assert record.queue.page(ClaimFilter(), "first", 7, Turn(after="c-gone")) == whole_of(record)[:7]
        names = [row["name"] for row in record.documents.page(10)]
        assert names == sorted(names)
        middle = list(record.documents.page(10))[1]["id"]
        assert [row["name"] for row in record.documents.page(10, Turn(after=middle))] == names[2:]
        assert [row["name"] for row in record.documents.page(10, Turn(before=middle))] == names[:1]


def whole_of(record: object) -> list[str]:
    return record.queue.page(ClaimFilter(), "first", 100)  # type: ignore[attr-defined, no-any-return]


def test_a_view_that_cannot_be_counted_in_a_moment_says_so(case: Case, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from cenotaph.store import queue

    filled(case)
    monkeypatch.setattr(queue, "MOST_COUNTED", 10)
    with case.reading() as record:
        wide, narrow = (
            ClaimFilter(since="", until="", name="", place="", harm="killed", document=""),
            ClaimFilter(harm="tortured", place="x"),
        )
        assert record.queue.count(wide) == 20
        assert record.queue.facet("document", wide, 20) is None
        assert record.queue.facet("rule", wide, 20) == [("rule0", "rule0", 20)]
        assert record.queue.facet("document", narrow, record.queue.count(narrow)) == []
        spread = ClaimFilter(until="2009", since="")
        assert record.queue.count(spread) == 0
        by_document = ClaimFilter(harm="killed", document=record.queue.facet("document", ClaimFilter(), 60)[0][0])
        assert record.queue.count(by_document) == 5
