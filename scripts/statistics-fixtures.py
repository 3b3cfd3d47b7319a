#!/usr/bin/env python3
"""Writes what SciPy says of many numbers, for Tests/StatisticsTests; needs SciPy 1.15 or later.

    scripts/statistics-fixtures.py            writes Tests/StatisticsTests/Fixtures/*.json
    scripts/statistics-fixtures.py --check    compares them with what SciPy says now (to 1e-9)

The bootstrap is SciPy's too; it is only given the resamples, which are drawn here as
Sources/Statistics/Comparing/Bootstrap.swift draws them.
"""
import itertools
import json
import math
import pathlib
import sys
import warnings

import numpy as np
from scipy import stats
from scipy.stats import _resampling

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/StatisticsTests/Fixtures"
RESAMPLES = 10_000


def draws(n):
    """Indices of all resamples of n numbers."""
    u = np.uint64
    with np.errstate(over="ignore"):
        z = u(0x5357454550000001) + np.arange(RESAMPLES * n, dtype=u) * u(0x9E3779B97F4A7C15)
        z = (z ^ (z >> u(30))) * u(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> u(27))) * u(0x94D049BB133111EB)
        z = z ^ (z >> u(31))
    index = [(int(word) * n) >> 64 for word in z]
    return np.array(index).reshape(RESAMPLES, n)


def mean(data, axis=-1):
    """The mean by a plain sum from left to right, so that ties of resamples are the same ones."""
    data = np.moveaxis(np.asarray(data), axis, -1)
    total = np.zeros(data.shape[:-1])
    for place in range(data.shape[-1]):
        total = total + data[..., place]
    return total / data.shape[-1]


def bootstrap(differences):
    if len(differences) < 8:
        return None
    numbers = np.sort(differences)
    means = mean(numbers[draws(len(numbers))])
    before = _resampling.BootstrapResult(
        confidence_interval=None, bootstrap_distribution=means, standard_error=None)
    found = stats.bootstrap(
        (numbers,), mean, n_resamples=0, method="BCa", bootstrap_result=before, vectorized=True)
    interval = found.confidence_interval
    return [float(interval.low), float(interval.high)]


def exact_sums(ranks):
    """How many choices of signs give each sum of doubled ranks, as whole numbers."""
    counts = {0: 1}
    for rank in ranks:
        following = dict(counts)
        for total, count in counts.items():
            following[total + rank] = following.get(total + rank, 0) + count
        counts = following
    return counts


def signed_rank(differences):
    moved = differences[differences != 0]
    if not len(moved):
        return None
    n = len(moved)
    magnitudes = np.abs(moved)
    if n > 50:
        found = stats.wilcoxon(moved, correction=False, method="asymptotic")
    elif len(set(magnitudes)) == n:
        found = stats.wilcoxon(moved, method="exact")
    elif n <= 13:
        found = stats.wilcoxon(moved, method=stats.PermutationMethod(n_resamples=20_000))
    else:
        # SciPy has no exact value here: count.
        ranks = [round(2 * rank) for rank in stats.rankdata(magnitudes)]
        positive = sum(rank for rank, move in zip(ranks, moved) if move > 0)
        least = min(positive, sum(ranks) - positive)
        as_far = sum(count for total, count in exact_sums(ranks).items() if total <= least)
        return [least / 2, min(1.0, 2 * as_far / 2**n)]
    return [float(found.statistic), float(found.pvalue)]


def paired(name, ours, theirs):
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    differences = ours - theirs
    n = len(ours)
    case = {
        "name": name, "ours": ours.tolist(), "theirs": theirs.tolist(), "n": n,
        "mean": math.fsum(differences) / n, "deviation": float(np.std(differences, ddof=1)),
        "median": float(np.median(ours)), "oursMean": math.fsum(ours) / n,
        "oursDeviation": float(np.std(ours, ddof=1)),
    }
    if n >= 3:
        found = stats.ttest_rel(ours, theirs)
        interval = found.confidence_interval(0.95)
        case |= {
            "p": float(found.pvalue), "interval": [float(interval.low), float(interval.high)],
            "bootstrap": bootstrap(differences), "signedRank": signed_rank(differences),
        }
    return case


