import Autoencoders
import Experiments
import Neural
import Training

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
    let (restored, warnings) = assignment.newest(read)
    state = restored ?? state
    try hooks.emit(.started(epoch: state.epoch, batch: state.batch, environment: environment))
    for warning in warnings { try hooks.emit(.warning(warning)) }
    if draws { try hooks.emit(.groundTruth(evaluation.groundTruth(data))) }
    if state == TrainingState() { try reach(trainLoss: nil) }
    while state.epoch < train.epochs {
      if let end = try epoch() { return end }
    }
    return .finished(seconds: meter.seconds, sequences: meter.sequences)
  }

  /// Takes a checkpoint's tensors and says whose state they are.
  private func read(_ checkpoint: Checkpoint) throws -> TrainingState {
    let bytes = try folder.read(checkpoint.file, most: checkpoint.bytes)
    guard checkpoint.matches(bytes) else {
      throw TrainingError(.checkpoint, "\(checkpoint.file): damaged (its SHA-256 differs)")
    }
    return try CheckpointCoding.decode(
      bytes, file: checkpoint.file, into: learner, configuration)
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

  /// Whether reconstructions are said: those of the test set, which is not looked at while something is
  /// chosen.
  private var draws: Bool { !assignment.valuesOnly && !evaluation.isValidation }

  /// Draws and saves what is due at a whole state.
  private mutating func keep() throws {
    let isFigure = train.figureEpochs.contains(state.epoch)
    if isFigure && draws {
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
