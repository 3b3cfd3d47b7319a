import Experiments
import Foundation
import Letters
import Running
import Storage

/// How long plan, status and resume of a sweep of so many runs take, half of them finished.
struct StoreTimes {
  /// From the spec's text to all runs and their ids, in seconds of a core.
  let plan: Double
  /// What `status` reads.
  let status: Double
  /// From the store to what is to be done about each run.
  let resume: Double

  /// Makes a store in a folder, and times.
  init(runs: Int, folder: String) throws {
    let text = Self.text(runs)
    let spec = try Self.decode(text)
    let prepared = try PreparedSweep(
      spec, on: DataChoice(of: spec, folder: "/"), maxRuns: .max, file: "the benchmark's spec")
    plan = try ScalingBench.best {
      _ = try Plan(Self.decode(text), of: prepared.record, maxRuns: .max, file: "")
    }
    let path = "\(folder)/results.sqlite"
    try Self.fill(path, prepared)
    let store = try ResultStore.openForReading(path, trainers: .own)
    defer { try? store.close() }
    status = try ScalingBench.best { _ = try store.status() }
    resume = try ScalingBench.best {
      _ = try PlannedSweep(prepared, try store.progress(), rerun: [], slots: 1)
    }
  }

  private static func decode(_ text: String) throws -> SweepSpec {
    try SweepSpec.decode(Array(text.utf8), file: "the benchmark's spec", trainers: .own)
  }

  private static func text(_ runs: Int) -> String {
    """
    {
      "name": "scaling",
      "dataset": { "sources": [{ "synthetic": { "sequences": 40, "seed": 0 } }] },
      "variants": ["rnn"], "cells": ["gru"], "seeds": \(Array(0..<runs)),
      "train": { "epochs": 1, "batch_size": 8 }
    }
    """
  }

  private static func fill(_ path: String, _ prepared: PreparedSweep) throws {
    let store = try ResultStore.openForWriting(path, spec: "scaling", trainers: .own) { Date() }
    defer { try? store.close() }
    try store.register(prepared.record, runs: prepared.plan.runs)
    let environment = Environment.current()
    let events = prepared.plan.runs.enumerated().filter { $0.offset % 2 == 0 }.flatMap {
      _, run in
      Self.events(of: run, environment).map { (run: run.id, event: $0, willRetry: false) }
    }
    try store.record(events)
  }

  private static func events(of run: Run, _ environment: Environment) -> [RunEvent] {
    [
      .started(epoch: 0, batch: 0, environment: environment),
      .metrics(epoch: 1, [Metric(.trainMSE, 1), Metric(.testMSE, 2)]),
      .cost(coreSeconds: 0.01), .ended(.finished(seconds: 0.01, sequences: 32)),
    ]
  }
}
