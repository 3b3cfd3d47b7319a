import Experiments
import Letters
import Neural

@testable import Datasets
@testable import Programs

/// A parser that reads what others wrote, and what must hold whatever it is given: it refuses, or
/// what it has read can be written and read again. A broken promise traps.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case spec, worker, program, mat, ts, safetensors

  /// Gives bytes to the parser.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .spec: Self.spec(bytes)
    case .worker: Self.worker(bytes)
    case .program: Self.program(bytes)
    case .mat: Self.mat(bytes)
    case .ts: Self.ts(bytes)
    case .safetensors: Self.safetensors(bytes)
    }
  }

  private static func spec(_ bytes: [UInt8]) {
    guard let spec = try? SweepSpec.decode(bytes, file: "fuzz.json", trainers: .letters) else {
      return
    }
    let again = try? SweepSpec.decode(
      Array(spec.canonicalJSON.utf8), file: "again.json", trainers: .letters)
    precondition(again?.canonicalJSON == spec.canonicalJSON, "spec: \(spec.canonicalJSON)")
    let dataset = DatasetIdentity(fingerprint: "f", splitSeed: spec.splitSeed)
    let plan = try? Plan(
      spec, name: spec.name, dataset: dataset, engine: 1, maxRuns: 100, file: "fuzz.json")
    let runs = plan?.runs ?? []
    precondition(Set(runs.map(\.id)).count == runs.count, "spec: two runs of one id")
    for run in runs { precondition(isBelow(run.folder), "spec: folder \(run.folder)") }
  }

  /// Whether a path stays below the folder it is relative to.
  private static func isBelow(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.utf8.contains(0) && parts.allSatisfy { !["", ".", ".."].contains($0) }
  }

  private static func worker(_ bytes: [UInt8]) {
    if let line = try? JSONLines.decode(WorkerLine.self, from: bytes) { checkLine(line) }
    if let line = try? JSONLines.decode(Assignment.self, from: bytes, trainers: .letters) {
      checkLine(line)
      if case .program(let work) = line.source { checkWords(line, work) }
    }
  }

  // What a program would be told. It is never started: its command is somebody's guess.
  private static func checkWords(_ assignment: Assignment, _ work: ProgramWork) {
    let config = ProgramConfig(
      assignment.run, attempt: assignment.attempt, parameters: work.parameters, folder: "/f",
      checkpoint: assignment.checkpoints.first?.file)
    let json = config.json
    precondition(
      JSONReader.read(line: json) != nil, "worker: \(String(decoding: json, as: UTF8.self))")
    let command = config.command(work.spec.command, config: "/c")
    let isFixed = !work.spec.command.contains("{args}")
    precondition(!isFixed || command.count == work.spec.command.count, "worker: \(command)")
    for name in config.environment.keys {
      precondition(!name.utf8.contains(0) && !name.contains("="), "worker: variable \(name)")
    }
    for (name, pattern) in work.spec.patterns { _ = try? MetricPattern(name, pattern) }
  }

  // As text, since NaN is not equal to itself.
  private static func checkLine<Line: Codable>(_ line: Line) {
    guard let text = try? JSONLines.encode(line) else { preconditionFailure("worker: \(line)") }
    let again = try? JSONLines.decode(Line.self, from: text)
    precondition(again.flatMap { try? JSONLines.encode($0) } == text, "worker: \(line)")
  }

  // Wherever the readings end, a program says the same.
  private static func program(_ bytes: [UInt8]) {
    let messages = said(bytes, by: max(1, bytes.count))
    precondition(messages == said(bytes, by: 7), "program: \(messages)")
    for case .progress(let done) in messages { precondition((0...1).contains(done), "\(done)") }
  }

  private static func said(_ bytes: [UInt8], by size: Int) -> [ProgramMessage] {
    var cutter = LineCutter()
    var reader = MessageReader()
    var messages: [ProgramMessage] = []
    let take = { (line: OutputLine) in messages += reader.read(line.text).messages }
    for start in stride(from: 0, to: bytes.count, by: size) {
      cutter.cut(Array(bytes[start..<min(start + size, bytes.count)]), take)
    }
    cutter.finish(take)
    return messages
  }

  private static func mat(_ bytes: [UInt8]) {
    check(try? RawDataset(matlab: InputFile(path: "fuzz.mat", bytes: bytes)).sequences)
  }

  private static func ts(_ bytes: [UInt8]) {
    check(try? TimeSeriesFile(InputFile(path: "fuzz_TRAIN.ts", bytes: bytes)).sequences)
  }

  private static func check(_ sequences: [RawSequence]?) {
    guard let sequences, let channels = sequences.first?.channels else {
      precondition(sequences == nil, "data: no sequence, and no error")
      return
    }
    let isLabelled = sequences.contains { !$0.label.isEmpty }
    for sequence in sequences {
      precondition(sequence.channels == channels, "data: \(sequence.channels) channels")
      precondition(sequence.values.allSatisfy(\.isFinite), "data: not finite, and no error")
      precondition(
        !isLabelled || Label.isValid(sequence.label), "data: label \(sequence.label)")
    }
    let names = (1...channels).map(String.init)
    let raw = RawDataset(
      name: "fuzz", channels: channels == 3 ? RawDataset.penChannels : names, sequences: sequences)
    for kind in DatasetKind.allCases {
      for channels in [nil, ["1"]] {
        let form = DatasetForm(kind: kind, channels: channels)
        let set = try? TrajectorySet.make(from: raw, as: form)
        let isWhole = set?.trajectories.allSatisfy { (8...176).contains($0.length) } ?? true
        precondition(isWhole, "data: a length that no model takes")
      }
    }
  }

  private static func safetensors(_ bytes: [UInt8]) {
    guard let file = try? Safetensors(decoding: bytes, file: "fuzz") else { return }
    let again = try? Safetensors(decoding: file.encoded(), file: "again")
    precondition(again == file, "safetensors: another file comes back")
  }
}
