#!/usr/bin/env python3
"""Makes the reference vectors beside this file; needs NumPy.

    make.py --check           compares every file with what this program computes (to 1e-9)
    make.py --write           computes outputs and gradients again from the inputs in the files
    make.py --draw 7 FOLDER   files with other inputs, for GOLDEN_DIR=FOLDER

It shares no code and no method with the library: only the forward definitions are here, in double
precision, loops and all. Gradients come from complex steps: with the loss a real function of x,
d loss / d x = Im loss(x + ih) / h, exact to the last digits, since nothing is subtracted.

Source: Squire & Trapp 1998, "Using complex variables to estimate derivatives of real functions".
The first inputs were drawn elsewhere; --write keeps them.
"""
import argparse
import json
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
STEP = 1e-30


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def leaky(x, slope):
    return np.where(x.real > 0, x, slope * x)


def dense(v, _):
    return {"y": v["x"] @ v["W"] + v["b"]}


def leaky_relu(v, _):
    return {"y": leaky(v["x"], 0.2)}


def mse(v, _):
    return {"loss": np.mean((v["prediction"] - v["target"]) ** 2)}


def mae(v, _):
    return {"loss": np.mean(np.abs((v["prediction"] - v["target"]).real))}


def batch_norm(v, attributes):
    x = v["x"]
    axes = tuple(range(x.ndim - 1))
    if "running_mean" in attributes:
        mean = np.array(attributes["running_mean"])
        variance = np.array(attributes["running_variance"])
    else:
        mean = x.mean(axes)
        variance = ((x - mean) ** 2).mean(axes)
        attributes["batch_mean"] = mean.real.tolist()
        attributes["batch_variance"] = variance.real.tolist()
    normal = (x - mean) / np.sqrt(variance + attributes["epsilon"])
    return {"y": v["gamma"] * normal + v["beta"]}


