import Experiments
import Foundation
import Running
import Scheduling
import Storage

/// Times a sweep of runs that hardly train, from the spec's text to the report.
struct OverheadBench {
  /// What it took.
  struct Timing: Encodable {
    let runs: Int
    let jobs: Int
    let seconds: Double
    let msPerRun: Double

    var text: String {
      let (total, each) = (
        String(format: "%.2f", seconds), String(format: "%.2f", msPerRun)
      )
      return "\(runs) runs, \(jobs) at a time: \(total) s, \(each) ms a run\n"
    }
  }

  let runs: Int
  let slots: Int

  /// Runs the sweep in a folder, or in a temporary one that goes again.
  ///
  /// - Throws: ``Failure`` where a run did not finish, and whatever a sweep throws.
  func time(in folder: String?) async throws -> Timing {
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "sweep-overhead-\(UUID().uuidString)").path
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: temporary) } }
    let places = Self.places(in: folder ?? temporary)
    try refuseUsed(places)
    let watch = try SignalWatch()
    let start = Clock.seconds()
    try await carryOut(places, watch)
    let seconds = Clock.seconds() - start
    watch.cancel()
    try check(places)
    return Timing(
      runs: runs, jobs: slots, seconds: seconds, msPerRun: 1000 * seconds / Double(runs))
  }

  // Every place is named, so that no variable of the environment leads elsewhere.
  private static func places(in folder: String) -> SavePlaces {
    SavePlaces(
      saveFolder: AbsolutePath.of(folder), filesFolder: AbsolutePath.of(folder),
      storePath: "\(folder)/results.sqlite",
      reportsFolder: URL(fileURLWithPath: "\(folder)/reports"), warn: Console.say)
  }

  private func refuseUsed(_ places: SavePlaces) throws {
    guard places.mayHaveStore else { return }
    throw Failure(
      .input, "\(places.storePath) exists already: equal runs would not be run again",
      safe: "nothing was changed", next: "name a new folder with --save DIR")
  }

  private func carryOut(_ places: SavePlaces, _ watch: SignalWatch) async throws {
    let spec = try SweepSpec.decode(
      Array(spec.utf8), file: "the benchmark's spec", trainers: .own)
    let prepared = try PreparedSweep(
      spec, on: DataChoice(of: spec, folder: places.saveFolder), maxRuns: .max,
      file: "the benchmark's spec")
    try await SweepRun(
      prepared, places,
      RunOptions.parse(["--jobs", "\(slots)", "--values-only"])
        .settings(from: Clock.seconds(), StoreOptions.parse([])),
      OutputOptions.parse(["--quiet"]).voice
    ).carryOut(watch)
  }

  private func check(_ places: SavePlaces) throws {
    let store = try places.openForReading()
    defer { try? store.close() }
    let finished = try store.sweeps().map { $0.counts[.finished] ?? 0 }.reduce(0, +)
    guard finished == runs else {
      throw Failure(
        .runsFailed, "\(finished) of \(runs) runs were finished", safe: "nothing else was changed",
        next: "the same command with --save DIR, then: sweep ls --save DIR")
    }
  }

  private var spec: String {
    """
    {
      "name": "overhead",
      "dataset": { "sources": [{ "synthetic": { "sequences": 40, "seed": 0 } }] },
      "variants": ["rnn"], "cells": ["rnn"], "seeds": \(Array(0..<runs)),
      "model": { "hidden": 4 },
      "train": { "epochs": 1, "batch_size": 8, "figure_epochs": [] }
    }
    """
  }
}
