import Crypto
import Foundation

/// All of a finished sweep that may not depend on what happened on the way.
///
/// Left out: times, hosts, numbers of attempts, logs; of the report, the parts that tell them.
struct Snapshot: Equatable, Sendable {
  /// Rows of the store, sorted.
  let rows: [String]
  /// SHA-256 of each file by path.
  let files: [String: String]
  /// The report's table of results.
  let table: [String]

  /// Looks at a scene whose sweep has ended.
  init(of scene: Scene) throws {
    guard let store = try StoreCopy(scene.store) else { throw HarnessError("there is no store") }
    rows = try Self.queries.flatMap { try store.rows($0) }.sorted()
    let saved = try Self.digests(in: "\(scene.folder)/save").filter { !Self.isRecord($0.key) }
    let report = "\(scene.folder)/reports/\(scene.workload.name)"
    let figures = try Self.digests(in: "\(report)/figures")
    files = Dictionary(
      uniqueKeysWithValues: saved.map { ("save/\($0)", $1) }
        + figures.map { ("reports/figures/\($0)", $1) })
    table = try Self.table(of: "\(report)/report.md")
  }

  private static let queries = [
    """
    SELECT 'run', run_id, label, family, cell, seed, configuration, state, epochs, train_mse,
      test_mse, train_mse_running, test_mse_running, failure FROM run_results
    """,
    "SELECT 'metric', run_id, epoch, name, kind, bits FROM epoch_metrics",
    """
    SELECT 'checkpoint', file, r.id, epoch, batch, sha256, bytes
    FROM checkpoints JOIN runs r ON r.number = run
    """,
    """
    SELECT 'reconstruction', r.id, epoch, hex(panels)
    FROM reconstructions JOIN runs r ON r.number = run
    """,
    """
    SELECT 'artifact', r.id, step, name, artifacts.kind, file, hex(content)
    FROM artifacts JOIN runs r ON r.number = run
    """,
    "SELECT 'truth', fingerprint, split_seed, batch_size, hex(panels) FROM ground_truths",
  ]

  /// What tells of the way: the store itself, its lock, runs' logs, folders of programs' attempts.
  private static func isRecord(_ path: String) -> Bool {
    path.hasPrefix("results.sqlite") || path.hasSuffix("/log.txt")
      || path.contains(Self.ofAttempts)
  }

  /// What the paths of files have that a program wrote in an attempt.
  static let ofAttempts = "/attempt_"

  private static func table(of report: String) throws -> [String] {
    let lines = try String(contentsOfFile: report, encoding: .utf8).components(separatedBy: "\n")
    let section = lines.drop { $0 != "## Results" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    return section.filter { $0.hasPrefix("|") }
  }

  /// SHA-256 of every file below a folder, by path relative to it.
  static func digests(in folder: String) throws -> [String: String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    var found: [String: String] = [:]
    for path in paths {
      var status = stat()
      guard lstat("\(folder)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
      found[path] = hexadecimal(SHA256.hash(data: data))
    }
    return found
  }

  /// Bytes as digits.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Snapshot {
  /// In what it differs from what it should be.
  func violations(against golden: Snapshot) -> [Violation] {
    let missing = Set(golden.rows).subtracting(rows).sorted()
    let extra = Set(rows).subtracting(golden.rows).sorted()
    var found = missing.prefix(3).map { "the store lacks \($0.prefix(200))" }
    found += extra.prefix(3).map { "the store has, too many: \($0.prefix(200))" }
    if missing.isEmpty && extra.isEmpty && rows != golden.rows { found.append("rows come twice") }
    for (path, digest) in golden.files.sorted(by: { $0.key < $1.key }) where files[path] != digest {
      found.append(files[path] == nil ? "\(path) is missing" : "\(path) has other bytes")
    }
    if table != golden.table { found.append("the report's table is another one") }
    return found.map { Violation(.equality, $0) }
      + Set(files.keys).subtracting(golden.files.keys).sorted().map {
        Violation(.files, "\($0) is left over")
      }
  }
}
