import Crypto
import Experiments
import Files
import Foundation
import Training

/// One attempt at a run by a program: what it says becomes events.
struct ProgramTraining {
  private let assignment: Assignment
  private let work: ProgramWork
  private let environment: Environment
  private let clock: () -> Double
  private let emit: (RunEvent) throws -> Void
  /// Refuses to go on where an input file is another one than at the beginning.
  private let checkInputs: () throws -> Void
  private let start: Double
  private let home: RunHome
  private let files: SafeFolder
  /// The attempt's own folder, relative to the save folder: a program that goes on late, after its
  /// sweep was killed, writes where nobody reads any more.
  private let folder: String

  /// The state that it goes on from.
  private var first = 0
  /// The last step it named.
  private var step = 0
  private var share: Double?
  /// The last step of each metric.
  private var steps: [String: Int] = [:]
  private var hasDiverged = false
  private var hasWarnedOfOrder = false

  init(
    _ assignment: Assignment, _ work: ProgramWork, _ environment: Environment,
    _ clock: @escaping () -> Double, _ emit: @escaping (RunEvent) throws -> Void,
    checkInputs: @escaping () throws -> Void
  ) throws {
    self.assignment = assignment
    self.work = work
    self.environment = environment
    self.clock = clock
    self.emit = emit
    self.checkInputs = checkInputs
    start = clock()
    home = RunHome(path: assignment.home)
    files = SafeFolder(assignment.saveFolder)
    folder = Self.freeFolder(home, assignment.attempt, files)
  }

  // An attempt that was killed before anybody recorded it has had this number before.
  private static func freeFolder(_ home: RunHome, _ attempt: Int, _ files: SafeFolder) -> String {
    let first = home.attempt(attempt)
    guard files.kind(of: first) != nil else { return first }
    return (2...).lazy.map { "\(first)_\($0)" }.first { files.kind(of: $0) == nil } ?? first
  }

  /// Runs the program to its end.
  mutating func run(log: Int32, control: () -> TrainingControl) throws -> RunEnd {
    let (checkpoint, warnings) = assignment.newest(whole)
    first = checkpoint?.epoch ?? 0
    step = first
    try emit(.started(epoch: first, batch: 0, environment: environment))
    for warning in warnings { try emit(.warning(warning)) }
    var next = clock()
    let outcome = try ProgramRun(clock: clock).run(
      try call(from: checkpoint, log: log), take: { try take($0) },
      control: {
        if clock() >= next {
          next = clock() + pulse
          try? emit(.progress(progress))
        }
        return control()
      })
    try emit(.cost(coreSeconds: outcome.coreSeconds))
    return end(outcome)
  }

  /// So often the parent hears of it, whatever the program says: it ends workers that are silent.
  private var pulse: Double { min(5, work.silence / 4) }

  // MARK: - What goes in

  /// A checkpoint, if its file is whole: the program reads it.
  private func whole(_ checkpoint: Checkpoint) throws -> Checkpoint {
    guard digest(of: checkpoint) == checkpoint.sha256 else {
      throw ProgramError("\(checkpoint.file): damaged or not there", isWantOfResource: false)
    }
    return checkpoint
  }

  private func digest(of checkpoint: Checkpoint) -> String? {
    var hash = SHA256()
    do throws(FileError) {
      _ = try files.scan(checkpoint.file) { bytes throws(FileError) in hash.update(data: bytes) }
    } catch {
      return nil
    }
    return Hexadecimal.text(hash.finalize())
  }

  private func call(from checkpoint: Checkpoint?, log: Int32) throws -> ProgramCall {
    let own = absolute(folder)
    let config = ProgramConfig(
      assignment.run, attempt: assignment.attempt, parameters: work.parameters, folder: own,
      checkpoint: checkpoint.map { absolute($0.file) })
    let limits = work.spec.limits
    return ProgramCall(
      command: config.command(work.spec.command, config: "\(own)/\(ProgramCall.configName)"),
      workingFolder: work.folder, folder: own, environment: config.environment,
      config: config.json, log: log,
      patterns: work.spec.patterns.sorted { $0.key < $1.key }.compactMap {
        try? MetricPattern($0.key, $0.value)
      },
      limits: ProgramLimits(
        silence: work.silence, seconds: limits.seconds, memory: limits.memory,
        threads: limits.threads ?? 1))
  }

  private func absolute(_ relative: String) -> String { "\(assignment.saveFolder)/\(relative)" }

  // MARK: - What comes out

  private mutating func take(_ message: ProgramMessage) throws {
    switch message {
    case .metrics(let step, let metrics): try take(metrics, at: step)
    case .checkpoint(let path, let step): try keep(checkpoint: path, at: step)
    case .artifact(let path, let name, let step):
      try keep(artifact: path, name, at: step ?? self.step)
    case .progress(let share):
      self.share = min(1, max(0, share))
      try emit(.progress(progress))
    case .diverged: hasDiverged = true
    case .warning(let words): try emit(.warning(words))
    // Only a search program's lines are read for them.
    case .trial: break
    }
  }

  private var progress: Experiments.Progress {
    Progress(
      epoch: step, batch: 0, batches: 0, loss: nil, sequencesPerSecond: 0,
      share: share ?? budget.map { $0 == 0 ? 1 : min(1, Double(step) / Double($0)) })
  }

