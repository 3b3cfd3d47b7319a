import Experiments

/// What was run and how far it came; what a reader must know first stands first.
struct SummarySection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    [.heading(level: 1, "Sweep \(results.sweep.name)")]
      + warnings(results).map { .paragraph([.strong($0.title), .text($0.text)]) }
      + [.text(about(results)), .text(state(results))]
  }

  private func warnings(_ results: SweepResults) -> [(title: String, text: String)] {
    var warnings: [(String, String)] = []
    if results.sweep.dataset?.isSynthetic == true {
      warnings.append(("Synthetic data.", " The numbers do not compare with published ones."))
    }
    let missing = results.runs.count - results.count(.finished) - results.count(.diverged)
    if missing > 0 {
      let share = "\(missing) of \(Self.runs(results.runs.count)) did not get to the end"
      warnings.append(("Partial.", " \(share); what is below is what there is so far."))
    }
    let engines = Set(results.runs.compactMap { $0.run.configuration["engine"]?.integer }).sorted()
    if engines.count > 1 {
      let names = engines.map { "\($0)" }.joined(separator: ", ")
      warnings.append(("Several engines.", " Runs of engines \(names) do not compare bit for bit."))
    }
    let again =
      results.sweep.program == nil ? "Trained again, other bits" : "Run again, other values"
    let contradicted = results.runs.filter { $0.attested == false }.map(\.run.label)
    if !contradicted.isEmpty {
      let names = contradicted.prefix(5).joined(separator: ", ")
      let rest = contradicted.count > 5 ? " and \(contradicted.count - 5) more" : ""
      warnings.append(("Not reproduced.", " \(again) came out: \(names)\(rest)."))
    }
    return warnings
  }

  private func about(_ results: SweepResults) -> String {
    let runs = Self.runs(results.runs.count)
    guard let data = results.sweep.dataset else {
      return "\(runs) of \(Commands.program(of: results) ?? "a program")."
    }
    return "\(runs) on \(data.name) "
      + "(\(data.sequences) sequences: \(data.train) to train on, \(data.test) to test on)."
  }

  private func state(_ results: SweepResults) -> String {
    let total = results.runs.count
    let others = RunState.allCases.filter { $0 != .finished && results.count($0) > 0 }
      .map { "\(results.count($0)) \($0.rawValue)" }
    let rest = others.isEmpty ? "" : "; " + others.joined(separator: ", ")
    return "\(results.count(.finished)) of \(Self.runs(total)) finished\(rest)."
  }

  private static func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(count) runs" }
}

extension SweepResults {
  /// How many runs are in a state.
  func count(_ state: RunState) -> Int {
    runs.reduce(0) { $0 + ($1.state == state ? 1 : 0) }
  }
}
