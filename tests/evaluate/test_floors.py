"""Pinned floors: how well claims are read may rise, and cannot fall unseen."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cenotaph.evaluate import find_mistakes, load_gold, pair_claims, reliability, score_parts
from cenotaph.extract import read_text
from cenotaph.text import load_lexicon, readable_languages

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"
FLOORS = {"found": 0.88, "figure": 0.85, "attributed": 0.80}
FIELD_FLOORS = {"part_of": 0.85, "status": 0.95}


def scored(path: Path):  # type: ignore[no-untyped-def]
    return score_parts([pair_claims(d, read_text(d.text, d.language)) for d in load_gold(path)], "genre")["all"]


@pytest.mark.parametrize("language", readable_languages())
def test_a_language_is_read_as_well_as_its_folder_says(language: str) -> None:
    quality = load_lexicon(language).lists["quality"]
    gold = ROOT / quality["gold"]
    score = scored(gold)
    assert score.gold == quality["claims"]
    for level in FLOORS:
        assert score.f1(level) >= quality[level], level
    table = (ROOT / "docs/contribute/add-a-language.md").read_text(encoding="utf-8")
    row = next(line for line in table.splitlines() if f"(`{language}`)" in line)
    assert [f"{quality[level]:.2f}" for level in FLOORS] == re.findall(r"\d\.\d\d", row), "the published figures are others"


@pytest.mark.parametrize("language", readable_languages())
def test_a_gold_file_has_sixty_sentences(language: str) -> None:
    texts = [d.text for d in load_gold(ROOT / load_lexicon(language).lists["quality"]["gold"])]
    assert sum(len(re.findall(r"[.!?][»”]?(?:\s|$)", text)) for text in texts) >= (60 if language != "en" else 50)


def test_the_shared_gold_stays_above_the_floors() -> None:
    if not (SHARED / "dev.jsonl").is_file():
        pytest.skip("the shared gold claims lie beside the project and are not here")
    score = scored(SHARED / "dev.jsonl")
    for level, floor in FLOORS.items():
        assert score.f1(level) >= floor, level
    for field, floor in FIELD_FLOORS.items():
        assert score.accuracy(field) >= floor, field


def test_the_shared_gold_of_many_sources_stays_above_its_floors() -> None:
    if not (SHARED / "gold/en/gold.jsonl").is_file():
        pytest.skip("the shared gold claims lie beside the project and are not here")
    pairings = [pair_claims(d, read_text(d.text)) for d in load_gold(SHARED / "gold/en/gold.jsonl")]
    score = score_parts(pairings, "genre")["all"]
    assert score.f1("found") >= 0.86
    assert score.f1("attributed") >= 0.75
    assert score.shown / score.gold >= 0.92
    for bucket in reliability(pairings):
        if bucket.low >= 0.6:
            assert bucket.right / bucket.claims >= bucket.low - 0.05, bucket


def test_our_scores_are_those_of_the_shared_scorer(tmp_path: Path) -> None:
    if not (SHARED / "score_claims.py").is_file():
        pytest.skip("the shared scorer lies beside the project and is not here")
    from cenotaph.extract import claim_as_json

    documents = load_gold(SHARED / "dev.jsonl")
    readings = [read_text(d.text) for d in documents]
    predicted = tmp_path / "predicted.jsonl"
    rows = [{"doc": d.name, "claims": [claim_as_json(c) for c in r.claims]} for d, r in zip(documents, readings, strict=True)]
    predicted.write_text("\n".join(json.dumps(row) for row in rows))
    done = subprocess.run(
        [sys.executable, str(SHARED / "score_claims.py"), str(SHARED / "dev.jsonl"), str(predicted)],
        capture_output=True,
        text=True,
        check=True,
    )
    score = score_parts([pair_claims(d, r) for d, r in zip(documents, readings, strict=True)], "genre")["all"]
    for level in FLOORS:
        assert (
            f"  {level:<11}P {score.precision(level):.3f}  R {score.recall(level):.3f}  F1 {score.f1(level):.3f}" in done.stdout
        )
    for field in ("speaker", "status", "scope", "groups", "approx", "part_of"):
        assert f"{field} {score.accuracy(field):.3f}" in done.stdout


def test_mistakes_are_counted_in_kinds(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [
        {
            "doc": "a-1",
            "text": "Nine people were killed.",
            "claims": [{"victims": "Nine people", "harm": "killed", "low": 90, "high": 90}],
        },
        {"doc": "a-2", "text": "Nine people were killed.", "claims": []},
        {
            "doc": "b-1",
            "text": "Ten people sang.",
            "claims": [{"victims": "Ten people", "harm": "injured", "low": 10, "high": 10}],
        },
    ]
    gold.write_text("\n".join(map(json.dumps, rows)))
    pairings = [pair_claims(d, read_text(d.text)) for d in load_gold(gold)]
    assert sorted(m.kind for m in find_mistakes(pairings)) == ["false: rule passive", "missed: injured", "wrong low/high"]
    scores = score_parts(pairings, "genre")
    assert (scores["all"].gold, scores["all"].read, scores["a"].hits["found"]) == (2, 2, 1)
    assert scores["all"].f1("figure") == 0


def test_tables_by_harm_and_kind_of_victims_and_a_confidence_that_comes_true(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    text = "Nine people were killed in Ostra. A clerk was wounded. Ada Lund was arrested."
    claims = [
        {"victims": "Nine people", "harm": "killed", "low": 9, "high": 9},
        {"victims": "A clerk", "harm": "injured", "low": 1, "high": 1},
        {"victims": "Ada Lund", "harm": "detained", "low": 1, "high": 1},
    ]
    gold.write_text(json.dumps({"doc": "wire-a-1", "text": text, "claims": claims}))
    pairings = [pair_claims(d, read_text(d.text)) for d in load_gold(gold)]
    kinds = score_parts(pairings, "victims")
    assert {name: kinds[name].gold for name in kinds} == {"all": 3, "counted": 1, "indefinite": 1, "named": 1}
    assert {name: score.hits["found"] for name, score in score_parts(pairings, "harm").items()} == {
        "all": 3, "killed": 1, "injured": 1, "detained": 1,
    }  # fmt: skip
    assert set(score_parts(pairings, "source")) == {"all", "wire-a"}
    assert kinds["all"].shown == 3
    assert sum(bucket.right for bucket in reliability(pairings)) == 3


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"doc": "a", "text": "Nine.", "claims": [{"victims": [0, 90], "harm": "killed"}]}, "ends after the text"),
        ({"doc": "a", "text": "no no", "claims": [{"victims": "no", "harm": "killed"}]}, "stands 2 times"),
        ({"doc": "a", "claims": []}, "no such file"),
        ({"text": "x"}, "no gold file"),
    ],
)
def test_a_gold_file_that_does_not_fit_is_refused(tmp_path: Path, row: dict[str, object], words: str) -> None:
    from cenotaph.errors import UnreadableFile

    (tmp_path / "gold.jsonl").write_text(json.dumps(row))
    with pytest.raises(UnreadableFile, match=words):
        load_gold(tmp_path / "gold.jsonl")
