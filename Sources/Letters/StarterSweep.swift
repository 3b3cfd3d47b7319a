/// A spec to start from: three small runs on synthetic letters, which need no data file.
public enum StarterSweep {
  /// The members of the spec but its name and its schema, as JSON, a line each.
  public static let members = """
    "dataset": { "sources": [{ "synthetic": { "sequences": 200, "seed": 0 } }] },
    "variants": ["cnn", "rnn"],
    "cells": ["lstm", "gru"],
    "seeds": [0],
    "train": { "epochs": 10, "learning_rate": 1e-3, "figure_epochs": [0, 10], "evaluate_every": 5 }
    """
}
