"""Every pair is weighed; what is not likely enough to count is shown, and nothing is both."""

import json
import re
from importlib.resources import files
from types import SimpleNamespace

import pytest

from cenotaph.extract import read_text
from cenotaph.extract.linear import load_weights
from cenotaph.extract.syntax import SYNTAX, load_parser

REPORT = """OSTRA, 16 March 2009 (Wire) - Two clerks were killed when a shell hit the market of Ostra, the mayor said.
The two clerks were brothers. Another man, Oskar Lind, was seen near the gate with a wound. A hospital treated many people.
Fighters took the bridge. If the war goes on, 40 people may die."""


def test_possible_claims_are_no_claims() -> None:
    reading = read_text(REPORT)
    assert [(c.harm, str(c.count)) for c in reading.claims][:1] == [("killed", "2")]
    assert reading.possible
    for possible in reading.possible:
        assert not any(c.harm == possible.harm and c.victims.overlaps(possible.victims) for c in reading.claims)
        assert possible.confidence is not None
        assert possible.confidence <= min(c.confidence or 0 for c in reading.claims)


def test_a_mention_that_claims_nothing_new_belongs_to_its_claim() -> None:
    reading = read_text(REPORT)
    (mention,) = [m for m in reading.mentions if m.span.of(REPORT) == "The two clerks"]
    assert mention.claim_id == reading.claims[0].id


def test_a_sentence_of_harm_and_people_says_at_least_look_here() -> None:
    text = "Nine people were near the wreck of the bus. The crash of the bus was seen by nine people of Ostra."
    reading = read_text(text)
    assert {*(c.harm for c in reading.claims), *(c.harm for c in reading.possible)}


def test_the_same_text_gives_the_same_confidence_in_any_process() -> None:
    import subprocess
    import sys

    code = f"from cenotaph.extract import read_text; r = read_text({REPORT!r}); print([(c.id, c.confidence) for c in r.claims + r.possible])"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Ada Lund died of her wounds. Police say a gunman shot Ada Lund at the gate of Ostra.", "killed"),
        ("A gunman shot Ada Lund in the foot at the gate of Ostra. She is expected to recover.", "injured"),
    ],
)
def test_shot_is_what_the_document_says_of_it_elsewhere(text: str, harm: str) -> None:
    shot = [c for c in read_text(text).claims if "shot" in c.evidence.of(text)]
    assert [c.harm for c in shot] == [harm]


def test_the_weights_are_small_and_hold_no_name() -> None:
    path = files("cenotaph.extract") / "weights/claims-en.json"
    assert len(path.read_bytes()) < 1_000_000
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["made"]
    features = [*data["first"], *data["second"]]
    assert not [name for name in features if name.startswith(("cue=", "head=")) and name != name.lower()]
    weights = load_weights("claims", "en")
    assert weights is not None
    assert 0 < weights.possible < weights.claim < 1


def test_weights_of_every_language_hold_no_word() -> None:
    weights = load_weights("claims", "es")
    assert weights is not None
    assert weights == load_weights("claims", "ar")
    assert not weights.lexical
    names = {name.partition("=")[0] for name in (*weights.first.weights, *weights.second.weights)}
    assert not names & {"cue", "head", "before", "after"}
    assert not [name for name in weights.first.weights if re.search(r"[а-яёіїєґء-ي]", name)]


def _parser(dep: str, *, ties: tuple[str, str]) -> object:
    """A parser that knows one relation of a text: the first word of `ties` depends on the second."""

    def parse(text: str) -> list[SimpleNamespace]:
        verb = SimpleNamespace(idx=text.index(ties[1]), text=ties[1], dep_="ROOT")
        verb.head = verb
        noun = SimpleNamespace(idx=text.index(ties[0]), text=ties[0], dep_=dep, head=verb)
        return [noun, verb]

    return parse


def test_a_parser_proposes_and_the_same_weights_decide() -> None:
    text = "Two clerks, so it is told in all the towns along the old river road since the spring, were by then killed."
    plain = read_text(text)
    found = read_text(text, parser=_parser("nsubjpass", ties=("clerks", "killed")))
    before = {c.victims: c.confidence or 0 for c in (*plain.claims, *plain.possible) if c.harm == "killed"}
    after = {c.victims: c.confidence or 0 for c in (*found.claims, *found.possible) if c.harm == "killed"}
    assert max(after.values()) > max(before.values())
    assert any(SYNTAX in c.rules for c in (*found.claims, *found.possible))
    unmoved = read_text(text, parser=_parser("advmod", ties=("clerks", "killed")))
    assert [c.confidence for c in unmoved.claims] == [c.confidence for c in plain.claims]


def test_a_parser_that_is_not_installed_is_a_clear_error() -> None:
    from cenotaph.errors import WrongUse

    with pytest.raises(WrongUse, match="spaCy"):
        load_parser("no_such_model")


@pytest.mark.parametrize(
    ("told", "whose"),
    [
        ("Oskar Lind is the mayor of Ostra. ", "Oskar Lind"),
        ("Oskar Lind is the mayor of Ostra. Ada Lind is a nurse. ", "Lind"),
        ("“It is cold,” said Oskar Lind, the mayor. Ada Lind is a nurse. ", "Oskar Lind"),
    ],
)
def test_a_surname_that_two_bear_is_that_of_the_one_who_spoke_or_of_neither(told: str, whose: str) -> None:
    text = told + "Lind said nine people were killed in Tull."
    (claim,) = read_text(text).claims
    assert claim.speaker_text.partition(",")[0] == whose
