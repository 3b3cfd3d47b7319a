import Foundation
import TestSupport
import Testing

/// What one worker takes that trains one run after another.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct WorkerMemoryTests {
  /// Models of the paper's size on batches of its size, a few steps each.
  private static let spec = """
    {
      "name": "tiny",
      "dataset": { "sources": [{ "synthetic": { "sequences": 160, "seed": 0 } }] },
      "variants": ["rnn", "crnn", "resrnn"], "cells": ["rnn", "lstm", "gru"],
      "train": { "epochs": 1, "batch_size": 64 }
    }
    """

  /// The system refuses the worker more than this, so nothing need be looked at in time.
  private static let kilobytes = 110 << 10

  @Test(arguments: [["--set", #"cells=["lstm"]"#, "--set", #"variants=["resrnn"]"#], []])
  func aWorkerNeedsNoMoreForNineRunsThanForTheLargestOfThem(_ settings: [String]) throws {
    let program = try SweepProgram(spec: Self.spec)
    let outcome = try program.run(
      ["run", "tiny.json", "-j", "1", "-q", "--retries", "0"] + settings,
      kilobytes: Self.kilobytes, seconds: 3600)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
