"""Capture histories to estimates of those on no list: one estimator a file, arrays in, immutable results out."""

from cenotaph.estimate.combine import combine_estimates
from cenotaph.estimate.decomposable import GraphAverage, average_decomposable, decomposable_graphs
from cenotaph.estimate.diagnostics import effective_samples, split_rhat
from cenotaph.estimate.differences import why_estimates_differ
from cenotaph.estimate.existence import filled_cells, has_estimate
from cenotaph.estimate.histories import CaptureHistories
from cenotaph.estimate.judge import Judgement, PairOverlap, judge_table, judged
from cenotaph.estimate.latent_chains import sample_latent_class
from cenotaph.estimate.latent_class import LatentClassOptions, LatentClassRun, LatentClassState, run_latent_class
from cenotaph.estimate.loglinear import (
    LogLinearFit,
    average_models,
    estimate_averaged,
    estimate_loglinear,
    fit_models,
    hierarchical_models,
    model_name,
    pairwise_models,
    profile_interval,
)
from cenotaph.estimate.methods import METHODS, QUICK, USUAL, EstimateOptions, Method, run_method
from cenotaph.estimate.result import Estimate, Posterior
from cenotaph.estimate.sensitivity import Sensitivity, sensitivity
from cenotaph.estimate.simple import estimate_chao, estimate_chapman, sample_coverage
from cenotaph.estimate.sparse import SparseFit, bootstrap_stepwise, estimate_stepwise, fit_stepwise
from cenotaph.estimate.strata import STRATA, Stratum, case_histories, estimate_stratum, whole_histories

__all__ = [
    "Sensitivity",
    "sensitivity",
    "METHODS",
    "QUICK",
    "STRATA",
    "USUAL",
    "EstimateOptions",
    "Method",
    "Stratum",
    "case_histories",
    "estimate_stratum",
    "run_method",
    "whole_histories",
    "sample_latent_class",
    "CaptureHistories",
    "Estimate",
    "GraphAverage",
    "Judgement",
    "LatentClassOptions",
    "LatentClassRun",
    "LatentClassState",
    "LogLinearFit",
    "PairOverlap",
    "Posterior",
    "SparseFit",
    "average_decomposable",
    "average_models",
    "bootstrap_stepwise",
    "combine_estimates",
    "decomposable_graphs",
    "effective_samples",
    "estimate_averaged",
    "estimate_chao",
    "estimate_chapman",
    "estimate_loglinear",
    "estimate_stepwise",
    "filled_cells",
    "fit_models",
    "fit_stepwise",
    "has_estimate",
    "hierarchical_models",
    "judge_table",
    "judged",
    "model_name",
    "pairwise_models",
    "profile_interval",
    "run_latent_class",
    "sample_coverage",
    "split_rhat",
    "why_estimates_differ",
]