  /// A value without a step is of the step after its metric's last.
  private mutating func take(_ metrics: [ProgramMetric], at named: Int?) throws {
    var kept: [Int: [Metric]] = [:]
    for metric in metrics {
      let step = named ?? (steps[metric.name] ?? first) + 1
      // A program that begins anew says again what is stored.
      guard step > first || first == 0 && step >= 0 else { continue }
      guard try isInOrder(metric.name, step) else { continue }
      steps[metric.name] = step
      kept[step, default: []].append(Metric(MetricName(metric.name), metric.value))
    }
    for (step, metrics) in kept.sorted(by: { $0.key < $1.key }) {
      self.step = max(self.step, step)
      try emit(.metrics(epoch: step, metrics))
    }
  }

  private mutating func isInOrder(_ name: String, _ step: Int) throws -> Bool {
    guard let why = fault(name, step) else { return true }
    if !hasWarnedOfOrder {
      hasWarnedOfOrder = true
      try emit(.warning("\(why); it is not kept, nor are others like it"))
    }
    return false
  }

  /// Why a value is not kept; `nil` where it is.
  private func fault(_ name: String, _ step: Int) -> String? {
    let shown = SpecError.quoted(name)
    if !MetricName.isValid(name) { return "\(shown) is no metric's name (\(MetricName.rule))" }
    if !Checkpoint.steps.contains(step) {
      return "step \(step) of \(shown) is more than a run may have"
    }
    let last = steps[name] ?? -1
    return step > last ? nil : "step \(step) of \(shown) came after step \(last)"
  }

  // The inputs are looked at first: what a changed program has saved is never gone on from.
  private mutating func keep(checkpoint path: String, at step: Int) throws {
    guard Checkpoint.steps.contains(step) else {
      return try refuse(
        "checkpoint", ProgramFileFault(path, "step \(step) is more than a run may have"))
    }
    try checkInputs()
    let name = "\(home.checkpoints)/step_\(step)-\(Self.plain(path))"
    let kept: KeptFile
    do throws(ProgramFileFault) {
      kept = try ProgramFolder(absolute(folder)).copy(path, into: files, for: name)
    } catch {
      return try refuse("checkpoint", error)
    }
    self.step = max(self.step, step)
    try emit(
      .checkpoint(
        Checkpoint(
          epoch: step, batch: 0, file: kept.file, sha256: kept.sha256, bytes: kept.bytes)))
  }

  private func keep(artifact path: String, _ name: String, at step: Int) throws {
    if assignment.valuesOnly { return }
    let bytes: [UInt8]
    do throws(ProgramFileFault) {
      bytes = try ProgramFolder(absolute(folder)).read(path)
    } catch {
      return try refuse("artifact", error)
    }
    let artifact = Artifact(
      name: name, step: step, kind: Artifact.kind(of: bytes, file: path), file: Self.plain(path),
      content: bytes)
    do throws(RuleBroken) { try artifact.check() } catch {
      return try emit(.warning("artifact not kept: \(error)"))
    }
    try emit(.artifact(artifact))
  }

  private func refuse(_ what: String, _ fault: ProgramFileFault) throws {
    if fault.isWantOfResource { throw ProgramError(fault.description, isWantOfResource: true) }
    try emit(.warning("\(what) not kept: \(fault)"))
  }

  /// A file's name with what may stand in a path alone.
  private static func plain(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? "file"
    let bytes = name.utf8.suffix(150).map { byte -> UInt8 in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      return isPlain ? byte : UInt8(ascii: "_")
    }
    let text = String(decoding: bytes, as: UTF8.self).drop { $0 == "." || $0 == "-" }
    return text.isEmpty ? "file" : String(text)
  }

  // MARK: - How it ended

  private var seconds: Double { clock() - start }

  private var budget: Int? { work.budget.flatMap { assignment.run[$0]?.integer } }

  /// Steps of its budget that this attempt did; without a budget a run is one.
  private var done: Int { budget.map { max(0, min($0, step) - first) } ?? 1 }

  private func end(_ outcome: ProgramOutcome) -> RunEnd {
    let log = outcome.lastLines.isEmpty ? nil : outcome.lastLines.joined(separator: "\n")
    if hasDiverged, !outcome.end.isForced {
      return .diverged(epoch: step, seconds: seconds, sequences: done)
    }
    switch outcome.end {
    case .exited(0): return finished
    case .exited(let code):
      return .failed(.program(how: "exited with code \(code)", log: log))
    case .signalled(let signal):
      return .failed(.program(how: "was killed by signal \(signal)", log: log))
    case .outOfMemory(let line): return .failed(.outOfMemory(message: line))
    case .timedOut(.silence(let limit)): return .failed(.timedOut(seconds: limit))
    case .timedOut(.total(let limit)):
      let words = "took longer than \(ExactNumber.text(limit)) s (limits.seconds)"
      return .failed(.program(how: words, log: log))
    case .memoryLimit(let limit, let used):
      return .failed(
        .outOfMemory(message: "it used \(used) bytes, and limits.memory is \(limit)"))
    case .stopped: return .interrupted(seconds: seconds, sequences: done)
    case .notStarted(let reason): return .failed(.notStarted(message: reason))
    }
  }

  // Of one that went on from its last checkpoint there may have been no more to say.
  private var finished: RunEnd {
    let hasSaid = work.metrics.isEmpty || work.metrics.contains { steps[$0] != nil }
    guard first > 0 || hasSaid else {
      let all = work.metrics.map(SpecError.quoted).joined(separator: ", ")
      return .failed(
        .program(how: "exited with code 0, but said none of its metrics: \(all)"))
    }
    return .finished(seconds: seconds, sequences: budget.map { max(0, $0 - first) } ?? 1)
  }
}

extension ProgramEnd {
  /// Whether it ended otherwise than by its own will.
  fileprivate var isForced: Bool {
    switch self {
    case .exited, .signalled: false
    case .outOfMemory, .timedOut, .memoryLimit, .stopped, .notStarted: true
    }
  }
}
