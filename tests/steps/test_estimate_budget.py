"""An estimate that does not end holds up no other: a time for all, what has ended stays, an interrupt is no loss."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cenotaph.estimate import EstimateOptions, estimate_stratum
from cenotaph.steps.estimate_budget import Progress, estimate_within
from cenotaph.steps.table_histories import table_histories

pytestmark = pytest.mark.slow

CENOTAPH = Path(sys.executable).parent / "cenotaph"


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    """185 people on eight sparse lists: the number of log-linear models there is without end."""
    rng, rows = random.Random(3), []
    while len(rows) < 185:
        row = [int(rng.random() < reach) for reach in (0.08, 0.1, 0.12, 0.05, 0.15, 0.07, 0.2, 0.1)]
        if any(row):
            rows.append(row)
    target = tmp_path / "eight.csv"
    target.write_text("A,B,C,D,E,F,G,H\n" + "\n".join(",".join(map(str, row)) for row in rows) + "\n")
    return target


def test_what_does_not_end_in_time_is_left_out_by_name_and_the_rest_stands(eight: Path) -> None:
    seen: list[Progress] = []
    methods = ("latent-class", "stepwise", "chao")
    histories = table_histories(eight)
    stratum = estimate_within("", histories, methods, EstimateOptions(rounds=500_000), seconds=15, progress=seen.append)
    assert [one.method for one in stratum.estimates] == [
        one.method for one in estimate_stratum("", histories, ("stepwise", "chao")).estimates
    ]
    assert stratum.refusals == ("latent-class: it did not end within 15 seconds; give it more with --budget",)
    assert seen[-1].methods == 3
    assert seen[-1].done == 2
    assert any("latent-class" in one.running for one in seen)


def test_the_numbers_are_those_of_the_method_by_itself(tmp_path: Path) -> None:
    (tmp_path / "three.csv").write_text("A,B,C,n\n1,0,0,30\n0,1,0,25\n0,0,1,20\n1,1,0,12\n1,0,1,9\n0,1,1,8\n1,1,1,4\n")
    histories = table_histories(tmp_path / "three.csv")
    methods, options = (
        ("log-linear", "averaged", "stepwise", "bootstrap", "decomposable", "latent-class", "chao"),
        EstimateOptions(rounds=20),
    )
    assert estimate_within("", histories, methods, options, seconds=100) == estimate_stratum("", histories, methods, options)


def test_an_interrupt_keeps_what_has_ended(eight: Path, tmp_path: Path) -> None:
    command = [str(CENOTAPH), "estimate", "--table", str(eight), "--method", "chao", "--method", "latent-class"]
    command += ["--rounds", "500000", "--budget", "300"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    )
    time.sleep(12)
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert "Chao" in out
    assert "no estimate: latent-class: it was interrupted before it ended" in out
    assert process.returncode == 0
