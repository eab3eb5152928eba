"""Whoever has a key decides under it alone: nobody else can, with the program or past it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from cenotaph.errors import DecisionRefused, NotSigned, SignInRefused, WrongUse
from cenotaph.ledger import OwnSigner
from cenotaph.ledger.own_keys import LASTS
from cenotaph.steps.attempts import FAILURES
from cenotaph.steps.decide import decide
from cenotaph.steps.own_keys import add_key, keys_of, retire_key, sign_by_passphrase, signing_until
from cenotaph.steps.verify import verify_case
from cenotaph.store import Case, create_case, watch
from released_case import with_documents

PHRASE, OTHER = "four quiet words here", "more quiet words there"


@pytest.fixture
def given(case: Case, tmp_path: Path) -> Case:
    return with_documents(case, tmp_path / "files", linked=False)


@pytest.fixture
def claims(given: Case) -> list[str]:
    with given.reading() as record:
        return [row.claim.id for row in record.claims.rows()]


def signed(case: Case, name: str = "Ana Ortu", phrase: str = PHRASE) -> Case:
    signer = OwnSigner.drawn()
    sign_by_passphrase(case, name, phrase, signer)
    return case.signed_by(signer)


def faults(case: Case) -> str:
    return "\n".join(verify_case(case, full=False).faults)


def past_the_program(case: Case, *statements: str) -> None:
    with case.copying() as record:
        for one in statements:
            record.connection.execute(text(one))


def test_who_has_a_key_decides_under_it_alone(given: Case, claims: list[str]) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    with pytest.raises(NotSigned, match="Ana Ortu decides under a key"):
        decide(given, "accept", claims[:1], decided_by="Ana Ortu", why="")
    with pytest.raises(NotSigned, match="ana  ORTU"):
        decide(given, "accept", claims[:1], decided_by="ana  ORTU", why="")
    decide(given, "accept", claims[:1], decided_by="Bela Sorn", why="")
    decide(signed(given), "accept", claims[:1], decided_by="Ana Ortu", why="")
    add_key(given, "Cara Venn", OTHER)
    with pytest.raises(NotSigned):
        decide(signed(given), "accept", claims[:1], decided_by="Cara Venn", why="")
    with given.reading() as record:
        assert [made.decided_by for made in record.decisions] == ["Bela Sorn", "Ana Ortu"], "nothing of what was refused is kept"
    found = verify_case(given)
    assert found.faults == ()
    assert found.signed == 3  # two sessions that begin, and a decision


def test_a_decision_written_in_another_s_name_is_found(given: Case, claims: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    decide(given, "accept", claims[:1], decided_by="Ana Ortu", why="")
    add_key(given, "Ana Ortu", PHRASE)
    assert faults(given) == "", "what was decided before there was a key stands"
    with monkeypatch.context() as without:
        without.setattr(watch, "refuse_unsigned", lambda *_: None)
        decide(given, "reject", claims[:1], decided_by="Ana Ortu", why="forged")
    assert faults(given) == "decision 2: in the name of Ana Ortu, and not signed by Ana Ortu's key"


def test_a_stranger_s_key_signs_for_nobody(given: Case, claims: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    with pytest.raises(NotSigned, match="has a key already"):
        add_key(given, "Ana Ortu", OTHER)
    with monkeypatch.context() as without:
        without.setattr(watch, "refuse_unsigned", lambda *_: None)
        add_key(given, "Ana Ortu", OTHER)
    decide(signed(given, phrase=OTHER), "reject", claims[:1], decided_by="Ana Ortu", why="forged")
    assert "which nobody signed" in faults(given)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM act_signature WHERE act = (SELECT max(act) FROM act_signature)",
        "UPDATE act_signature SET signature = (SELECT min(signature) FROM act_signature)",
        "UPDATE session_key SET ends = ends + 1000000",
        "UPDATE session_key SET proof = '{}'",
        "UPDATE person_key SET public = (SELECT max(public) FROM session_key)",
        "UPDATE person_key SET retired_at = '2026-01-01'",
        "DELETE FROM person_key WHERE name = 'Nobody'",
    ],
)
def test_what_signs_cannot_be_altered_unseen(given: Case, claims: list[str], statement: str) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    decide(signed(given), "accept", claims[:1], decided_by="Ana Ortu", why="")
    assert faults(given) == ""
    past_the_program(given, statement)
    assert bool(faults(given)) == ("Nobody" not in statement)


def test_a_session_ends(given: Case, claims: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    signer = OwnSigner.of_session("a token")
    session = sign_by_passphrase(given, "Ana Ortu", PHRASE, signer)
    assert signing_until(given, signer) == session.ends == session.begins + LASTS
    assert signing_until(given, OwnSigner.of_session("another token")) == 0
    monkeypatch.setattr(watch.time, "time", lambda: session.ends + 1)
    assert signing_until(given, signer) == 0
    with pytest.raises(NotSigned):
        decide(given.signed_by(signer), "accept", claims[:1], decided_by="Ana Ortu", why="")


def test_a_key_is_ended_by_its_owner_or_another_who_has_one(given: Case, claims: list[str]) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    first = keys_of(given, "Ana Ortu")[0].id
    add_key(given, "Bela Sorn", OTHER)
    with pytest.raises(NotSigned):
        retire_key(given, first, "lost")
    by = signed(given, "Bela Sorn", OTHER)
    with pytest.raises(DecisionRefused, match="say why"):
        retire_key(by, first, " ")
    retire_key(by, first, "the telephone was lost")
    with pytest.raises(SignInRefused):
        signed(given)
    with pytest.raises(NotSigned):
        add_key(given, "Ana Ortu", "some other quiet words")
    add_key(by, "Ana Ortu", "some other quiet words")
    decide(signed(given, phrase="some other quiet words"), "accept", claims[:1], decided_by="Ana Ortu", why="")
    own = signed(given, "Bela Sorn", OTHER)
    retire_key(own, keys_of(given, "Bela Sorn")[0].id, "not needed any more")
    decide(given, "accept", claims[:1], decided_by="Bela Sorn", why="")
    assert faults(given) == ""


def test_a_passphrase_is_not_guessed(given: Case) -> None:
    with pytest.raises(WrongUse, match="12 characters"):
        add_key(given, "Ana Ortu", "short")
    add_key(given, "Ana Ortu", PHRASE)
    with given.reading() as record:
        assert PHRASE not in str(record.signatures.all_keys())
    for _ in range(FAILURES):
        with pytest.raises(SignInRefused, match="not the passphrase"):
            signed(given, phrase=OTHER)
    with pytest.raises(SignInRefused, match="too many"):
        signed(given)


def test_what_a_key_said_in_one_record_is_worth_nothing_in_another(given: Case, claims: list[str], tmp_path: Path) -> None:
    add_key(given, "Ana Ortu", PHRASE)
    signer = OwnSigner.drawn()
    session = sign_by_passphrase(given, "Ana Ortu", PHRASE, signer)
    key = keys_of(given, "Ana Ortu")[0]
    other = with_documents(
        create_case(tmp_path / "other"), tmp_path / "others", linked=False, **{"0.txt": "OSTREL. The road was closed."}
    )
    with other.writing() as record:
        record.signatures.put_key(key)
    with other.writing() as record:
        record.signatures.put_session(session)
    decide(other.signed_by(signer), "accept", claims[:1], decided_by="Ana Ortu", why="")
    assert "is not that of the key" in faults(other)
