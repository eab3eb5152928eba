"""Whatever somebody with access to the disk alters, takes away or puts in is found: every column of every table that matters,
every file beside it, and, with a head that was kept elsewhere, a record that was written anew so that all of it fits together.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cenotaph.errors import WrongUse
from cenotaph.ledger import OwnSigner, next_decision
from cenotaph.release.make import make_release
from cenotaph.steps.decide import decide
from cenotaph.steps.own_keys import add_key, sign_by_passphrase
from cenotaph.steps.protect import protect_in_case
from cenotaph.steps.refresh import refresh_case
from cenotaph.steps.verify import Verification, verify_case
from cenotaph.store import FIRST_HASH, SIGNED, Account, Act, Change, Note, Reply, create_case, open_case
from cenotaph.store.tables import metadata
from released_case import document, read_all, with_documents

pytestmark = pytest.mark.slow

PASSING = {"desk_session", "sign_in_failure", "reply_count", "draft", "job", "story", "story_pair", "reconciled"}
"""Tables whose rows pass, or which only say by what stories were found: what is worked out anew does not rest on them."""
UNTOLD = {
    ("account", "totp_used"),
    ("victim_record", "linked"),
    ("named_person", "listed"),
    ("note", "number"),
    ("text_marks", "(taken away)"),
}
"""A count that each sign-in moves on, what a later step has done already, a number that the
database gives, and what is worked out where it is missing."""
MORE = {
    "verdict.txt": "OSTREL, 18 MAR 2009 (NORTHWIRE) -- Of the 43 people killed in Ostrel on 14 March 2009, 12 were children and 31 "
    "were adults, the town council said. The council called it a massacre. The army said it was not responsible. "
    "Ada Lund, 34, a clerk, was killed in Ostrel on 14 March 2009, her brother said.",
    "copy.txt": "OSTREL, 16 MAR 2009 (NORTHWIRE) -- At least 40 people were killed in Ostrel on 14 March 2009, hospital officials "
    'said. "About 200 people fled to the hills," said Irena Quole, a nurse. The road was closed.',
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A case with something in every table, and the head that was kept when it was checked in full."""
    folder = tmp_path_factory.mktemp("kept")
    case = with_documents(create_case(folder / "case"), folder / "files", **MORE)
    claims = read_all(case)
    decide(case, "edit", [claims[1]], decided_by="Ana Ortu", why="as the page says", details={"low": "44", "high": "44"})
    protect_in_case(case, "witness", "", ["Irena Quole"], decided_by="Ana Ortu", why="she asked")
    case.gazetteer.write_text("id,name,precision,other_names,latitude,longitude\no,Ostrel,town,,1,1\n", encoding="utf-8")
    refresh_case(case, "")
    add_key(case, "Cara Venn", "four quiet words here")
    signer = OwnSigner.drawn()
    sign_by_passphrase(case, "Cara Venn", "four quiet words here", signer)
    decide(case.signed_by(signer), "accept", [claims[0]], decided_by="Cara Venn", why="")
    with case.writing("Ana Ortu") as record:
        record.accounts.put(Account("Ana Ortu", "recorder", "$argon2id$x", "", (), True, "2026-01-01"))  # type: ignore[arg-type]
        record.replies.add(Reply("r-1", "0" * 64, "correction", "i-1", "It was 44.", "a@example.org", "", "", "2026-01-01"))
        record.desk.add_note(Note(claims[0], "look again", "Ana Ortu", "2026-01-01"))
        record.desk.assign(claims[0], "Bela Sorn", "Ana Ortu", "2026-01-01")
        rows = record.connection.execute
        first = next(record.lists.records()).id
        rows(metadata.tables["former_row"].insert(), {"record_id": first, "replaced_at": "2026-01-01", "given": "{}"})
        rows(metadata.tables["incident_redirect"].insert(), {"old_id": "i-old", "new_id": record.incidents.all()[0].id})
        rows(metadata.tables["victim_redirect"].insert(), {"old_id": "vic-old", "new_id": record.victims.all()[0].id})
    make_release(case)
    found = verify_case(case)
    assert found.faults == ()
    case.close()
    return case.root, found.head


