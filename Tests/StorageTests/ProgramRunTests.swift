import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// Runs of a trainer of which the store knows nothing but what it declares.
@Suite(.timeLimit(.minutes(60))) struct ProgramRunTests {
  let folder: TestFolder
  let store: ResultStore
  private let loss = MetricName("val/loss (mean)")

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    let runs = [Self.run(0.1), Self.run(0.01)]
    try store.register(Sample.program(), runs: runs)
    try store.record(
      runs[0].id, Sample.started(),
      .metrics(
        epoch: 1, [Metric("zeal", 7), Metric("val/loss (mean)", 2), Metric("accuracy", 0.5)]),
      .artifact(Sample.artifact(2)), .artifact(Sample.artifact(1)),
      .metrics(epoch: 2, [Metric("val/loss (mean)", .nan)]),
      .ended(.finished(seconds: 3, sequences: 20)))
  }

  static func run(_ lr: Double) -> Run {
    let configuration = Sample.programRun("", lr: lr).configuration
    return Sample.programRun(configuration.id, lr: lr)
  }

  private var id: String { Self.run(0.1).id }

  @Test func itComesBackAsItWas() throws {
    let results = try store.results(sweep: "digits")
    #expect(results.runs.map(\.run) == [Self.run(0.1), Self.run(0.01)])
    #expect(results.groundTruth == nil)
    let first = try #require(results.runs[0].metrics.first)
    #expect(first.metrics.map(\.name) == ["accuracy", loss, "zeal"], "declared ones first")
    #expect(results.runs[0].artifacts == [Sample.artifact(1), Sample.artifact(2)])
    #expect(try store.verifyDigests() == [])
    #expect(try store.progress().runs[id]?.configuration == Self.run(0.1).configuration)
  }

  @Test func aListHasTheMetricsThatItsTrainerDeclares() throws {
    let listings = try store.runs()
    #expect(
      listings[0].values == [
        ListedValue("accuracy", step: 1, value: 0.5), ListedValue(loss, step: 2, value: nil),
      ])
    #expect(listings[0].evaluatedStep == 1 && listings[0].epochs == 2)
    #expect(listings[1].values == [] && listings[1].evaluatedStep == nil)
    let listed = try #require(try store.listedSweeps().first)
    #expect(listed.columns.map(\.name) == ["accuracy", loss] && listed.headline == 0)
  }

  @Test func aListOfManySweepsFindsTheValuesOfEachRun() throws {
    let letters = (0..<200).map { Sample.run("r\($0)", Sample.configuration(seed: $0)) }
    try store.register(Sample.sweep(), runs: letters)
    for (place, run) in letters.enumerated() where place % 3 == 0 || place > 190 {
      try store.record(
        run.id, Sample.started(), .metrics(epoch: place, [Metric(.testMSE, Double(place))]))
    }
    let mixed = letters.reversed() + [letters[0]]
    try store.register(Sample.sweep("reversed"), runs: Array(mixed.dropLast()))
    for sweep in ["paper", "reversed"] {
      for run in try store.runs(sweep: sweep) {
        let place = try #require(Int(run.id.dropFirst()))
        let isMeasured = place % 3 == 0 || place > 190
        #expect(run.value(.testMSE) == (isMeasured ? Double(place) : nil), "\(sweep) \(run.id)")
      }
    }
    #expect(try store.runs(sweep: "digits")[0].value("accuracy") == 0.5)
  }

  @Test func aListReadsTheMetricsThatAreAskedForWithTheirExactValues() throws {
    var found: [String] = []
    for areShown in [true, false] {
      let parts = ListedParts(
        areShown: areShown, others: ["zeal", loss, "nothing"], settings: false, times: false)
      try store.eachRun(reading: parts) { run in
        let values = ["accuracy", loss, "zeal", "nothing"].map { name in
          run.listed.place(of: name).map { run.exact($0).map { "\($0)" } ?? "-" } ?? "unread"
        }
        found.append(values.joined(separator: " "))
      }
    }
    #expect(found == ["0.5 nan 7.0 -", "- - - -", "unread nan 7.0 -", "unread - - -"])
    #expect(try store.metricNames() == ["accuracy", "zeal", loss])
  }

  @Test func aListKnowsWhenARunWasBegunOrEnded() throws {
    var changed: [Int?] = []
    let parts = ListedParts(areShown: false, others: [], settings: false, times: true)
    try store.eachRun(reading: parts) { changed.append($0.changed) }
    #expect(changed == [1000, nil])
  }

  @Test func viewsShowItsParametersAndValues() throws {
    #expect(
      try store.rows("SELECT path, value FROM run_parameters WHERE run_id = '\(id)' ORDER BY path")
        == [
          "epochs|20", "lr|0.1", #"program.command|["python3","train.py"]"#, "program.inputs|[]",
          "seed|0",
        ])
    #expect(
      try store.rows(
        "SELECT name, step, value, kind, better FROM run_values ORDER BY step, name")
        == [
          "accuracy|1|0.5|finite|higher", "val/loss (mean)|1|2.0|finite|lower",
          "zeal|1|7.0|finite|NULL", "val/loss (mean)|2|NULL|nan|lower",
        ])
    #expect(
      try store.rows("SELECT family, cell, test_mse, epochs FROM run_results LIMIT 1")
        == ["NULL|NULL|NULL|2"])
    #expect(
      try store.rows("SELECT group_concat(name, ' ') FROM pragma_table_info('run_values')")
        == ["run_id name step value kind bits better"])
  }

  @Test func parametersOfAnyDepthHaveTheirPaths() throws {
    let values = ParameterValues(
      Sample.programRun("").configuration.values.entries + [
        .init("optimizer.beta-2", .wholes([1, 2])), .init("optimizer.nested.on_", .flag(true)),
        .init("nothing", .null), .init("text", .text("a[\"b")),
      ])
    let run = Run(
      id: "deep", label: "deep", configuration: Configuration(seed: 3, values: values),
      folder: "deep", uncounted: ParameterValues([]))
    try store.register(Sample.program("deep"), runs: [run])
    #expect(
      try store.rows(
        """
        SELECT path, value FROM run_parameters WHERE run_id = 'deep'
          AND path NOT IN ('epochs', 'lr') AND path NOT LIKE 'program%' ORDER BY path
        """)
        == [
          "nothing|NULL", "optimizer.beta-2|[1,2]", "optimizer.nested.on_|1", "seed|3",
          "text|a[\"b",
        ])
  }

  @Test func runsOfOneProgramCostTheSame() throws {
    let status = try store.status()
    let kinds = try store.rows("SELECT kind FROM kinds")
    #expect(kinds.count == 1 && kinds[0].hasPrefix(#"{"epochs":20,"program":""#))
    let kind = RunKind(Self.run(0.01).configuration, Sample.program().manifest)
    #expect(status.costs == [KindCost(kind: kind, seconds: 3, sequences: 20)])
    #expect(status.sweeps[0].epochsLeft == [kind: 20])
    #expect(kinds == [kind.canonicalJSON])
  }

  @Test func whatRunsIsToldByItsOwnMetrics() throws {
    try store.record(
      Self.run(0.01).id, Sample.started(), .metrics(epoch: 4, [Metric("accuracy", 0.25)]))
    let status = try store.status()
    let progress = try #require(status.progress[Self.run(0.01).id])
    #expect(progress.headline == EpochValue(epoch: 4, value: 0.25))
    #expect(status.manifests["digits"]?.headline == "accuracy")
  }

  @Test func aRunThatNoSweepListsIsStillKnown() throws {
    try store.remove(runs: [], sweeps: ["digits"])
    #expect(try store.unlistedRuns().map(\.label).contains(String(id.prefix(12))))
    let results = try #require(try store.unlistedResult(run: id, folder: "runs/\(id)"))
    #expect(results.sweep.manifest.parameters.map(\.path) == ["epochs", "lr"])
    #expect(results.runs[0].artifacts.count == 2)
    try store.remove(runs: [id], sweeps: [])
    #expect(try store.rows("SELECT count(*) FROM artifacts") == ["0"])
    #expect(try store.rows("SELECT count(*) FROM last_values") == ["0"])
    #expect(try store.integrityProblems() == [])
  }

  @Test func resumingDropsArtifactsBeyondAndOfMetricsTheLastValues() throws {
    try store.record(id, Sample.started(1))
    let result = try #require(try store.result(run: id, sweep: "digits")?.run)
    #expect(result.artifacts == [Sample.artifact(1)])
    #expect(
      try store.runs()[0].values == [
        ListedValue("accuracy", step: 1, value: 0.5), ListedValue(loss, step: 1, value: 2),
      ])
  }

  @Test func aRepairKeepsItWholeOrNotAtAll() throws {
    let before = try store.results(sweep: "digits")
    try store.close()
    try damageHeader()
    let repair = { (reports: [SweepResults]) in
      try StoreRepair(folder.store, reports: reports, now: Date(), trainers: .letters) { _ in true }
        .rebuild()
    }
    #expect(try repair([]).kept == [id])
    var again = try folder.open()
    #expect(try again.results(sweep: "digits").runs[0].artifacts == before.runs[0].artifacts)
    try again.queue.write { try $0.execute(sql: "UPDATE artifacts SET content = x'00'") }
    try again.close()
    #expect(folder.refusal()?.code == .damaged)
    #expect(try repair([before]).restored == [id])
    again = try folder.open()
    #expect(try again.results(sweep: "digits").runs[0].artifacts == before.runs[0].artifacts)
    #expect(try again.rows("SELECT kind FROM kinds").count == 1)
    try again.close()
  }

  private func damageHeader() throws {
    var bytes = try folder.bytes()
    bytes.replaceSubrange(0..<100, with: Data(count: 100))
    try folder.write(bytes)
  }

  @Test func anArtifactOfNoKindIsDamage() throws {
    let digest = "UPDATE runs SET digest = NULL, state = 'interrupted'"
    try store.queue.write {
      try $0.execute(sql: "UPDATE artifacts SET kind = 'film'; \(digest)")
    }
    let error = #expect(throws: StoreError.self) { try store.results(sweep: "digits") }
    #expect(error?.code == .damaged)
  }
}

extension MetricName: ExpressibleByStringLiteral {
  /// Takes a name as it is written in a test.
  public init(stringLiteral name: String) { self.init(name) }
}
