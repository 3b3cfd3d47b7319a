import Foundation

extension Scene {
  /// Goes on with the sweep to its end and checks all that must hold then.
  ///
  /// - Parameters:
  ///   - before: How far the runs were.
  ///   - mayFailOnce: Whether runs may have failed for good: then it is gone on with once more.
  ///   - mayRework: Whether checkpoints may be of no use any more.
  func settle(
    since before: Progress? = nil, mayFailOnce: Bool = false, mayRework: Bool = false
  ) throws -> [Violation] {
    let before = mayRework ? nil : try before ?? Progress(of: self)
    var ended = try resume()
    if mayFailOnce, ended.exit == .code(1) { ended = try resume() }
    guard ended.exit == .code(0) else {
      let how = ended.exit.map { "\($0)" } ?? "no end"
      return [Violation(.honesty, "going on ended with \(how): \(ended.said.suffix(600))")]
    }
    return try finalViolations(since: before)
  }

  private func resume() throws -> Ended { try run(sweepArguments + ["-j", "2"]) }

  /// All that must hold once the sweep has ended.
  func finalViolations(since before: Progress? = nil) throws -> [Violation] {
    var found = try Snapshot(of: self).violations(against: bench.golden(workload))
    if let before {
      found += try Progress(of: self).violations(since: before, acknowledged: acknowledged)
    }
    guard let store = try StoreCopy(self.store) else { return found }
    found += try store.violations()
    let running = try store.rows("SELECT id FROM runs WHERE state = 'running'")
    found += running.map { Violation(.soundStore, "\($0) is running, says the store") }
    return try found + wrongFiles(store) + leftovers() + sentinelViolations + orphans()
  }

  /// Files that are not what the store says.
  private func wrongFiles(_ store: StoreCopy) throws -> [Violation] {
    let digests = try Snapshot.digests(in: "\(folder)/save")
    return try store.values("SELECT file, sha256 FROM checkpoints").filter { digests[$0] != $1 }
      .keys.sorted()
      .map { Violation(.files, "\($0) is not what the store says") }
  }

  /// Temporary files.
  private func leftovers() -> [Violation] {
    ["save", "reports"].flatMap { place in
      let paths = (try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(place)")) ?? []
      return paths.filter(Self.isTemporary).sorted().map {
        Violation(.files, "\(place)/\($0) is left over")
      }
    }
  }

  private static func isTemporary(_ path: String) -> Bool {
    if path.contains(Snapshot.ofAttempts) { return false }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasPrefix(".") || name.hasSuffix(".tmp") || name.contains("nosync")
  }

  /// Processes that have outlived their parent by five seconds, or for good.
  func orphans() -> [Violation] {
    let seconds = bench.judgesTime ? 5 : Child.patience
    return ProcessTable.waitUntilGone(token, seconds: seconds).map {
      Violation(.noOrphans, "process \($0) is left")
    }
  }
}
