import Experiments
import Foundation
import GRDB
import Letters
import TestSupport
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct RegisterTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func aSweepIsItsNameAndKeepsItsLastSpec() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(spec: "1"), runs: [Sample.run("r1"), Sample.run("r2")])
    try store.record("r1", Sample.started(), .ended(.finished(seconds: 1, sequences: 1)))
    try store.register(Sample.sweep(spec: "2"), runs: [Sample.run("r3"), Sample.run("r1")])
    #expect(try store.record(of: "paper").spec == "2")
    #expect(try store.runs().map(\.id) == ["r3", "r1"])
    #expect(try store.runs().map(\.state) == [.pending, .finished])
    #expect(try store.progress().runs.keys.sorted() == ["r1", "r2", "r3"])
  }

  @Test func aChangedListIsReplacedAndAnEqualOneIsNotWritten() throws {
    let store = try folder.open()
    let runs = [Sample.run("r1"), Sample.run("r2"), Sample.run("r3")]
    for list in [runs, runs.reversed(), [runs[0]], runs] {
      try store.register(Sample.sweep(), runs: list)
      #expect(try store.results(sweep: "paper").runs.map(\.run) == list)
    }
    let before = try store.rows("SELECT total_changes()")
    try store.register(Sample.sweep(), runs: runs)
    let after = try store.rows("SELECT total_changes()")
    #expect(Int(after[0]) == Int(before[0]).map { $0 + 1 }, "the sweep's own row only")
  }

  @Test func twoSweepsShareARun() throws {
    let store = try folder.open()
    try store.register(Sample.sweep("one"), runs: [Sample.run("r1")])
    try store.register(Sample.sweep("two"), runs: [Sample.run("r1"), Sample.run("r2")])
    try store.record("r1", Sample.started(), .ended(.finished(seconds: 1, sequences: 1)))
    let sweeps = try store.sweeps()
    #expect(sweeps.map(\.name) == ["one", "two"])
    #expect(sweeps.map(\.counts) == [[.finished: 1], [.finished: 1, .pending: 1]])
    #expect(sweeps.map(\.runs) == [1, 2])
    #expect(sweeps[0].changed == Date(timeIntervalSince1970: 1000))
    #expect(try store.runs(sweep: "two").map(\.id) == ["r1", "r2"])
    let cost = KindCost(kind: RunKind(Sample.configuration(), .letters), seconds: 1, sequences: 1)
    #expect(try store.status().costs == [cost], "counted once")
  }

  @Test func whatARunOfNoSweepCostStillCounts() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    try store.record("r1", Sample.started(), .ended(.finished(seconds: 1, sequences: 1)))
    try store.register(Sample.sweep(), runs: [Sample.run("r2")])
    let status = try store.status()
    #expect(status.sweeps.map(\.counts) == [[.pending: 1]])
    #expect(status.costs.map(\.seconds) == [1])
  }

  @Test func aLineHasWhatIsStoredWhateverItsBytes() throws {
    let store = try folder.open()
    let label = "gru_ae,\u{1F58B}\"\\"
    let first = Run(
      id: "r1", label: label, configuration: Sample.configuration(), folder: "a",
      checkpointEvery: 10)
    try store.register(Sample.sweep(), runs: [first, Sample.run("r2")])
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 1, [Metric(.trainMSE, 0.5), Metric(.testMSE, .nan)]),
      .ended(.failed(.error(message: "é\n", resource: false))))
    var lines: [[UInt8]] = []
    try store.eachRun { lines.append(Array($0.label)) }
    let run = try #require(try store.runs().first)
    #expect(lines.first == Array(label.utf8))
    #expect(run.label == label && run.failure?.contains("é\n") == true && run.state == .failed)
    #expect(run.value(.trainMSE) == 0.5 && run.value(.testMSE) == nil && run.attempts == 1)
    #expect(try store.runs().last?.failure == nil)
  }

  @Test func anUnknownSweepIsTold() throws {
    let store = try folder.open()
    for read in [{ _ = try store.results(sweep: "x") }, { _ = try store.runs(sweep: "x") }] {
      #expect((#expect(throws: StoreError.self) { try read() })?.code == .unknown)
    }
  }

  @Test func aConfigurationComesBackEqual() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    #expect(try store.progress().runs["r1"]?.configuration == Sample.configuration())
    #expect(try store.results(sweep: "paper").runs.first?.run == Sample.run("r1"))
  }

  @Test(arguments: [
    Sample.configuration(), Sample.configuration(Variant(.cnn), figures: []),
    Configuration(
      variant: Variant(.rnn, .lstm), seed: 1 << 53 - 1, model: ModelSettings(latent: 1, hidden: 1),
      train: TrainSettings(
        epochs: 1, batchSize: 1, learningRate: 1e-300, shuffle: false, figureEpochs: [0, 1],
        evaluateEvery: 1),
      dataset: DatasetIdentity(fingerprint: "\"},{\\\":[", splitSeed: 7), engine: 0),
  ])
  func everyConfigurationIsReadBackEqual(configuration: Experiments.Configuration) throws {
    var reader = ConfigurationReader(.letters)
    for _ in 0..<2 {
      #expect(try reader.read(Stored.text(of: configuration)) == configuration)
    }
    #expect(try reader.read(Stored.encode(configuration)) == configuration)
  }

  @Test func textsThatDifferElsewhereThanInTheirSeedAreReadAsTheyAre() throws {
    var reader = ConfigurationReader(.letters)
    for configuration in [
      Sample.configuration(seed: 1), Sample.configuration(seed: 12), Sample.configuration(seed: 0),
      Sample.configuration(seed: 1, epochs: 21), Sample.configuration(Variant(.cnn), seed: 1),
    ] {
      #expect(try reader.read(Stored.text(of: configuration)) == configuration)
    }
    let text = Stored.text(of: Sample.configuration(seed: 1))
    for number in ["", "1.5", "x"] {
      let broken = text.replacing("\"seed\":1", with: "\"seed\":\(number)")
      #expect(throws: (any Error).self) { try reader.read(broken) }
    }
    for number in [-1, Int.max] {
      let broken = text.replacing("\"seed\":1", with: "\"seed\":\(number)")
      #expect(throws: RuleBroken.self) { try reader.read(broken) }
    }
  }

  @Test(arguments: ["", "{", "}", "[]", "{}", "{\"seed\":1.5}", ":,", "{\"a\"\":}", "{:}"])
  func aTextThatIsNoConfigurationIsTold(text: String) {
    var reader = ConfigurationReader(.letters)
    #expect(throws: RuleBroken.self) { try reader.read(text) }
  }

  @Test func tenThousandRunsTakeTenTimesWhatAThousandTake() throws {
    var stores: [Int: (store: ResultStore, folder: TestFolder, runs: [Run])] = [:]
    for count in [1000, 10_000] {
      let folder = try TestFolder()
      let runs = (0..<count).map { Sample.run("run-\($0)", Sample.configuration(seed: $0)) }
      stores[count] = (try folder.open(), folder, runs)
      try stores[count]?.store.register(Sample.sweep(), runs: runs)
    }
    let work: [(String, (ResultStore, [Run]) throws -> Void)] = [
      ("register again", { try $0.register(Sample.sweep(), runs: $1) }),
      ("list", { store, _ in _ = try store.runs() }),
      ("progress", { store, _ in _ = try store.progress() }),
    ]
    for (name, work) in work {
      let exponent = try growth(from: 1000, to: 10_000) { count in
        let (store, _, runs) = try #require(stores[count])
        return try processorSeconds { try work(store, runs) }
      }
      #expect(exponent < 1.4, "\(name)")
    }
  }
}
