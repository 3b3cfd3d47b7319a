"""Tells noisy digits apart by softmax regression: a small program to sweep over.

It needs nothing but Python, makes its data itself, and uses sweep by three lines of output:
metrics after each epoch, a checkpoint to go on from, and a picture at the end. Run by hand it works
the same: python3 experiments/digits.py --lr 0.1 --optimizer sgd --epochs 20
"""

import argparse
import json
import math
import os
import random
import struct
import zlib

# Five columns by seven rows, as on a dot-matrix display.
GLYPHS = [
    "01110 10001 10011 10101 11001 10001 01110", "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111", "11111 00010 00100 00010 00001 10001 01110",
    "00010 00110 01010 10010 11111 00010 00010", "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110", "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110", "01110 10001 10001 01111 00001 00010 01100",
]
PIXELS, CLASSES = 35, 10


def make(count, draw):
    """Noisy images with their digits."""
    images = []
    for index in range(count):
        digit = index % CLASSES
        pixels = [float(c) for c in GLYPHS[digit].replace(" ", "")]
        images.append(([p + draw.gauss(0, 0.9) for p in pixels] + [1.0], digit))
    draw.shuffle(images)
    return images


def probabilities(weights, image):
    scores = [sum(w * x for w, x in zip(row, image)) for row in weights]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def evaluate(weights, images):
    """Share of right answers, mean loss, and how often each digit is taken for each."""
    right, loss, table = 0, 0.0, [[0] * CLASSES for _ in range(CLASSES)]
    for image, digit in images:
        found = probabilities(weights, image)
        best = found.index(max(found))
        right += best == digit
        loss -= math.log(max(found[digit], 1e-12))
        table[digit][best] += 1
    return right / len(images), loss / len(images), table


def step(weights, moments, images, options, count):
    """One pass over a batch."""
    gradient = [[0.0] * (PIXELS + 1) for _ in range(CLASSES)]
    for image, digit in images:
        found = probabilities(weights, image)
        for c in range(CLASSES):
            error = (found[c] - (c == digit)) / len(images)
            gradient[c] = [g + error * x for g, x in zip(gradient[c], image)]
    for c in range(CLASSES):
        for p in range(PIXELS + 1):
            g = gradient[c][p]
            if options.optimizer == "adam":
                first, second = moments[0][c], moments[1][c]
                first[p] = 0.9 * first[p] + 0.1 * g
                second[p] = 0.999 * second[p] + 0.001 * g * g
                g = first[p] / (1 - 0.9**count) / (math.sqrt(second[p] / (1 - 0.999**count)) + 1e-8)
            weights[c][p] -= options.lr * g


def png(table, scale=16):
    """The confusion matrix as a grey picture."""
    most = max(max(row) for row in table) or 1
    rows = b""
    for row in table:
        line = b"\0" + b"".join(bytes([255 - 255 * n // most]) * scale for n in row)
        rows += line * scale

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", CLASSES * scale, CLASSES * scale, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def say(**message):
    """A line that sweep takes; anything else that is printed goes to the run's log."""
    print(json.dumps(message), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--optimizer", choices=["sgd", "adam"], default="sgd")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--log-every", type=int, default=5)
    options = parser.parse_args()
    folder = os.environ.get("SWEEP_FOLDER", ".")
    seed = int(os.environ.get("SWEEP_SEED", "0"))

    data = random.Random(0)
    train, test = make(300, data), make(300, data)
    zeros = lambda: [[0.0] * (PIXELS + 1) for _ in range(CLASSES)]
    start, count, weights, moments = 0, 0, zeros(), [zeros(), zeros()]
    if os.environ.get("SWEEP_CHECKPOINT"):
        with open(os.environ["SWEEP_CHECKPOINT"]) as file:
            start, count, weights, moments = json.load(file)

    for epoch in range(start + 1, options.epochs + 1):
        # Drawn from seed and epoch alone: so a run that goes on sees what it would have seen.
        order = random.Random(f"{seed} {epoch}").sample(train, len(train))
        for first in range(0, len(order), 20):
            count += 1
            step(weights, moments, order[first:first + 20], options, count)
        accuracy, loss, table = evaluate(weights, test)
        say(step=epoch, metrics={"accuracy": accuracy, "loss": loss})
        if epoch % options.log_every == 0:
            print(f"epoch {epoch}: accuracy {accuracy:.3f}, loss {loss:.4f}")
        if epoch % 5 == 0 or epoch == options.epochs:
            with open(os.path.join(folder, f"epoch_{epoch}.json"), "w") as file:
                json.dump([epoch, count, weights, moments], file)
            say(step=epoch, checkpoint=f"epoch_{epoch}.json")
    with open(os.path.join(folder, "confusion.png"), "wb") as file:
        file.write(png(evaluate(weights, test)[2]))
    say(step=options.epochs, artifact="confusion.png", name="confusion")


if __name__ == "__main__":
    main()
