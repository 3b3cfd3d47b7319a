"""The time of a training step of the ten autoencoders in PyTorch, on one thread.

What `sweep bench step` times, said in PyTorch: the same layers, batches of 64, mean squared error
over the padded batch, Adam. Where the two could differ, what is faster in PyTorch on a processor was
taken: channels first, padded batches with a mask instead of packed ones, its own recurrent layers
and fused Adam. So its LSTM has no peepholes, and embeds the hidden state.

    python3 torch_step.py --data letters.mat --variants cgru_ae,cnn_ae

`sweep data make -o letters.mat` makes such a file. Prints a line of JSON for each variant.
Needs: pip install torch numpy
"""

import argparse
import json
import statistics
import time

import numpy
import torch
from torch import nn

import letters

HIDDEN, LATENT = 128, 64
BATCH, WARM_UPS = 64, 3
STEPS_OF_CNN = 176
CELLS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
VARIANTS = [
    "cnn_ae", "rnn_ae", "lstm_ae", "gru_ae", "crnn_ae", "clstm_ae", "cgru_ae", "resrnn_ae",
    "reslstm_ae", "resgru_ae",
]


def norm(kind, channels):
    """Batch normalisation with the experiment's settings, and the leaky ReLU after it."""
    return [kind(channels, eps=1e-3, momentum=1e-3), nn.LeakyReLU(0.2)]


def norm2d(channels):
    return norm(nn.BatchNorm2d, channels)


def norm1d(width):
    return norm(nn.BatchNorm1d, width)


def halving(inputs, outputs, height, width=1):
    """A convolution of stride two; of its `height - 2` rows of padding the smaller half is first."""
    before = (height - 2) // 2
    return [
        nn.ZeroPad2d((0, 0, before, height - 2 - before)),
        nn.Conv2d(inputs, outputs, (height, width), (2, width)),
    ]


