#!/usr/bin/env python3
"""Times handing over and collecting many runs, with a scheduler and nodes that are not there.

    scripts/cluster-scale.py [RUNS] [PROGRAM]

A fake sbatch takes every array at once, a fake squeue says that nothing is left, and this script
writes the journals that nodes would leave: of each run a start, EPOCHS losses, one evaluation, an
end. Printed: seconds of `sweep run --detach` and of the `sweep status` that collects, beside the
numbers that limit a larger sweep: bytes of journals, files, runs a second into the store.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PROGRAM = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else ".build/release/sweep")
EPOCHS = 10

TOOLS = {
    "sbatch": "echo 1",
    "squeue": "exit 0",
    "scancel": "exit 0",
    "scontrol": "echo 'MaxArraySize            = 1001'",
}


def lines(run, number):
    """The lines of a run's journal."""
    yield {"journal": 1, "protocol": 1, "run": run, "number": number, "host": "n1"}
    environment = {
        "version": "0", "commit": "unknown", "instructionSet": "avx2", "processor": "p",
        "cores": 2, "host": "n1", "system": "s",
    }
    yield {"run": run, "type": "started", "step": 0, "batch": 0, "protocol": 1, "environment": environment}
    for epoch in range(1, EPOCHS + 1):
        values = {"train_loss": 1 / epoch + 0.1}
        if epoch == EPOCHS:
            for name in ("train_mse", "test_mse", "train_mse_running", "test_mse_running"):
                values[name] = 0.5
        yield {"run": run, "type": "metrics", "step": epoch, "values": values}
    yield {"run": run, "type": "cost", "core_seconds": 1.0}
    yield {"run": run, "type": "ended", "end": {"type": "finished", "seconds": 1.0, "work": 10}}


def spec(runs):
    return {
        "name": "scale",
        "dataset": {"sources": [{"synthetic": {"sequences": 60, "seed": 0}}]},
        "variants": ["rnn"], "cells": ["gru"], "seeds": list(range(runs)),
        "model": {"latent": 4, "hidden": 8},
        "train": {"epochs": EPOCHS, "batch_size": 8},
    }


def timed(words, folder, environment):
    began = time.monotonic()
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stderr[-2000:]}")
    return seconds


def write_journals(save):
    """What nodes would leave; returns how many bytes of journals and files that is."""
    root = f"{save}/.cluster/scale"
    total, files = 0, 0
    for token in os.listdir(root):
        with open(f"{root}/{token}/submission.json") as file:
            record = json.load(file)
        for index, runs in enumerate(record["tasks"]):
            for run in runs:
                home = f"{save}/runs/{run}"
                os.makedirs(home, exist_ok=True)
                text = "".join(json.dumps(line) + "\n" for line in lines(run, 1))
                with open(f"{home}/journal-1.jsonl", "w") as file:
                    file.write(text)
                total, files = total + len(text), files + 1
            for mark in ("begun", "ended"):
                with open(f"{root}/{token}/{mark}-{index}", "w") as file:
                    file.write("n1\n" if mark == "begun" else "done\n")
        files += len(os.listdir(f"{root}/{token}"))
    return total, files


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/tools")
        for name, line in TOOLS.items():
            with open(f"{folder}/tools/{name}", "w") as file:
                file.write(f"#!/bin/sh\n{line}\n")
            os.chmod(f"{folder}/tools/{name}", 0o755)
        environment = dict(os.environ, PATH=f"{folder}/tools:{os.environ['PATH']}")
        with open(f"{folder}/scale.json", "w") as file:
            json.dump(spec(RUNS), file)
        with open(f"{folder}/cluster.json", "w") as file:
            json.dump({"executor": "slurm", "task_minutes": 10}, file)
        submit = timed(
            [PROGRAM, "run", "scale.json", "--profile", "cluster.json", "--detach", "--quiet"],
            folder, environment)
        size, files = write_journals(f"{folder}/save")
        collect = timed([PROGRAM, "status"], folder, environment)
        done = subprocess.run(
            [PROGRAM, "ls", "scale", "--state", "finished", "--cols", "label", "--csv"], cwd=folder,
            env=environment, capture_output=True, text=True).stdout.count("\n") - 1
        store = os.path.getsize(f"{folder}/save/results.sqlite")
        print(f"{RUNS} runs, {done} collected")
        print(f"handed over in {submit:.2f} s, collected in {collect:.2f} s: {RUNS / collect:.0f} runs a second")
        print(f"journals: {size / RUNS:.0f} bytes a run; files: {files / RUNS:.2f} a run; store: {store / RUNS:.0f} bytes a run")


main()
