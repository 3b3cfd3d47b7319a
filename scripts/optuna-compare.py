#!/usr/bin/env python3
"""Compares Optuna's TPE behind a sweep's search with Optuna alone, on Branin's function.

    scripts/optuna-compare.py [--sweep .build/release/sweep] [--studies 20] [--trials 32] [--round 4]

Both get the same number of trials and of trials at a time. Prints the median of the best values of all
studies; Branin's least value is 0.397887. Needs: pip install optuna. Exit code 1 where the median
behind the sweep is worse by more than the spread (the median distance) of Optuna's own studies.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

try:
    import optuna
except ImportError:
    sys.exit("skipped: optuna is not installed (pip install optuna)")

PROGRAM = """import json, math, os
p = json.load(open(os.environ["SWEEP_CONFIG"]))["parameters"]
x, y = p["x"], p["y"]
f = (y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6)**2
print(json.dumps({"metrics": {"f": f + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10}}))
"""


def branin(x, y):
    f = (y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6) ** 2
    return f + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def behind_sweep(args, seed, folder):
    adapter = os.path.join(os.path.dirname(__file__), "..", "experiments", "optuna_search.py")
    spec = {
        "name": f"branin-{seed}",
        "trainer": {"command": [sys.executable, "branin.py"], "metrics": {"f": "lower"}},
        "parameters": {"x": {"uniform": [-5, 10]}, "y": {"uniform": [0, 15]}},
        "search": {
            "method": {"program": [sys.executable, os.path.abspath(adapter), "tpe"]},
            "trials": args.trials, "round": args.round, "seed": seed,
        },
    }
    with open(os.path.join(folder, "branin.py"), "w") as file:
        file.write(PROGRAM)
    with open(os.path.join(folder, "spec.json"), "w") as file:
        json.dump(spec, file)
    subprocess.run([args.sweep, "run", "spec.json", "-q"], cwd=folder, check=True)
    lines = subprocess.run(
        [args.sweep, "export", spec["name"], "--format", "jsonl"], cwd=folder, check=True,
        capture_output=True, text=True).stdout.splitlines()
    return min(json.loads(line)["f"] for line in lines)


def alone(args, seed):
    sampler = optuna.samplers.TPESampler(seed=seed, constant_liar=args.round > 1)
    study = optuna.create_study(sampler=sampler)
    space = {
        "x": optuna.distributions.FloatDistribution(-5, 10),
        "y": optuna.distributions.FloatDistribution(0, 15),
    }
    for _ in range(args.trials // args.round):
        for trial in [study.ask(space) for _ in range(args.round)]:
            study.tell(trial, branin(**trial.params))
    return study.best_value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sweep", default=".build/release/sweep")
    parser.add_argument("--studies", type=int, default=20)
    parser.add_argument("--trials", type=int, default=32)
    parser.add_argument("--round", type=int, default=4)
    args = parser.parse_args()
    args.sweep = os.path.abspath(args.sweep)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        ours = [behind_sweep(args, seed, folder) for seed in range(args.studies)]
    theirs = [alone(args, seed) for seed in range(args.studies)]
    median = statistics.median(theirs)
    spread = statistics.median(abs(value - median) for value in theirs)
    print(f"{args.studies} studies of {args.trials} trials, {args.round} at a time")
    print(f"behind the sweep: median {statistics.median(ours):.4f}, best {min(ours):.4f}, "
          f"worst {max(ours):.4f}")
    print(f"Optuna alone:     median {median:.4f}, best {min(theirs):.4f}, worst {max(theirs):.4f}")
    sys.exit(statistics.median(ours) > median + spread)


main()
