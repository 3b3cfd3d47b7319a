import Foundation
import TestSupport
import Testing

@testable import Datasets

/// The real file, where there is one.
private let realDataPath = ProcessInfo.processInfo.environment["SWEEP_DATA"]
  .flatMap { $0.isEmpty ? nil : $0 }

/// Runs where the environment variable `SWEEP_DATA` names the real file, which is not ours to ship.
@Suite(
  .timeLimit(.minutes(60)),
  .enabled(
    if: realDataPath != nil,
    "set SWEEP_DATA to the path of mixoutALL_shifted.mat to run these"))
struct RealDataTests {
  @Test func theFileGivesThePublishedCountsLengthsAndScale() throws {
    let set = try load()
    let lengths = set.trajectories.map(\.length)
    #expect(set.trajectories.count == 2858)
    #expect(Set(set.labels).sorted() == RawDataset.letters)
    #expect(lengths.min() == 56)
    #expect(lengths.max() == 176)
    #expect(abs(Double(lengths.reduce(0, +)) / 2858 - 116.5) < 0.05)
    let squares = set.trajectories.map { $0.values.reduce(0) { $0 + Double($1 * $1) } }
    let padded = squares.reduce(0, +) / (2858 * 2 * 176)
    let own = zip(squares, lengths).map { $0 / Double(2 * $1) }.reduce(0, +) / 2858
    #expect(abs(padded - 282) < 0.5)
    #expect(abs(own - 418) < 0.5)
  }

  @Test func theSplitHasThePublishedSizes() throws {
    let split = Split.make(labels: try load().labels, seed: 0)
    #expect(split.train.count == 2277)
    #expect(split.test.count == 581)
  }

  @Test func readingTakesNoLongerThanWriting() throws {
    let path = try #require(realDataPath)
    var dataset = try RawDataset.load(path: path)
    let reading = try (0..<3).map { _ in
      try processorSeconds { dataset = try RawDataset.load(path: path) }
    }
    let writing = try (0..<3).map { _ in
      try processorSeconds { _ = try dataset.matlabBytes() }
    }
    #expect(try #require(reading.min()) < 2 * (try #require(writing.min())))
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let path = try #require(realDataPath)
    let dataset = try RawDataset.load(path: path)
    #expect(try Samples.read(try dataset.matlabBytes()).sequences == dataset.sequences)
  }

  private func load() throws -> TrajectorySet {
    try TrajectorySet.load(path: try #require(realDataPath))
  }
}
