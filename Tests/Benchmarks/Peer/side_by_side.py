"""`sweep bench step` and the same steps in PyTorch, variant by variant in turn: a table.

Both take the same batches and count seconds of one thread, so that a machine with a little other
work to do gives the same ratios. Needs: pip install torch numpy

    make peer                                          synthetic letters, unless SWEEP_DATA names a file
    make peer ARGS='--data data/mixoutALL_shifted.mat'
"""

import argparse
import json
import math
import os
import subprocess
import tempfile

try:
    import torch

    import letters
    import torch_step
except ImportError as error:
    raise SystemExit(
        f"{error}: pip install torch numpy, or name a Python that has them: make peer PYTHON=...")

SPEC = "experiments/paper.json"
HEAD = ["Version", "ms a step", "GFLOP/s", "of peak", "PyTorch, ms a step", "times faster"]


def answer(*command):
    """What a command says as JSON."""
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def measure(sweep, data, variants, steps):
    """Ours and PyTorch's milliseconds, for each variant in turn."""
    sequences = letters.trajectories(data)
    order = answer(sweep, "data", "split", SPEC, "--data", data, "--json")["train"]
    for variant in variants:
        [ours] = answer(
            sweep, "bench", "step", "--variant", variant, "--data", data, "--steps", str(steps),
            "--json")
        yield ours, torch_step.time_step(variant, sequences, order, steps)


def row(ours, theirs):
    return [
        ours["variant"], f"{ours['step_ms']:.1f}", f"{ours['gflops']:.0f}",
        f"{100 * ours['share_of_peak']:.0f} %", f"{theirs:.0f}", f"{theirs / ours['step_ms']:.1f}",
    ]


def say(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def compare(sweep, data, variants, steps):
    """Prints the table as it comes, and the mean of the ratios."""
    print(f"PyTorch {torch.__version__}, {os.path.basename(data)}, medians of {steps} steps\n")
    say(HEAD)
    say(["---"] + ["---:"] * (len(HEAD) - 1))
    ratios = []
    for ours, theirs in measure(sweep, data, variants, steps):
        say(row(ours, theirs))
        ratios.append(theirs / ours["step_ms"])
    print(f"\nGeometric mean: {math.prod(ratios) ** (1 / len(ratios)):.2f} times faster")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sweep", default=".build/release/sweep", help="the program")
    parser.add_argument("--data", default=os.environ.get("SWEEP_DATA"), help="a MATLAB file")
    parser.add_argument("--variants", default=",".join(torch_step.VARIANTS))
    parser.add_argument("--steps", type=int, default=20, help="steps that are timed")
    options = parser.parse_args()
    torch_step.prepare()
    with tempfile.TemporaryDirectory() as folder:
        data = options.data
        if data is None:
            data = os.path.join(folder, "letters.mat")
            subprocess.run([options.sweep, "data", "make", "-o", data], check=True)
        compare(options.sweep, data, options.variants.split(","), options.steps)


if __name__ == "__main__":
    main()