@pytest.fixture(scope="module")
def copied(kept: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """The case once more, in one folder for all: each test begins with what it was."""
    folder = tmp_path_factory.mktemp("altered") / "case"

    def again() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept[0], folder)
        return folder

    return again


def check(root: Path, since: str = "", *, full: bool = True) -> Verification:
    case = open_case(root)
    found = verify_case(case, full=full, since=since)
    case.close()
    return found


def alter(root: Path, *statements: tuple[str, tuple[Any, ...]]) -> int:
    """Write to the database past the program; how many rows that touched."""
    with closing(sqlite3.connect(root / "record.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        return sum(max(0, connection.execute(statement, given).rowcount) for statement, given in statements)


def other(value: Any, column: str) -> Any:
    if isinstance(value, bytes):
        return value + b"\x01"
    if column not in ("number", "position") and value in (0, 1):
        return 1 - value
    if isinstance(value, int | float):
        return value + 1000
    return {"[]": '["x"]', "{}": '{"x":"y"}', None: "x"}.get(value, f"{value}x")


def alterations() -> Iterator[tuple[str, str]]:
    for table in metadata.sorted_tables:
        if table.name not in PASSING:
            yield from ((table.name, one.name) for one in table.columns if (table.name, one.name) not in UNTOLD)
            yield from ((table.name, what) for what in ("(taken away)", "(put in)") if (table.name, what) not in UNTOLD)


def test_every_column_altered_and_every_row_taken_away_or_put_in_is_found(
    kept: tuple[Path, str], copied: Callable[[], Path]
) -> None:
    """Quickly where a hash tells it, and in full where it is worked out; in one run, for a case is opened for each of them."""
    done, missed, root = 0, list[str](), copied()
    for table, column in alterations():
        for left in root.glob("record.sqlite-*"):
            left.unlink()
        shutil.copy(kept[0] / "record.sqlite", root)
        with closing(sqlite3.connect(root / "record.sqlite")) as connection:
            connection.row_factory = sqlite3.Row
            row = connection.execute(f"SELECT * FROM {table} ORDER BY 1 LIMIT 1").fetchone()
        if row is None:
            continue
        keys = [one.name for one in metadata.tables[table].primary_key]
        which = " AND ".join(f'"{key}" = ?' for key in keys)
        given = tuple(row[key] for key in keys)
        if column == "(taken away)":
            alter(root, (f"DELETE FROM {table} WHERE {which}", given))
        elif column == "(put in)":
            alone = {one.name for one in metadata.tables[table].columns if one.unique} | {keys[-1]}
            values = {name: other(row[name], name) if name in alone else row[name] for name in dict(row)}
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            alter(root, (f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(values.values())))
        else:
            alter(root, (f'UPDATE {table} SET "{column}" = ? WHERE {which}', (other(row[column], column), *given)))
        done += 1
        if not is_found(root, kept[1]):
            missed.append(f"{table} {column}")
    assert "; ".join(missed) == ""
    assert done > 250, done


def is_found(root: Path, head: str) -> bool:
    """Whether a check says so: by a fault, or by not being able to read what stands there."""
    try:
        return bool(check(root, full=False).faults or check(root, head).faults)
    except Exception:  # noqa: BLE001 - a value that no reading admits is refused before it is compared
        return True


def test_what_is_found_is_named(kept: tuple[Path, str], copied: Callable[[], Path]) -> None:
    root = copied()
    alter(root, ("UPDATE document SET publisher = 'Another' WHERE name = 'report.txt'", ()))
    case = open_case(root)
    where = document(case, "report.txt")
    case.close()
    (fault,) = check(root, full=False).faults
    assert fault.startswith(f"document {where}: not as act 1 left it; altered outside the program")


FILES: dict[str, Callable[[Path], Any]] = {
    "an archived object is altered": lambda root: next(one for one in (root / "archive").rglob("*") if one.is_file()).write_bytes(
        b"x"
    ),
    "an archived object is taken away": lambda root: next(one for one in (root / "archive").rglob("*") if one.is_file()).unlink(),
    "a file of a release is altered": lambda root: (root / "releases/0001/release.json").write_text("{}"),
    "a file is added to a release": lambda root: (root / "releases/0001/more.txt").write_text("x"),
    "a release is taken away": lambda root: shutil.rmtree(root / "releases/0001"),
    "a release is put in": lambda root: shutil.copytree(root / "releases/0001", root / "releases/0002"),
    "the key is another": lambda root: (root / "release-key.pem").write_text("another"),
    "the key is taken away": lambda root: (root / "release-key.pem").unlink(),
    "the statement is another": lambda root: (root / "release.yaml").write_text("title: x"),
    "the statement is taken away": lambda root: (root / "release.yaml").unlink(),
    "the list of places is another": lambda root: (root / "gazetteer.csv").write_text("id,name,precision,other_names\n"),
    "the list of places is taken away": lambda root: (root / "gazetteer.csv").unlink(),
    "the case is from a release": lambda root: (root / "from-release").mkdir() or (root / "from-release/x").write_text("x"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_beside_the_record_that_was_altered_is_found(name: str, copied: Callable[[], Path]) -> None:
    root = copied()
    FILES[name](root)
    assert check(root, full=False).faults


def chained_anew(root: Path, change: Callable[[list[Any]], None]) -> None:
    """The ledger as somebody writes it who knows how it is chained."""
    case = open_case(root)
    with case.reading() as record:
        made = record.ledger.all()
    case.close()
    change(made)
    chain: list[Any] = []
    for one in made:
        chain.append(
            next_decision(
                chain,
                one.kind,
                one.subjects,
                decided_by=one.decided_by,
                decided_at=one.decided_at,
                why=one.why,
                details=one.details,
            )
        )
    alter(root, ("DELETE FROM decision", ()))
    case = open_case(root)
    with case.copying() as record:
        for one in chain:
            record.ledger.append(one)
    case.close()


LEDGER: dict[str, Callable[[list[Any]], Any]] = {
    "the last is cut off": lambda made: made.pop(),
    "the last three are cut off": lambda made: [made.pop() for _ in range(3)],
    "all are cut off": lambda made: made.clear(),
    "the first is cut off": lambda made: made.pop(0),
    "one in the middle is cut off": lambda made: made.pop(len(made) // 2),
    "who decided is another": lambda made: made.__setitem__(0, replace(made[0], decided_by="Nobody")),
    "why is another": lambda made: made.__setitem__(1, replace(made[1], why="another reason")),
    "what was decided is another": lambda made: made.__setitem__(-2, replace(made[-2], details={"low": "4", "high": "4"})),
    "one is put in": lambda made: made.insert(1, replace(made[0], decided_by="Nobody")),
    "one is put at the end": lambda made: made.append(replace(made[0], decided_by="Nobody")),
    "two are exchanged": lambda made: made.__setitem__(slice(0, 2), [made[1], made[0]]),
}


@pytest.mark.parametrize("name", LEDGER)
def test_a_ledger_that_was_chained_anew_is_found_without_a_head(name: str, copied: Callable[[], Path]) -> None:
    root = copied()
    chained_anew(root, LEDGER[name])
    assert check(root, full=False).faults


def acts_anew(root: Path, change: Callable[[list[Act]], list[Act]]) -> None:
    """The whole history as somebody writes it who knows the program: chained right, each unit as it stands now."""
    case = open_case(root)
    with case.reading() as record:
        acts, now = change(list(record.acts.all())), {(kind, key): found for kind, key, found in record.units()}
    with case.copying() as record:
        record.connection.execute(metadata.tables["act"].delete())
        previous, standing = FIRST_HASH, dict[tuple[str, str], str]()
        last = {(one.kind, one.key): act.number for act in acts for one in act.changes}
        for number, act in enumerate(acts, start=1):
            changes = []
            for one in act.changes:
                unit = (one.kind, one.key)
                after = now.get(unit, "") if last[unit] == act.number else one.after
                changes.append(Change(*unit, standing.get(unit, ""), after))
                standing[unit] = after
            made = replace(act, number=number, changes=tuple(changes), previous_hash=previous)
            previous = made.right_hash()
            row = {"number": number, "at": made.at, "by": made.by, "previous_hash": made.previous_hash, "hash": previous}
            said = json.dumps([[one.kind, one.key, one.before, one.after] for one in changes])
            record.connection.execute(metadata.tables["act"].insert(), {**row, "changes": said})
    case.close()


def without_keys(acts: list[Act]) -> list[Act]:
    of_keys = ("key", "session key", SIGNED)
    return [replace(act, changes=tuple(one for one in act.changes if one.kind not in of_keys)) for act in acts]


def test_a_record_written_anew_fits_together_and_has_not_the_head_that_was_kept(
    kept: tuple[Path, str], copied: Callable[[], Path]
) -> None:
    root = copied()
    alter(root, ("UPDATE account SET role = 'publisher'", ()))
    acts_anew(root, lambda acts: acts)
    assert "is not that of the key" in "; ".join(check(root, full=False).faults), "nobody else can sign for who has a key"
    alter(root, *((f"DELETE FROM {table}", ()) for table in ("act_signature", "session_key", "person_key")))
    acts_anew(root, without_keys)
    assert check(root, full=False).faults == ()
    assert "no act of this record has the head that was kept" in "; ".join(check(root, kept[1], full=False).faults)
    chained_anew(root, LEDGER["the last three are cut off"])
    acts_anew(root, without_keys)
    assert "no act of this record has the head that was kept" in "; ".join(check(root, kept[1]).faults)


def test_an_earlier_state_put_back_has_not_the_head_that_was_kept(kept: tuple[Path, str], copied: Callable[[], Path]) -> None:
    root = copied()
    case = open_case(root)
    decide(case, "reject", [read_all(case)[0]], decided_by="Bela Sorn", why="a misprint")
    later = verify_case(case, full=False).head
    case.close()
    assert check(root, kept[1], full=False).faults == ()
    assert check(copied(), later, full=False).faults


def test_a_false_act_that_alters_what_never_changes_is_found(copied: Callable[[], Path]) -> None:
    root = copied()
    alter(root, ("UPDATE document SET published = '2001-01-01'", ()), ("UPDATE claim SET low = 1, high = 1", ()))
    case = open_case(root)
    with case.copying() as record:
        history = {(one.kind, one.key): one.after for act in record.acts.all() for one in act.changes}
        changed = [Change(kind, key, history[kind, key], now) for kind, key, now in record.units() if history[kind, key] != now]
        record.acts.append("Ana Ortu", changed)
    case.close()
    said = "\n".join(check(root, full=False).faults)
    assert "which the program never does" in said
    assert "without a decision" in said


def test_what_was_done_since_a_head_is_told_and_what_nobody_touched_is_not_read_again(
    kept: tuple[Path, str], copied: Callable[[], Path], tmp_path: Path
) -> None:
    from cenotaph.steps.add import add_to_case

    root = copied()
    case = open_case(root)
    (tmp_path / "new.txt").write_text("Nine people were killed in Tull on 2 May 2009, the mayor said.", encoding="utf-8")
    add_to_case(case, [str(tmp_path / "new.txt")])
    found = verify_case(case, since=kept[1].upper())
    case.close()
    assert found.faults == ()
    assert (found.documents, found.as_before) == (5, 4)
    assert found.later[0].changes[0].kind == "document"
    short = " ".join(word[:4] for word in kept[1].split())
    assert check(root, short, full=False).later == found.later
    with pytest.raises(WrongUse, match="ten words"):
        check(root, "one two")
