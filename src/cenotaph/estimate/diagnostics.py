"""Whether chains have told the same story long enough: split R-hat and effective sample size.

In go draws (chains, samples) of one number; out come numbers that a reader can hold against 1.01 and 400. A chain that never
left its first mode passes neither, which is what they are for; chains that all missed a mode pass both, which is their limit.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["effective_samples", "split_rhat"]


def split_rhat(draws: NDArray[np.float64]) -> float:
    """Potential scale reduction over half chains of ranks turned normal; 1.0 is best, above 1.01 run longer.

    Vehtari et al. 2021, doi:10.1214/20-BA1221. NaN for fewer than four samples a chain.
    """
    halves = _halves(_rank_normal(draws))
    samples = halves.shape[1]
    if samples < 2:
        return float("nan")
    within = halves.var(axis=1, ddof=1).mean()
    between = samples * halves.mean(axis=1).var(ddof=1)
    if within == 0:
        return 1.0
    return float(np.sqrt(((samples - 1) / samples * within + between / samples) / within))


def effective_samples(draws: NDArray[np.float64]) -> float:
    """How many independent draws the chains are worth for the middle of the posterior.

    Autocorrelations by Fourier transform, summed by Geyer's initial monotone sequence (Geyer 1992, doi:10.1214/ss/1177011137),
    over half chains of ranks turned normal.
    """
    halves = _halves(_rank_normal(draws))
    chains, samples = halves.shape
    if samples < 4 or halves.var() == 0:
        return float(draws.size)
    centred = halves - halves.mean(axis=1, keepdims=True)
    size = 1 << (2 * samples - 1).bit_length()
    spectrum = np.fft.rfft(centred, size, axis=1)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), size, axis=1)[:, :samples].mean(axis=0) / samples
    within = covariance[0] * samples / (samples - 1)
    total = within * (samples - 1) / samples + halves.mean(axis=1).var(ddof=1)
    correlation = 1.0 - (within - covariance) / total
    pairs = correlation[: samples // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    kept = np.minimum.accumulate(pairs[:stop])
    time = max(-1.0 + 2.0 * float(kept.sum()), 1.0 / np.log10(max(10.0, chains * samples)))
    return float(chains * samples / time)


def _halves(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]])


def _rank_normal(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks over all chains, ties shared, as quantiles of a standard normal."""
    from scipy.special import ndtri

    flat = draws.ravel()
    _, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return np.asarray(ndtri((rank - 0.375) / (flat.size + 0.25))).reshape(draws.shape)
