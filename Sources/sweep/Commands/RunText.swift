import Experiments
import Reports
import Running
import Storage

/// A run, for a terminal.
struct RunText {
  let text: String

  init(_ sweep: SweepRecord, _ run: RunResult, _ history: RunHistory, _ place: SavePlace) {
    let facts = Self.facts(sweep, run) + Self.files(sweep, run, place)
    let head = TextTable(
      header: ["", ""], rows: facts.map { [$0.0, $0.1] }, fits: [.whole, .wrap]
    )
    .render(showsHeader: false, width: Console.dataWidth)
    text = [
      head, Self.attempts(history, sweep.manifest), Self.warnings(history),
      MetricTable(run, sweep.manifest).text,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func facts(_ sweep: SweepRecord, _ run: RunResult) -> [(String, String)] {
    [
      ("run", run.run.label), ("id", run.run.id),
      ("sweep", sweep.name.isEmpty ? "-" : sweep.name), ("state", run.state.rawValue),
      ("failure", run.failure ?? "-"), ("configuration", run.run.configuration.canonicalJSON),
    ]
  }

  private static func files(
    _ sweep: SweepRecord, _ run: RunResult, _ place: SavePlace
  ) -> [(String, String)] {
    let (home, folder) = (place.home(run.run.id), place.files.path)
    let isShown = RunView(files: place.files).shows(run.run.folder, home)
    let work = sweep.manifest.words.work.map { ", \(run.sequences) \($0)" } ?? ""
    let names = Set(run.artifacts.map(\.name)).sorted().joined(separator: " ")
    return [
      ("files", "\(folder)/\(home.path)"),
      ("shown in", isShown ? "\(folder)/\(run.run.folder)" : "-"),
      (sweep.program == nil ? "trained" : "ran", DurationText.words(run.seconds) + work),
      ("checkpoints", checkpoints(run, place)),
    ] + (names.isEmpty ? [] : [("artefacts", names)])
  }

  private static func checkpoints(_ run: RunResult, _ place: SavePlace) -> String {
    run.checkpoints.map { checkpoint in
      let state = "\(checkpoint.epoch)\(checkpoint.batch > 0 ? ".\(checkpoint.batch)" : "")"
      let isThere = place.files.has(checkpoint.file, bytes: checkpoint.bytes)
      return isThere ? state : "\(state) (missing)"
    }.joined(separator: " ")
  }

  private static func attempts(_ history: RunHistory, _ manifest: Manifest) -> String {
    TextTable(
      header: ["attempt", "from \(manifest.words.step)", "started", "ended", "how"],
      rows: history.attempts.map { attempt in
        [
          "\(attempt.number)", "\(attempt.epoch)", attempt.started.ISO8601Format(),
          attempt.ended?.ISO8601Format() ?? "-",
          attempt.end?.words(isProgram: !manifest.takesData) ?? "-",
        ]
      }, alignments: [.right, .right], fits: [.whole, .drop(2), .drop(3), .drop(1), .wrap]
    ).render(showsHeader: !history.attempts.isEmpty, width: Console.dataWidth)
  }

  private static func warnings(_ history: RunHistory) -> String {
    history.warnings.map { "warning (attempt \($0.attempt)): \($0.message)\n" }.joined()
  }
}

/// The last states of a run and what was measured there.
struct MetricTable {
  let text: String

  init(_ run: RunResult, _ manifest: Manifest) {
    let declared = manifest.metrics.map(\.name)
    let names = manifest.shownMetrics(of: [run])
    let evaluated = run.metrics.filter { entry in
      entry.metrics.contains { manifest.columns.contains($0.name) || !declared.contains($0.name) }
    }
    let places = Self.places(names, manifest)
    text = TextTable(
      header: [manifest.words.step] + names.map(\.rawValue),
      rows: evaluated.suffix(20).map { entry in
        ["\(entry.epoch)"]
          + names.map { name in
            entry.metrics.first { $0.name == name }.map { ProgressText.number($0.value) } ?? "-"
          }
      }, alignments: Array(repeating: .right, count: names.count + 1),
      fits: [.whole] + names.map { places[$0].map { .drop($0) } ?? .whole }
    ).render(showsHeader: !evaluated.isEmpty, width: Console.dataWidth)
  }

  /// Which columns go first where the terminal is narrow; the headline stays.
  private static func places(
    _ names: [MetricName], _ manifest: Manifest
  ) -> [MetricName: Int] {
    let grouped = manifest.words.groups.flatMap(\.metrics)
    let others = names.filter { !grouped.contains($0) && !manifest.columns.contains($0) }
    let order =
      grouped + others.reversed()
      + manifest.columns.filter { $0 != manifest.headline }
      .reversed()
    return Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
      .filter { $0.key != manifest.headline }
  }
}
