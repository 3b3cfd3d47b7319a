import ArgumentParser
import Experiments
import Files
import Foundation
import Programs
import Reports
import Running
import Scheduling
import Storage

/// `sweep verify`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Train finished runs again and compare every bit.",
    discussion: """
      Works in a temporary folder and changes no run's results or files. The store records which
      runs were bit-identical, and the report shows it. Exit code 1: a bit of a value or of a
      reconstruction differs, or a checkpoint's digest. Runs of another numeric contract cannot be
      checked on this processor; they are named. Exit code 2: none could be checked.

      EXAMPLES
        sweep verify paper                  the quickest run that was not verified yet
        sweep verify paper cnn_ae cgru_ae   these
        sweep verify paper --sample 3       three of them, unverified ones first
        sweep verify paper --all -j 4
      """)

  @Argument(help: "A spec, a sweep's name, or a results.jsonl.", completion: .results)
  var what: String

  @Argument(
    help: "Runs: labels, SWEEP/LABEL, or beginnings of ids.", completion: .runsOfSweep)
  var labels: [String] = []

  @Option(name: .long(or: "k"), help: "How many runs to verify, unverified ones first.")
  var sample: Int?

  @Flag(help: "All runs that have ended.")
  var all = false

  @Option(name: .long(or: "j"), help: Slots.help)
  var jobs: Int?

  @Option(help: "The data file, if it has moved.", completion: .file())
  var data: String?

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample: \(sample) is less than 1") }
    try Slots.check(jobs)
    let ways = [sample != nil, all, !labels.isEmpty].count { $0 }
    if ways > 1 { throw ValidationError("labels, --sample and --all exclude each other") }
  }

  func run() async throws {
    let results = try ResultsSource(what, places.places).results
    let choice = VerifierChoice(results)
    let chosen = try choice.runs(labels: labels, sample: all ? .max : sample)
    if let foreign = choice.foreign { output.say("not checked: \(foreign)") }
    let watch = try SignalWatch()
    let answers = try await RunVerifier(
      worker: Product.worker, source: try source(of: results.sweep),
      manifest: results.sweep.manifest,
      slots: Slots(jobs).count,
      stored: what.hasSuffix(".jsonl") ? nil : SafeFolder(places.places.filesFolder),
      warn: Console.say
    ).verify(chosen, watch)
    let kept = what.hasSuffix(".jsonl") ? nil : try keep(answers, of: results.sweep.name)
    try conclude(answers, kept ?? results.attested(by: answers))
  }

  private func source(of sweep: SweepRecord) throws -> TrainingSource {
    switch sweep.source {
    case .data(let dataset):
      return .data(
        data.map { DataChoice(file: $0, because: "--data", name: "").source } ?? dataset.source)
    case .program(let program):
      if what.hasSuffix(".jsonl") { throw Self.foreignProgram(what) }
      let spec = try sweep.decodedSpec
      let inputs = try ProgramInputs.read(spec.program?.inputs ?? [], in: program.folder)
      return .program(
        ProgramWork(
          ProgramRecord(folder: program.folder, inputs: inputs), of: spec,
          silence: Variables.timeout ?? 600))
    }
  }

  /// What is read is not trusted, and here it would be started.
  private static func foreignProgram(_ file: String) -> Failure {
    Failure(
      .input, "\(file): its runs are a program's, and no command that such a file names is started",
      safe: "nothing was changed", next: "sweep verify SPEC, with the store of the runs")
  }

  /// Keeps the answers in the store and brings the report up to date.
  ///
  /// - Returns: The results with them; `nil` where the store cannot be written now.
  private func keep(_ answers: [RunVerifier.Answer], of sweep: String) throws -> SweepResults? {
    do {
      let store = try ResultStore.openForWriting(
        places.places.storePath, spec: "verify", trainers: .own
      ) {
        Date()
      }
      defer { try? store.close() }
      try store.attest(answers.map { ($0.id, $0.isAttested) })
      let results = try store.results(sweep: sweep)
      let folder = ReportFolder(places.places.reportFolder(sweep))
      if try !folder.files().isEmpty {
        try folder.write(Report.standard.files(of: results), trainers: .own)
      }
      return results
    } catch let error as StoreError where !error.isDamage && !error.isResource {
      output.say("note: not recorded in the store: \(error)")
      return nil
    }
  }

  private func conclude(_ answers: [RunVerifier.Answer], _ results: SweepResults) throws {
    output.json
      ? try output.sayJSON(answers)
      : Console.data(table(answers).render(width: Console.dataWidth))
    let good = results.runs.count { $0.attested == true }
    let ended = results.runs.count { $0.state == .finished || $0.state == .diverged }
    let share = ended > 0 ? " (\(100 * good / ended) %)" : ""
    output.say("verified: \(good) of \(ended) runs\(share), bit-identical")
    let bad = answers.count { !$0.isAttested }
    guard bad == 0 else {
      throw Failure(
        .runsFailed, "\(bad) of \(answers.count) runs are not bit-identical",
        safe: "no run's results were changed", next: "sweep doctor, then: sweep show LABEL")
    }
  }

  private func table(_ answers: [RunVerifier.Answer]) -> TextTable {
    TextTable(
      header: ["run", "values", "pictures", "checkpoints", "verdict"],
      rows: answers.map { answer in
        [
          answer.label, "\(answer.values)", "\(answer.reconstructions)", "\(answer.checkpoints)",
          answer.isAttested ? "bit-identical" : answer.differences.joined(separator: "; "),
        ]
      }, alignments: [.left, .right, .right, .right, .left],
      fits: [.shorten(to: 12), .drop(2), .drop(1), .drop(3), .wrap])
  }
}

extension SweepResults {
  /// The same with what was found out about some runs.
  fileprivate func attested(by answers: [RunVerifier.Answer]) -> SweepResults {
    let found = Dictionary(answers.map { ($0.id, $0.isAttested) }, uniquingKeysWith: { $1 })
    return SweepResults(
      sweep: sweep, groundTruth: groundTruth,
      runs: runs.map { $0.attested(found[$0.run.id] ?? $0.attested) }, wallClock: wallClock)
  }
}
