import Foundation
import Testing

/// What one worker takes that trains one run after another.
@Suite struct WorkerMemoryTests {
  @Test func aWorkerNeedsNoMoreForTheLastOfManyRunsThanForOne() throws {
    // Models of the paper's size on batches of its size, a few steps each.
    let program = try SweepProgram(
      spec: """
        {
          "name": "tiny",
          "dataset": { "sources": [{ "synthetic": { "sequences": 160, "seed": 0 } }] },
          "variants": ["rnn", "crnn", "resrnn"], "cells": ["rnn", "lstm", "gru"],
          "train": { "epochs": 1, "batch_size": 64 }
        }
        """)
    let started = try program.start("run", "tiny.json", "-j", "1")
    var peaks: [Int32: Int] = [:]
    started.wait {
      for worker in started.children {
        peaks[worker] = max(peaks[worker] ?? 0, Started.peakMemory(of: worker))
      }
      return false
    }
    #expect(try started.outcome().code == 0)
    #expect(peaks.count == 1)
    #expect(peaks.values.allSatisfy { (1..<150_000_000 / 1024).contains($0) }, "\(peaks) KiB")
  }
}