def same(size, kernel, stride):
    """Output size and zeros before the input, as TensorFlow's SAME has them."""
    out = -(-size // stride)
    return out, max((out - 1) * stride + kernel - size, 0) // 2


def conv(v, attributes):
    x, w, (sh, sw) = v["x"], v["W"], attributes["stride"]
    n, height, width, _ = x.shape
    kh, kw, _, cout = w.shape
    (oh, top), (ow, left) = same(height, kh, sh), same(width, kw, sw)
    y = np.zeros((n, oh, ow, cout), complex) + v["b"]
    for i, j, a, b in np.ndindex(oh, ow, kh, kw):
        r, c = i * sh + a - top, j * sw + b - left
        if 0 <= r < height and 0 <= c < width:
            y[:, i, j] += x[:, r, c] @ w[a, b]
    return {"y": y}


def deconv(v, attributes):
    """The transpose of the convolution that takes the output back to the input's size."""
    x, w, (sh, sw) = v["x"], v["W"], attributes["stride"]
    n, height, width, _ = x.shape
    kh, kw, cout, _ = w.shape
    oh, ow = height * sh, width * sw
    (_, top), (_, left) = same(oh, kh, sh), same(ow, kw, sw)
    y = np.zeros((n, oh, ow, cout), complex) + v["b"]
    for i, j, a, b in np.ndindex(height, width, kh, kw):
        r, c = i * sh + a - top, j * sw + b - left
        if 0 <= r < oh and 0 <= c < ow:
            y[:, r, c] += x[:, i, j] @ w[a, b].T
    return {"y": y}


def residual_block(v, _):
    def half(x, i):
        padded = np.pad(x, ((0, 0), (4, 4), (0, 0), (0, 0)), mode="reflect")
        w = v[f"W{i}"]
        y = v[f"b{i}"] + sum(padded[:, k : k + x.shape[1]] @ w[k, 0] for k in range(9))
        values = {"x": y, "gamma": v[f"gamma{i}"], "beta": v[f"beta{i}"]}
        return batch_norm(values, {"epsilon": 1e-3})["y"]

    return {"y": leaky(v["x"] + half(leaky(half(v["x"], 1), 0), 2), 0)}


def rnn_step(v, x, state):
    h = np.tanh(np.concatenate([x, state[0]], 1) @ v["W"] + v["b"])
    return h, (h,)


def lstm_step(v, x, state):
    h, c = state
    i, j, f, o = np.split(np.concatenate([x, h], 1) @ v["W"] + v["b"], 4, 1)
    kept = sigmoid(f + 1 + v["peephole_f"] * c) * c
    c = kept + sigmoid(i + v["peephole_i"] * c) * np.tanh(j)
    h = sigmoid(o + v["peephole_o"] * c) * np.tanh(c)
    return h, (h, c)


def gru_step(v, x, state):
    (h,) = state
    gates = sigmoid(np.concatenate([x, h], 1) @ v["W_gates"] + v["b_gates"])
    r, u = np.split(gates, 2, 1)
    new = np.tanh(np.concatenate([x, r * h], 1) @ v["W_candidate"] + v["b_candidate"])
    h = u * h + (1 - u) * new
    return h, (h,)


STEPS = {"rnn": (rnn_step, "b", 1, 1), "lstm": (lstm_step, "b", 4, 2)}
STEPS["gru"] = (gru_step, "b_candidate", 1, 1)


def unroll(cell, v, inputs, lengths):
    """Past a sequence's length its output is 0 and its state is kept."""
    step, bias, gates, states = STEPS[cell]
    hidden = v[bias].shape[0] // gates
    n = len(lengths)
    state = tuple(np.zeros((n, hidden), complex) for _ in range(states))
    outputs = []
    for t, x in enumerate(inputs):
        lives = (t < np.array(lengths))[:, None]
        h, new = step(v, x, state)
        outputs.append(np.where(lives, h, 0))
        state = tuple(np.where(lives, a, b) for a, b in zip(new, state))
    return np.stack(outputs, 1), state


def sequence(cell):
    def apply(v, attributes):
        inputs = np.moveaxis(v["x"], 1, 0)
        y, state = unroll(cell, v, inputs, attributes["lengths"])
        return {"y": y, **dict(zip(["final_h", "final_c"], state))}

    return apply


def repeat_decoder(cell):
    def apply(v, attributes):
        inputs = [v["z"]] * attributes["steps"]
        return {"y": unroll(cell, v, inputs, attributes["lengths"])[0]}

    return apply


OPERATIONS = {f.__name__: f for f in (batch_norm, conv, deconv, dense, leaky_relu, mae, mse)}
OPERATIONS["residual_block"] = residual_block
for kind in STEPS:
    OPERATIONS[f"sequence_{kind}"] = sequence(kind)
    OPERATIONS[f"repeat_decoder_{kind}"] = repeat_decoder(kind)


def packed(array):
    array = np.asarray(array).real
    return {"shape": list(array.shape), "data": array.ravel().tolist()}


def unpacked(tensor):
    return np.array(tensor["data"], complex).reshape(tensor["shape"])


def adam(file):
    a = file["attributes"]
    value = np.array(file["start"])
    first, second = np.zeros_like(value), np.zeros_like(value)
    after = []
    for t, gradient in enumerate(np.array(file["gradients"]), 1):
        first = a["beta1"] * first + (1 - a["beta1"]) * gradient
        second = a["beta2"] * second + (1 - a["beta2"]) * gradient**2
        rate = a["lr"] * np.sqrt(1 - a["beta2"] ** t) / (1 - a["beta1"] ** t)
        value = value - rate * first / (np.sqrt(second) + a["epsilon"])
        after.append(value.tolist())
    return {**file, "after_each_step": after}


def optimizer(file):
    """Adam with decoupled decay of what has two axes, clipped gradients and scheduled rates."""
    a = file["attributes"]
    values = {key: unpacked(tensor).real for key, tensor in file["start"].items()}
    first = {key: np.zeros_like(value) for key, value in values.items()}
    second = {key: np.zeros_like(value) for key, value in values.items()}
    norms, after = [], []
    for t, (factor, step) in enumerate(zip(a["rate_factors"], file["gradients"]), 1):
        gradients = {key: unpacked(tensor).real for key, tensor in step.items()}
        norms.append(math.sqrt(sum((g * g).sum() for g in gradients.values())))
        shrink = min(1, a["clip_norm"] / norms[-1]) if a["clip_norm"] else 1
        rate = a["lr"] * factor
        for key, value in values.items():
            gradient = shrink * gradients[key]
            first[key] = a["beta1"] * first[key] + (1 - a["beta1"]) * gradient
            second[key] = a["beta2"] * second[key] + (1 - a["beta2"]) * gradient**2
            corrected = rate * math.sqrt(1 - a["beta2"] ** t) / (1 - a["beta1"] ** t)
            move = corrected * first[key] / (np.sqrt(second[key]) + a["epsilon"])
            decay = a["weight_decay"] if value.ndim >= 2 else 0
            values[key] = value - move - rate * decay * value
        after.append({key: packed(value) for key, value in values.items()})
    return {**file, "norms": norms, "after_each_step": after}


def schedule(file):
    """Every batch's factor; the cosine is the C library's."""

    def factor(course, done, batches, epochs, warmup):
        if done < warmup * batches:
            return (done + 1) / (warmup * batches)
        if course == "cosine":
            share = (done - warmup * batches) / ((epochs - warmup) * batches)
            return 0.5 * (1 + math.cos(math.pi * share))
        drops = [0.5, 0.75] if course == "step" else []
        return math.prod(0.1 for drop in drops if done // batches >= drop * epochs)

    def factors(run):
        sizes = run["batches"], run["epochs"], run["warmup_epochs"]
        return [factor(run["schedule"], done, *sizes) for done in range(sizes[0] * sizes[1])]

    return {**file, "runs": [{**run, "factors": factors(run)} for run in file["runs"]]}


FORMS = {"adam": adam, "optimizer": optimizer, "schedule": schedule}


def compute(file):
    """The same file with outputs and gradients from its inputs."""
    if form := FORMS.get(file["name"].split("_")[0]):
        return form(file)
    name = max((n for n in OPERATIONS if file["name"].startswith(n)), key=len)
    inputs = {key: unpacked(tensor) for key, tensor in file["inputs"].items()}
    weights = {key: unpacked(tensor) for key, tensor in file["output_weights"].items()}
    attributes = dict(file["attributes"])

    def loss():
        outputs = OPERATIONS[name](inputs, dict(attributes))
        return sum((outputs[key] * weights[key]).sum() for key in weights)

    # What is only measured has none.
    if "gradients" not in file:
        made = OPERATIONS[name](inputs, attributes)
        return {**file, "outputs": {key: packed(made[key]) for key in file["outputs"]}}
    gradients = {}
    for key, array in inputs.items():
        gradient = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            array[index] += 1j * STEP
            gradient[index] = loss().imag / STEP
            array[index] = array[index].real
        gradients[key] = packed(gradient)
    outputs = OPERATIONS[name](inputs, attributes)
    kept = {key: packed(outputs[key]) for key in file["outputs"]}
    return {**file, "attributes": attributes, "outputs": kept, "gradients": gradients}


def drawn(file, seed):
    """The same file with other numbers where they are free."""
    random = np.random.default_rng([seed, *file["name"].encode()])

    def other(tensors, scale):
        return {k: packed(scale * random.normal(size=t["shape"])) for k, t in tensors.items()}

    if file["name"].startswith("schedule"):
        return file
    if file["name"].startswith("optimizer"):
        # Of other lengths, so that some are clipped and some are not.
        scales = [[1, 4, 0.4][i % 3] for i in range(len(file["gradients"]))]
        gradients = [other(*pair) for pair in zip(file["gradients"], scales)]
        return {**file, "start": other(file["start"], 1), "gradients": gradients}
    if file["name"] == "adam":
        size = len(file["start"])
        gradients = [random.normal(size=size).tolist() for _ in file["gradients"]]
        return {**file, "start": random.normal(size=size).tolist(), "gradients": gradients}

    weights = other(file["output_weights"], 1)
    return {**file, "inputs": other(file["inputs"], 0.7), "output_weights": weights}


def difference(left, right):
    """The largest difference of any two numbers, as a share of the larger one or of 1."""
    if isinstance(left, dict):
        return max((difference(left[k], right[k]) for k in left), default=0)
    if isinstance(left, list):
        if len(left) != len(right):
            return float("inf")
        return max((difference(a, b) for a, b in zip(left, right)), default=0)
    if left is None or isinstance(left, str):
        return 0 if left == right else float("inf")
    return abs(left - right) / max(1, abs(left))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true")
    what.add_argument("--write", action="store_true")
    what.add_argument("--draw", nargs=2, metavar=("SEED", "FOLDER"))
    options = parser.parse_args()
    worst = 0
    for path in sorted(HERE.glob("*.json")):
        file = json.loads(path.read_text())
        if options.draw:
            path = pathlib.Path(options.draw[1]) / path.name
            path.parent.mkdir(parents=True, exist_ok=True)
            file = drawn(file, int(options.draw[0]))
        made = compute(file)
        if options.check:
            worst = max(worst, found := difference(file, made))
            print(f"{path.name}: {found:.1e}")
        else:
            path.write_text(json.dumps(made))
    sys.exit(worst > 1e-9)


if __name__ == "__main__":
    main()
