"""The methods of estimation, one row each: what commands, the desk, a release, the docs and the tests offer is read from here.

A method takes a table that can carry an estimate (`judge_table`) and refuses with `InvalidValue` where it cannot be used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cenotaph.errors import WrongUse
from cenotaph.estimate.decomposable import average_decomposable
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.latent_chains import sample_latent_class
from cenotaph.estimate.loglinear import estimate_averaged, estimate_loglinear
from cenotaph.estimate.result import Estimate
from cenotaph.estimate.simple import estimate_chao
from cenotaph.estimate.sparse import bootstrap_stepwise, estimate_stepwise

__all__ = ["METHODS", "QUICK", "USUAL", "EstimateOptions", "Method", "run_method"]


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """What a user chose: the prior `delta` of decomposable graphs, `seed`, `rounds` (samples a latent-class chain, or resampled
    tables of the bootstrap), and the file in which latent-class chains are kept.
    """

    delta: float | None = None
    seed: int = 0
    rounds: int = 1_000
    chains: Path | None = None


USUAL = EstimateOptions()


@dataclass(frozen=True, slots=True)
class Method:
    """One way to estimate: what it does in a few words, the function, how long it takes beside the others (0 the quickest), and
    whether it `draws` at random, which takes minutes and is not done while a page is waited for.
    """

    about: str
    run: Callable[[CaptureHistories, EstimateOptions], Estimate]
    cost: int
    draws: bool = False


METHODS: Mapping[str, Method] = {
    "log-linear": Method("the log-linear model of lowest BIC", lambda table, _: estimate_loglinear(table), 3),
    "averaged": Method("log-linear models averaged by their BIC weights", lambda table, _: estimate_averaged(table), 6),
    "stepwise": Method(
        "log-linear models built up pair by pair, for sparse tables", lambda table, _: estimate_stepwise(table), 1
    ),
    "bootstrap": Method(
        "the stepwise model with a BCa bootstrap interval",
        lambda table, chosen: bootstrap_stepwise(table, chosen.rounds, seed=chosen.seed),
        4,
        draws=True,
    ),
    "decomposable": Method(
        "a Bayesian average over decomposable graphs",
        lambda table, chosen: average_decomposable(table, chosen.delta).estimate(),
        2,
    ),
    "latent-class": Method(
        "a Bayesian mixture of classes of victims",
        lambda table, chosen: sample_latent_class(table, chosen.rounds, chosen.seed, chosen.chains).estimate(),
        5,
        draws=True,
    ),
    "chao": Method("Chao's lower bound", lambda table, _: estimate_chao(table), 0),
}

QUICK = tuple(name for name, method in METHODS.items() if not method.draws)
"""The methods that a page or a notebook does not wait for long."""


def run_method(method: str, histories: CaptureHistories, options: EstimateOptions = USUAL) -> Estimate:
    """Estimate by one of `METHODS`. Raises `WrongUse` for another, `InvalidValue` where the method cannot be used."""
    if method not in METHODS:
        raise WrongUse(f"no method {method!r}", remedy=f"there are: {', '.join(METHODS)}")
    return METHODS[method].run(histories, options)