def pairs():
    random = np.random.default_rng(11)
    for n in [*range(2, 21), 25, 30, 40, 49, 50, 51, 55, 60]:
        base = random.normal(2, 0.5, n)
        noise = random.normal(0, 1, n)
        yield paired(f"normal {n}", base + 0.1 * noise, base)
        yield paired(f"shifted {n}", base + 0.2 + 0.1 * noise, base)
        yield paired(f"skewed {n}", base + random.exponential(1, n), base + 0.7)
        yield paired(f"offset {n}", 1e9 + random.normal(0, 1, n), 1e9 + random.normal(0, 1, n))
        yield paired(f"tiny {n}", 1e-9 * random.normal(0.3, 1, n), np.zeros(n))
        # Whole numbers have ties and zeros.
        whole = random.integers(-3, 6, n)
        if len(set(whole)) > 1:
            yield paired(f"ties and zeros {n}", whole, np.zeros(n))
        ties = random.integers(1, 4, n) * random.choice([-1, 1, 1], n)
        if len(set(ties)) > 1:
            yield paired(f"ties {n}", ties, np.zeros(n))
        yield paired(f"far {n}", base + 100 + 0.001 * noise, base)


def students():
    degrees = [1, 2, 3, 4, 5, 7, 9, 10, 19, 30, 59, 100, 999, 5000]
    values = [0, 1e-8, 0.01, 0.5, 1, 1.96, 2.5, 3, 5, 10, 30, 100, 1e4]
    for degree, t in itertools.product(degrees, values):
        if (degree, t) == (1, 1e-8):
            continue  # SciPy is wrong in the ninth digit; the test has the arctangent
        for sign in (1, -1):
            yield {
                "degrees": degree, "t": sign * t, "cdf": float(stats.t.cdf(sign * t, degree)),
                "twoSided": float(2 * stats.t.sf(t, degree)),
            }


def quantiles():
    degrees = [1, 2, 3, 4, 5, 9, 19, 30, 59, 999]
    shares = [1e-6, 0.001, 0.025, 0.2, 0.45, 0.5, 0.55, 0.8, 0.9, 0.975, 0.995, 0.9999]
    for degree, share in itertools.product(degrees, shares):
        yield {"degrees": degree, "p": share, "quantile": float(stats.t.ppf(share, degree))}


def holm(values):
    order = sorted(range(len(values)), key=lambda index: values[index])
    corrected = [0.0] * len(values)
    for place, index in enumerate(order):
        earlier = order[:place + 1]
        steps = [min(1.0, (len(values) - k) * values[i]) for k, i in enumerate(earlier)]
        corrected[index] = max(steps)
    return {"values": values, "corrected": corrected}


def holms():
    random = np.random.default_rng(12)
    yield from map(holm, [[], [0.03], [0.01, 0.01, 0.01], [1.0, 0.0, 0.5], [0.04, 0.01, 0.03, 0.2]])
    for n in (2, 3, 5, 9, 30):
        yield holm((random.random(n) ** 3).tolist())


def seeds(effect, deviation):
    for n in range(3, 1001):
        needed = stats.t.ppf(0.975, n - 1) + stats.t.ppf(0.8, n - 1)
        if effect != 0 and abs(effect) * math.sqrt(n) >= needed * deviation:
            return {"mean": effect, "deviation": deviation, "seeds": n}
    return {"mean": effect, "deviation": deviation, "seeds": None}


def sizes():
    effects = [0, 0.01, 0.0886, 0.09, 0.1, -0.2, 0.3, 0.5, 0.8, -1, 1.5, 3, 100]
    return [seeds(effect, 1.0) for effect in effects] + [seeds(-0.02, 0.05), seeds(1e-9, 3e-9)]


def differ(old, new):
    if isinstance(old, dict):
        return old.keys() != new.keys() or any(differ(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) != len(new) or any(map(differ, old, new))
    if isinstance(old, float):
        return not math.isclose(old, new, rel_tol=1e-9, abs_tol=1e-300)
    return old != new


def main():
    warnings.simplefilter("ignore")
    FOLDER.mkdir(parents=True, exist_ok=True)
    wrong = 0
    files = {"paired": pairs, "student": students, "quantiles": quantiles, "holm": holms, "seeds": sizes}
    for name, make in files.items():
        path, cases = FOLDER / f"{name}.json", list(make())
        if "--check" not in sys.argv:
            path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
        elif differ(json.loads(path.read_text()), cases):
            wrong += 1
            print(f"{path}: not what SciPy says")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