class Doubling(nn.ConvTranspose2d):
    """A transposed convolution of stride two, as the gradient of `halving` is one."""

    def __init__(self, inputs, outputs, height, width=1):
        super().__init__(
            inputs, outputs, (height, width), (2, width), padding=((height - 2) // 2, 0))

    def forward(self, x):
        return super().forward(x)[:, :, : 2 * x.shape[2]]


def encoder(height):
    """[N, 1, T, 2] to [N, 64, T/8, 1]."""
    return nn.Sequential(
        *halving(1, 16, height), nn.LeakyReLU(0.2), *halving(16, 32, height), *norm2d(32),
        *halving(32, 64, height, 2), *norm2d(64))


def decoder(channels, height, normalises_last):
    """[N, channels, T/8, 1] to [N, 1, T, 2]."""
    return nn.Sequential(
        Doubling(channels, 64, height, 2), *norm2d(64), Doubling(64, 32, height), *norm2d(32),
        Doubling(32, 16, height), *(norm2d(16) if normalises_last else []),
        nn.Conv2d(16, 1, (9, 1), padding=(4, 0)))


class Residual(nn.Module):
    """relu(x + two convolutions of height nine), whose ends are reflected."""

    def __init__(self, channels):
        super().__init__()

        def convolution():
            return [
                nn.ReflectionPad2d((0, 0, 4, 4)), nn.Conv2d(channels, channels, (9, 1)),
                nn.BatchNorm2d(channels, eps=1e-3, momentum=1e-3),
            ]

        self.path = nn.Sequential(*convolution(), nn.ReLU(), *convolution())

    def forward(self, x):
        return torch.relu(x + self.path(x))


class Bottleneck(nn.Module):
    """A recurrent layer, its state after each sequence's own last step as the embedding, and a
    recurrent layer that has the embedding as its input at every step: [N, T, inputs] to
    [N, T, HIDDEN], zero past a sequence's end."""

    def __init__(self, cell, inputs):
        super().__init__()
        self.reader = CELLS[cell](inputs, HIDDEN, batch_first=True)
        self.latent = nn.Linear(HIDDEN, LATENT)
        self.writer = CELLS[cell](LATENT, HIDDEN, batch_first=True)

    def forward(self, x, lengths):
        states, _ = self.reader(x)
        embedding = self.latent(states[torch.arange(len(lengths)), lengths - 1])
        steps = x.shape[1]
        written, _ = self.writer(embedding.unsqueeze(1).expand(-1, steps, -1))
        return written * (torch.arange(steps) < lengths[:, None]).unsqueeze(2)


class Recurrent(nn.Module):
    """The rnn family: over single time steps."""

    def __init__(self, cell):
        super().__init__()
        self.embedding = nn.Linear(2, HIDDEN)
        self.bottleneck = Bottleneck(cell, HIDDEN)
        self.output = nn.Linear(HIDDEN, 2)

    def forward(self, x, lengths):
        return self.output(self.bottleneck(self.embedding(x), lengths))


class ConvolutionalRecurrent(nn.Module):
    """The crnn and resrnn families: convolutions around the recurrence, an eighth of the steps."""

    def __init__(self, cell, height, residuals):
        super().__init__()
        self.encoder = nn.Sequential(encoder(height), *(Residual(64) for _ in range(residuals)))
        self.bottleneck = Bottleneck(cell, 64)
        self.decoder = decoder(HIDDEN, height, True)

    def forward(self, x, lengths):
        features = self.encoder(x.unsqueeze(1)).squeeze(3).transpose(1, 2)
        written = self.bottleneck(features, lengths // 8)
        return self.decoder(written.transpose(1, 2).unsqueeze(3)).squeeze(1)


class Convolutional(nn.Module):
    """cnn: convolutions and dense layers."""

    def __init__(self):
        super().__init__()
        rows = STEPS_OF_CNN // 8
        self.layers = nn.Sequential(
            encoder(9), nn.Flatten(), nn.Linear(64 * rows, 256), *norm1d(256), nn.Linear(256, 128),
            nn.Linear(128, 256), nn.LeakyReLU(0.2), nn.Linear(256, 64 * rows), *norm1d(64 * rows),
            nn.Unflatten(1, (64, rows, 1)), decoder(64, 9, False))

    def forward(self, x, lengths):
        return self.layers(x.unsqueeze(1)).squeeze(1)


def make(variant):
    """A variant's model, its weights as large as the experiment's at the start."""
    if variant == "cnn_ae":
        model = Convolutional()
    elif variant.startswith("res"):
        model = ConvolutionalRecurrent(variant[3:-3], 5, 3)
    elif variant.startswith("c"):
        model = ConvolutionalRecurrent(variant[1:-3], 9, 0)
    else:
        model = Recurrent(variant[:-3])
    for name, values in model.named_parameters():
        if "weight_ih" in name or "weight_hh" in name:
            nn.init.xavier_uniform_(values)
        elif values.dim() > 1:
            nn.init.normal_(values, std=0.02)
    return model


def batches(sequences, order, steps=None):
    """Full batches in an order, padded with zeros to their longest sequence or to `steps`."""
    found = []
    for first in range(0, len(order) - BATCH + 1, BATCH):
        chosen = [sequences[index][:steps] for index in order[first : first + BATCH]]
        padded = numpy.zeros((BATCH, steps or max(map(len, chosen)), 2), numpy.float32)
        for row, sequence in zip(padded, chosen):
            row[: len(sequence)] = sequence
        found.append((torch.from_numpy(padded), torch.tensor([len(one) for one in chosen])))
    return found


def time_step(variant, sequences, order, steps):
    """The median of so many training steps, in milliseconds of this process."""
    torch.manual_seed(0)
    model = make(variant)
    adam = torch.optim.Adam(model.parameters(), lr=2e-4, fused=True)
    data = batches(sequences, order, STEPS_OF_CNN if variant == "cnn_ae" else None)
    times = []
    for step in range(WARM_UPS + steps):
        x, lengths = data[step % len(data)]
        start = time.process_time()
        adam.zero_grad(set_to_none=True)
        loss = ((model(x, lengths) - x) ** 2).mean()
        loss.backward()
        adam.step()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times[WARM_UPS:])


def prepare():
    """One thread, and numbers too small for single precision are zero, as in `sweep`'s workers."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", required=True, help="a MATLAB file")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--steps", type=int, default=20, help="steps that are timed")
    options = parser.parse_args()
    prepare()
    sequences = letters.trajectories(options.data)
    # Letters mixed, as batch normalisation wants them.
    order = numpy.random.default_rng(0).permutation(len(sequences))
    for variant in options.variants.split(","):
        milliseconds = time_step(variant, sequences, order, options.steps)
        line = {"variant": variant, "step_ms": round(milliseconds, 2), "torch": torch.__version__}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
