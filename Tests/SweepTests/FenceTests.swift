import Experiments
import Foundation
import GRDB
import Letters
import Reports
import TestSupport
import Testing

/// What no redesign may change: ids of runs, bytes of pages and pictures, rows of the views, bits of
/// checkpoints. Held against what version 0.1.0 gave.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct FenceTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  @Test(arguments: [("paper", 10), ("paper-seeds", 50)])
  func everyRunOfAShippedSpecKeepsItsId(_ name: String, _ count: Int) throws {
    let file = Self.package.appending(path: "reports/\(name)/results.jsonl")
    let results = try ResultsFile.decode(
      [UInt8](Data(contentsOf: file)), file: name, trainers: .letters)
    let spec = try SweepSpec.decode(
      [UInt8](Data(contentsOf: Self.package.appending(path: "experiments/\(name).json"))),
      file: name, trainers: .letters)
    let dataset = try #require(results.sweep.dataset)
    let plan = try Plan(
      spec, name: spec.name,
      dataset: DatasetIdentity(
        fingerprint: dataset.fingerprint, splitSeed: spec.splitSeed),
      engine: 1)
    #expect(plan.runs.map(\.id) == results.runs.map(\.run.id))
    #expect(plan.runs.map(\.label) == results.runs.map(\.run.label))
    #expect(plan.runs.count == count)
  }

  @Test(arguments: ["paper", "paper-seeds"])
  func committedPagesAndPicturesFollowFromTheirResults(_ name: String) throws {
    let results = Self.package.appending(path: "reports/\(name)/results.jsonl").path
    let outcome = try SweepProgram().run("report", results, "--check")
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  /// The committed tiny sweep, as version 0.1.0 ran it.
  private struct Tiny: Decodable, Equatable {
    let checkpoints: [String]
    let epochMetrics: [String]
    let figures: [String]
    let runResults: [String]

    enum CodingKeys: String, CodingKey {
      case checkpoints, figures
      case epochMetrics = "epoch_metrics"
      case runResults = "run_results"
    }
  }

  @Test(.enabled(if: SweepProgram.hasUsualValues, "no fused multiply-adds: other runs"))
  func theTinySweepGivesTheSameRowsCheckpointsAndPictures() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let known = try JSONDecoder().decode(
      Tiny.self, from: Data(contentsOf: folder.appending(path: "Fixtures/fence/tiny.json")))
    let spec = try Data(contentsOf: Self.package.appending(path: "experiments/tiny.json"))
    let program = try SweepProgram(spec: String(decoding: spec, as: UTF8.self))
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let found = try found(program)
    #expect(found.checkpoints == known.checkpoints)
    #expect(found.epochMetrics == known.epochMetrics)
    #expect(found.runResults == known.runResults)
    #expect(found.figures == known.figures)
  }

  private func found(_ program: SweepProgram) throws -> Tiny {
    let store = program.folder.appending(path: "save/results.sqlite").path
    let queue = try DatabaseQueue(path: store)
    defer { try? queue.close() }
    let figures = try program.files(in: "save", ending: [".png"]).sorted { $0.key < $1.key }
    return Tiny(
      checkpoints: try rows(
        queue,
        """
        SELECT r.id, epoch, batch, sha256, bytes FROM checkpoints JOIN runs r ON r.number = run
        ORDER BY 1, 2, 3
        """),
      epochMetrics: try rows(
        queue, "SELECT run_id, epoch, name, kind, bits FROM epoch_metrics ORDER BY 1, 2, 3"),
      figures: figures.map { path, bytes in
        "\(path)|\(Checkpoint(epoch: 0, batch: 0, file: "", contents: [UInt8](bytes)).sha256)"
      },
      runResults: try rows(
        queue,
        """
        SELECT sweep, run_id, label, family, cell, seed, configuration, state, epochs,
          printf('%!.17g', train_mse), printf('%!.17g', test_mse),
          printf('%!.17g', train_mse_running), printf('%!.17g', test_mse_running), failure
        FROM run_results ORDER BY 2
        """))
  }

  private func rows(_ queue: DatabaseQueue, _ sql: String) throws -> [String] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : "\($0.storage.value ?? "")" }
          .joined(separator: "|")
      }
    }
  }
}
