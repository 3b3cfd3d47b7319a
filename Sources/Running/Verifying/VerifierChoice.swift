import Experiments

/// Which runs of a sweep are trained again.
package struct VerifierChoice {
  private let all: [RunResult]
  private let names: RunNames

  package init(_ results: SweepResults) {
    all = results.runs
    names = RunNames(
      all.map { RunName(sweep: results.sweep.name, label: $0.run.label, id: $0.run.id) },
      versions: Trainers.own.standard.allLabels)
  }

  /// The runs of labels or beginnings of ids (``RunNames``); without, so many of a sample; without,
  /// the quickest that was not verified yet.
  ///
  /// - Throws: ``Failure`` where a label names no run, or one that cannot be verified here.
  package func runs(labels: [String], sample: Int?) throws -> [RunResult] {
    if !labels.isEmpty { return try labels.map(find) }
    if able.isEmpty, let foreign {
      throw Failure.unknownRun("none of the runs can be checked: \(foreign)")
    }
    guard let sample else {
      let order = able.sorted { key($0, $0.seconds) < key($1, $1.seconds) }
      return Array(order.prefix(1))
    }
    // Ids are digests, so their order is a fair draw, and the same one every time.
    return Array(able.sorted { key($0, 0) < key($1, 0) }.prefix(sample))
  }

  /// Runs at their end that cannot be trained again here, in words; `nil` if there are none.
  package var foreign: String? {
    let others = all.filter { Self.isEnded($0) && !Self.isOfThisEngine($0) }
    guard !others.isEmpty else { return nil }
    let contracts = Set(others.compactMap { $0.run.configuration["engine"]?.integer }).sorted()
      .map(String.init)
    let labels = others.prefix(5).map(\.run.label).joined(separator: ", ")
    let rest = others.count > 5 ? " and \(others.count - 5) more" : ""
    let runs = others.count == 1 ? "1 run is" : "\(others.count) runs are"
    return "\(runs) of numeric contract \(contracts.joined(separator: ", ")), this processor has "
      + "\(Engine.contract) (\(Engine.instructionSet)): \(labels)\(rest)"
  }

  private var able: [RunResult] { all.filter { Self.isEnded($0) && Self.isOfThisEngine($0) } }

  private func key(_ run: RunResult, _ seconds: Double) -> (Int, Double, String) {
    (run.attested == nil ? 0 : 1, seconds, run.run.id)
  }

  private static func isEnded(_ run: RunResult) -> Bool {
    run.state == .finished || run.state == .diverged
  }

  private static func isOfThisEngine(_ run: RunResult) -> Bool {
    (run.run.configuration["engine"]?.integer ?? Engine.contract) == Engine.contract
  }

  private func find(_ text: String) throws -> RunResult {
    let run = all[try names.storedPlace(of: text)]
    guard Self.isEnded(run) else {
      throw Failure.unknownRun(
        "run \(text) is \(run.state); only runs that have ended can be verified")
    }
    guard Self.isOfThisEngine(run) else {
      throw Failure.unknownRun(
        "run \(text) is of numeric contract \(run.run.configuration["engine"]?.words ?? "?"), "
          + "this processor has "
          + "\(Engine.contract)")
    }
    return run
  }
}
