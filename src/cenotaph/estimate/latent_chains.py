"""Latent-class chains kept in a file, so that a long run can be broken off and gone on with.

The file holds the draws, where the chains stand and what they are of. It is written whole after every stretch; a run broken off
loses the stretch it was in, and the run that goes on has the draws that one unbroken run would have had. A file of other lists,
counts or settings is refused, never mixed.
"""

import io
import json
from dataclasses import asdict, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from cenotaph.archive import read_bytes, write_whole
from cenotaph.errors import UnreadableFile, WrongUse
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.latent_class import LatentClassOptions, LatentClassRun, LatentClassState, run_latent_class

__all__ = ["sample_latent_class"]

STRETCH = 100  # samples between two writings: a few seconds of work to lose
BURN_IN_ROUNDS = 3  # rounds discarded for each kept: R-hat was below 1.03 on the benchmark tables but one


def sample_latent_class(histories: CaptureHistories, samples: int, seed: int, kept: Path | None = None) -> LatentClassRun:
    """Run chains until each has `samples`; with `kept`, go on from that file if it is there, and keep them in it.

    Raises `WrongUse` for a file of another table or other settings, `UnreadableFile` for one that is none.
    """
    options = LatentClassOptions(burn_in=BURN_IN_ROUNDS * samples, samples=samples, seed=seed)
    if kept is None:
        return run_latent_class(histories, options)
    if kept.exists():
        run = _load(kept, histories, options)
    else:
        run = run_latent_class(histories, replace(options, samples=min(STRETCH, samples)))
        _save(kept, run)
    while run.draws.shape[1] < samples:
        run = run.go_on(min(STRETCH, samples - run.draws.shape[1]))
        _save(kept, run)
    return run


def _settings(histories: CaptureHistories, options: LatentClassOptions) -> dict[str, object]:
    """What the draws are of. How many there are, and how many rounds were discarded, may differ between sittings."""
    chosen = {key: value for key, value in asdict(options).items() if key not in ("samples", "burn_in")}
    return {"lists": list(histories.lists), "counts": histories.counts.tolist(), **chosen}


def _save(path: Path, run: LatentClassRun) -> None:
    state = run.state
    about = json.dumps({"settings": _settings(run.histories, run.options), "generator": state.generator})
    whole = io.BytesIO()
    np.savez_compressed(
        whole, about=np.array(about), draws=run.draws, log_weight=state.log_weight, chance=state.chance,
        concentration=state.concentration,
    )  # fmt: skip
    write_whole(path, whole.getvalue())


def _load(path: Path, histories: CaptureHistories, options: LatentClassOptions) -> LatentClassRun:
    try:
        with np.load(io.BytesIO(read_bytes(path)), allow_pickle=False) as found:
            about = json.loads(str(found["about"]))
            state = LatentClassState(found["log_weight"], found["chance"], found["concentration"], about["generator"])
            draws, settings = found["draws"], about["settings"]
        np.random.default_rng().bit_generator.state = about["generator"]
        if draws.ndim != 2 or len(draws) != options.chains or state.log_weight.shape != state.chance.shape[:2]:
            raise ValueError("arrays do not fit together")
    except (BadZipFile, KeyError, TypeError, ValueError, EOFError) as fault:
        raise UnreadableFile("this is no file of chains", where=str(path), remedy="name another; nothing was changed") from fault
    if settings != _settings(histories, options):
        raise WrongUse(f"{path} has chains of other lists, counts or settings", remedy="name another file, or use its settings")
    return LatentClassRun(draws, histories, options, state)
