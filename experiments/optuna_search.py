"""Lets Optuna say what a sweep tries next: a sweep's search program.

    "search": {"method": {"program": ["python3", "optuna_search.py", "tpe"],
                          "inputs": ["optuna_search.py"]}, "trials": 64, "round": 4}

It is asked once for each round, with all results so far, and answers with a line for each trial. The
sampler is tpe, gp or cmaes. Needs: pip install optuna (for gp also torch and scipy, for cmaes cmaes).
"""

import json
import sys

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution


def distribution(domain):
    log = domain.get("log") is True or isinstance(domain.get("log"), list)
    if "values" in domain:
        # Optuna takes numbers, texts and flags; lists go as JSON.
        return CategoricalDistribution([json.dumps(v) for v in domain["values"]])
    if "integer" in domain:
        return IntDistribution(*domain["integer"], log=log, step=domain.get("step", 1))
    low, high = domain.get("uniform") or domain["log"]
    return FloatDistribution(low, high, log=log, step=domain.get("step"))


def main():
    question = json.loads(sys.stdin.readline())
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    # Optuna asks for one seed; each round has its own.
    seed = question["seed"] * 100003 + question["round"]
    sampler = {
        "tpe": lambda: optuna.samplers.TPESampler(seed=seed, constant_liar=question["ask"] > 1),
        "gp": lambda: optuna.samplers.GPSampler(seed=seed),
        "cmaes": lambda: optuna.samplers.CmaEsSampler(seed=seed),
    }[sys.argv[1] if len(sys.argv) > 1 else "tpe"]()
    study = optuna.create_study(direction=question["direction"], sampler=sampler)
    space = {name: distribution(domain) for name, domain in question["space"].items()}
    plain = lambda name, value: json.dumps(value) if "values" in question["space"][name] else value
    for trial in question["trials"]:
        done = trial["value"] is not None
        study.add_trial(optuna.trial.create_trial(
            state=optuna.trial.TrialState.COMPLETE if done else optuna.trial.TrialState.FAIL,
            value=trial["value"], distributions=space,
            params={name: plain(name, value) for name, value in trial["parameters"].items()},
            system_attrs=trial["said"].get("attrs", {})))
    for _ in range(question["ask"]):
        trial = study.ask(space)
        params = {n: json.loads(v) if "values" in question["space"][n] else v
                  for n, v in trial.params.items()}
        print(json.dumps({"parameters": params, "attrs": study.trials[trial.number].system_attrs}), flush=True)


main()
