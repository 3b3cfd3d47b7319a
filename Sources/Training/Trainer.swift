import Autoencoders
import Experiments
import Neural

/// What a trainer is told between two batches.
public enum TrainingControl: Sendable {
  /// Go on.
  case proceed
  /// Save, and stop.
  case save
  /// Stop without writing anything more: nobody is there to hear of it.
  case abandon
}

/// Trains one run from where it stands to its end.
///
/// What it says and what it writes depend on the assignment alone: not on the clock (which only
/// adds checkpoints), not on how often it was stopped.
struct Trainer {
  private let assignment: Assignment
  private let data: TrainingData
  private let environment: Environment
  private let hooks: Hooks
  private let learner: Learner
  private let evaluation: Evaluation
  private let folder: RunFolder
  private let train: TrainSettings
  private var state = TrainingState()
  private var meter: Meter

  /// What a trainer needs from outside.
  struct Hooks {
    /// Takes each event, in order.
    let emit: (RunEvent) throws -> Void
    /// Asked between two batches.
    let control: () -> TrainingControl
    /// Seconds, monotonic.
    let clock: () -> Double
  }

  private var configuration: Configuration { assignment.run.configuration }

  init(
    _ assignment: Assignment, data: TrainingData, environment: Environment, hooks: Hooks,
    optimization: Optimization? = nil
  ) throws(TrainingError) {
    self.assignment = assignment
    self.data = data
    self.environment = environment
    self.hooks = hooks
    let configuration = assignment.run.configuration
    let settings = configuration.letters
    train = settings.train
    learner = Learner(configuration, data: data, optimization: optimization)
    try data.check(configuration, leastSteps: learner.model.leastSteps)
    evaluation = Evaluation(
      data, batchSize: train.batchSize, measuresMAE: settings.measuresMAE)
    folder = RunFolder(assignment)
    meter = Meter(clock: hooks.clock)
  }

  /// Trains; returns how it ended.
  mutating func run() throws -> RunEnd {
    let warnings = restore()
    try hooks.emit(.started(epoch: state.epoch, batch: state.batch, environment: environment))
    for warning in warnings { try hooks.emit(.warning(warning)) }
    if !assignment.valuesOnly { try hooks.emit(.groundTruth(evaluation.groundTruth(data))) }
    if state == TrainingState() { try reach(trainLoss: nil) }
    while state.epoch < train.epochs {
      if let end = try epoch() { return end }
    }
    return .finished(seconds: meter.seconds, sequences: meter.sequences)
  }

  /// Goes back to the newest checkpoint that is whole; says which were not.
  private mutating func restore() -> [String] {
    var warnings: [String] = []
    for checkpoint in assignment.checkpoints {
      do {
        let bytes = try folder.read(checkpoint.file, most: checkpoint.bytes)
        guard checkpoint.matches(bytes) else {
          throw TrainingError(.checkpoint, "\(checkpoint.file): damaged (its SHA-256 differs)")
        }
        state = try CheckpointCoding.decode(
          bytes, file: checkpoint.file, into: learner, configuration)
        return warnings
      } catch {
        warnings.append("\(error); using the one before")
      }
    }
    return warnings
  }

  /// Runs the rest of an epoch; returns an end if the run ended within.
  private mutating func epoch() throws -> RunEnd? {
    let order = data.order(epoch: state.epoch + 1, configuration: configuration)
    let batches = data.batches(order, size: train.batchSize)
    while state.batch < batches.count {
      let step = state.epoch * batches.count + state.batch + 1
      let loss = learner.train(on: batches[state.batch], step: step)
      meter.count(batches[state.batch].count)
      state.lossSum += loss
      guard loss.isFinite else { return try diverged(loss) }
      state.batch += 1
      try report(loss, of: batches.count)
      if state.batch < batches.count, let end = try heed() { return end }
    }
    let mean = state.lossSum / Double(batches.count)
    state = TrainingState(epoch: state.epoch + 1)
    try reach(trainLoss: mean)
    return state.epoch < train.epochs ? try heed() : nil
  }

  private func diverged(_ loss: Double) throws -> RunEnd {
    try hooks.emit(.metrics(epoch: state.epoch + 1, [Metric(.trainLoss, loss)]))
    return .diverged(
      epoch: state.epoch + 1, seconds: meter.seconds, sequences: meter.sequences)
  }

  /// A whole state: measures what is due, and keeps it.
  private mutating func reach(trainLoss: Double?) throws {
    var metrics = trainLoss.map { [Metric(.trainLoss, $0)] } ?? []
    if train.evaluates(at: state.epoch) { metrics += evaluation.metrics(learner) }
    if !metrics.isEmpty { try hooks.emit(.metrics(epoch: state.epoch, metrics)) }
    if !assignment.valuesOnly { try keep() }
  }

  /// Draws and saves what is due at a whole state.
  private mutating func keep() throws {
    let isFigure = train.figureEpochs.contains(state.epoch)
    if isFigure {
      try hooks.emit(.reconstruction(epoch: state.epoch, evaluation.reconstructions(learner)))
    }
    let isDue = state.epoch > 0 && state.epoch % assignment.run.checkpointEvery == 0
    if isFigure || isDue { try save() }
  }

  private mutating func save() throws {
    guard hooks.control() != .abandon else { return }
    let bytes = CheckpointCoding.encode(state, learner, configuration)
    let file = try folder.write(checkpoint: bytes, epoch: state.epoch, batch: state.batch)
    try hooks.emit(
      .checkpoint(
        Checkpoint(epoch: state.epoch, batch: state.batch, file: file, contents: bytes)))
    // Nobody heard of it, and nobody will.
    if hooks.control() == .abandon { folder.discard(file) }
    meter.saved()
  }

  /// Does what the trainer is told between two batches, and saves once a minute.
  private mutating func heed() throws -> RunEnd? {
    switch hooks.control() {
    case .proceed:
      if meter.isSaveDue { try save() }
      return nil
    case .save:
      try save()
      return .interrupted(seconds: meter.seconds, sequences: meter.sequences)
    case .abandon:
      return .interrupted(seconds: meter.seconds, sequences: meter.sequences)
    }
  }

  private mutating func report(_ loss: Double, of batches: Int) throws {
    guard let rate = meter.rateIfDue() else { return }
    try hooks.emit(
      .progress(
        Progress(
          epoch: state.epoch, batch: state.batch, batches: batches, loss: loss,
          sequencesPerSecond: rate)))
  }
}

/// Counts sequences and seconds of an attempt.
struct Meter {
  private let clock: () -> Double
  private let start: Double
  private var lastSave: Double
  private var lastReport: Double
  private var sequencesAtReport = 0
  /// Sequences trained.
  private(set) var sequences = 0
  private static let secondsBetweenSaves = 60.0
  private static let secondsBetweenReports = 0.5

  init(clock: @escaping () -> Double) {
    self.clock = clock
    start = clock()
    lastSave = start
    lastReport = start
  }

  /// Seconds since the attempt began.
  var seconds: Double { clock() - start }

  /// Whether the last checkpoint is a minute old.
  var isSaveDue: Bool { clock() - lastSave >= Self.secondsBetweenSaves }

  mutating func saved() { lastSave = clock() }

  mutating func count(_ sequences: Int) { self.sequences += sequences }

  /// Sequences a second since the last report, where one is due.
  mutating func rateIfDue() -> Double? {
    let now = clock()
    guard now - lastReport >= Self.secondsBetweenReports else { return nil }
    let rate = Double(sequences - sequencesAtReport) / (now - lastReport)
    (lastReport, sequencesAtReport) = (now, sequences)
    return rate
  }
}
