import Datasets
import Experiments
import Neural
import Training

/// Trains autoencoders of pen trajectories, one run after another, reading the data once.
public final class LetterSession: TrainerSession {
  private let environment: Environment
  private let clock: () -> Double
  private let coreClock: () -> Double
  private var loaded:
    (
      source: DataSource, form: DatasetForm, splitSeed: Int, validation: Double?, data: TrainingData
    )?

  /// A session.
  ///
  /// - Parameters:
  ///   - environment: On what it runs; goes into each run's record.
  ///   - clock: Seconds, monotonic.
  ///   - coreClock: Seconds the calling thread has computed.
  public init(
    environment: Environment, clock: @escaping () -> Double,
    coreClock: @escaping () -> Double
  ) {
    self.environment = environment
    self.clock = clock
    self.coreClock = coreClock
  }

  /// Trains a run; the last event is how it ended.
  ///
  /// - Parameters:
  ///   - emit: Takes each event, in order.
  ///   - control: Asked between two batches.
  /// - Throws: What `emit` throws; all else becomes a failed end.
  public func run(
    _ assignment: Assignment, emit: (RunEvent) throws -> Void, control: () -> TrainingControl
  ) throws {
    try withoutActuallyEscaping(emit) { emit in
      try withoutActuallyEscaping(control) { control in
        let hooks = Trainer.Hooks(emit: emit, control: control, clock: clock)
        let start = coreClock()
        let end = try end(of: assignment, hooks)
        try emit(.cost(coreSeconds: coreClock() - start))
        try emit(.ended(end))
      }
    }
  }

  private func end(of assignment: Assignment, _ hooks: Trainer.Hooks) throws -> RunEnd {
    do {
      let configuration = assignment.run.configuration
      guard configuration.engine == Kernels.best.contract else {
        throw TrainingError(
          .otherData,
          "the run was planned for numeric contract \(configuration.engine); this processor has "
            + "\(Kernels.best.contract) (\(Kernels.best.instructionSet))")
      }
      // Before anything of that size is made.
      try MemoryNeed(configuration, leastSteps: 0).check()
      guard case .data(let source) = assignment.source else {
        throw TrainingError(.otherData, "the run is a program's, not one of this trainer's")
      }
      let data = try data(
        source, configuration.letters.form, splitSeed: configuration.dataset.splitSeed,
        validation: configuration.letters.validation)
      try data.check(configuration, leastSteps: 0)
      try MemoryNeed(configuration, leastSteps: data.leastSteps).check()
      var trainer = try Trainer(assignment, data: data, environment: environment, hooks: hooks)
      return try trainer.run()
    } catch let error as TrainingError {
      return .failed(.error(message: error.description, resource: error.code == .resource))
    } catch let error as DatasetError {
      return .failed(.error(message: error.description, resource: false))
    }
  }

  private func data(
    _ source: DataSource, _ form: DatasetForm, splitSeed: Int, validation: Double?
  ) throws -> TrainingData {
    let same = loaded.flatMap { $0.source == source && $0.form == form ? $0 : nil }
    if let same, same.splitSeed == splitSeed, same.validation == validation { return same.data }
    let set = try same?.data.set ?? Assembly.sequences(source, as: form)
    let data = TrainingData(set, splitSeed: splitSeed, validation: validation)
    loaded = (source, form, splitSeed, validation, data)
    return data
  }
}
