import Experiments

/// What each run cost.
struct CostSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.runs.filter { $0.attempts > 0 }
    guard !runs.isEmpty else { return [] }
    let hasCores = runs.contains { $0.coreSeconds != nil }
    let cores: [Table.Column] = hasCores ? [.number("Core seconds")] : []
    let work = results.sweep.manifest.words.work
    let rate = work.map { work -> [Table.Column] in
      [.number(work.prefix(1).uppercased() + work.dropFirst() + " per second")]
    }
    let columns: [Table.Column] =
      ["Run", .number("Seconds")] + cores + (rate ?? [])
      + [.number("Attempts"), .number("Checkpoints")]
    let rows = runs.map { row($0, hasCores: hasCores, hasWork: work != nil) }
    return [.heading(level: 2, "Cost"), .text(sum(runs, results))] + whole(results, runs) + [
      .table(Table(columns, rows: rows))
    ]
  }

  private func row(_ run: RunResult, hasCores: Bool, hasWork: Bool) -> [[Inline]] {
    let rate = run.seconds > 0 ? Double(run.sequences) / run.seconds : nil
    let texts =
      [run.run.label, NumberText.fixed(run.seconds, 1)]
      + (hasCores ? [NumberText.fixed(run.coreSeconds, 1)] : [])
      + (hasWork ? [NumberText.significant(rate, 3)] : [])
      + ["\(run.attempts)", ByteCount.text(checkpointBytes(run))]
    return texts.map { [.text($0)] }
  }

  /// The sweep's wall-clock and core time, where they were recorded.
  private func whole(_ results: SweepResults, _ runs: [RunResult]) -> [Block] {
    let sentences = [results.wallClock.map(words), coreWords(runs)].compactMap { $0 }
    return sentences.isEmpty ? [] : [.text(sentences.joined(separator: " "))]
  }

  private func words(_ clock: WallClock) -> String {
    let sessions = clock.sessions == 1 ? "one session" : "\(clock.sessions) sessions"
    let time = "Wall-clock: \(NumberText.duration(Double(clock.seconds))) in \(sessions)."
    guard clock.cutShort > 0 else { return time }
    let attempts =
      clock.cutShort == 1
      ? "One attempt was killed and counts" : "\(clock.cutShort) attempts were killed and count"
    return "\(time) \(attempts) up to the last word of it that was recorded."
  }

  private func coreWords(_ runs: [RunResult]) -> String? {
    let known = runs.compactMap(\.coreSeconds)
    guard !known.isEmpty else { return nil }
    let seconds = known.reduce(0, +)
    let time = "Core time: \(NumberText.duration(seconds))"
    return known.count == runs.count
      ? "\(time), as the workers measured it."
      : "\(time) of \(known.count) of \(runs.count) runs; the others did not measure it."
  }

  private func sum(_ runs: [RunResult], _ results: SweepResults) -> String {
    let seconds = runs.reduce(0) { $0 + $1.seconds }
    let bytes = Self.sum(runs.map(checkpointBytes))
    // How many cores a program takes, it alone knows.
    let what =
      results.sweep.program == nil
      ? "of training in all, each run on one core (\(NumberText.significant(seconds / 3600, 3)) "
        + "core-hours), interrupted" : "in all runs together, interrupted"
    return "\(NumberText.duration(seconds)) \(what) and failed attempts included; "
      + "\(ByteCount.text(bytes)) of checkpoints kept."
  }

  private func checkpointBytes(_ run: RunResult) -> Int {
    Self.sum(run.checkpoints.map(\.bytes))
  }

  /// The sum, or the greatest number there is: a file of results may say anything.
  private static func sum(_ counts: [Int]) -> Int {
    counts.reduce(0) { sum, count in
      let (value, overflows) = sum.addingReportingOverflow(count)
      return overflows ? .max : value
    }
  }
}
