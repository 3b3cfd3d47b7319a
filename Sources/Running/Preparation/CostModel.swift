import Experiments
import Letters

/// How long a run should take: from runs of its kind that were timed, else from its arithmetic at the
/// speed of those that were, else at the speed of this machine.
struct CostModel {
  /// What was spent on a kind, or on all.
  private struct Spent {
    var seconds = 0.0
    var sequences = 0
    var operations = 0.0
  }

  /// Shorter times say little: starting and reading data are in them.
  private static let leastSeconds = 1.0
  private static let usualEvaluationsPerEpoch = 0.1
  /// How far arithmetic is off at the speed of other kinds, and at that of the machine.
  private static let others = (1 / 1.5)...1.5
  private static let untimed = 0.5...2.0

  /// By what makes runs take equally long for each epoch.
  private var spent: [ParameterValues: Spent] = [:]
  private var total = Spent()
  /// The least and the most seconds that an operation took, by kinds that were timed.
  private var paces: ClosedRange<Double>?
  /// `nil` where a program trains: then an epoch is one sequence.
  private let dataset: DatasetRecord?
  private let steps: Double
  private let evaluationsPerEpoch: Double
  /// Operations a second of a loop of multiply-adds.
  private var speed = 0.0

  /// - Parameters:
  ///   - costs: What stored runs took.
  ///   - dataset: What is trained on.
  ///   - steps: The mean length of its sequences, in time steps.
  ///   - evaluationsPerEpoch: How often a state is evaluated; `nil` for the usual.
  ///   - speed: This machine's, in operations a second; asked for where no run was timed.
  init(
    _ costs: [KindCost], dataset: DatasetRecord?, steps: Double = StepArithmetic.steps,
    evaluationsPerEpoch: Double? = nil, speed: () -> Double
  ) {
    self.dataset = dataset
    self.steps = steps
    self.evaluationsPerEpoch = evaluationsPerEpoch ?? Self.usualEvaluationsPerEpoch
    for cost in costs { learn(cost) }
    if !isTimed, dataset != nil { self.speed = speed() }
  }

  /// Takes into account what a run has cost.
  mutating func learn(_ cost: KindCost) {
    guard cost.sequences > 0, cost.seconds > 0 else { return }
    let kind = cost.kind.values
    spent[kind, default: Spent()].seconds += cost.seconds
    spent[kind, default: Spent()].sequences += cost.sequences
    total.seconds += cost.seconds
    let operations = Double(cost.sequences) * operations(cost.kind)
    total.operations += operations
    if operations > 0 { widen(cost.seconds / operations) }
  }

  private mutating func widen(_ pace: Double) {
    let old = paces ?? pace...pace
    paces = min(old.lowerBound, pace)...max(old.upperBound, pace)
  }

  /// How many times as long as expected a kind may take, at least and at most; 1 where runs of it
  /// were timed.
  func spread(_ kind: RunKind) -> ClosedRange<Double> {
    if spent[kind.values] != nil { return 1...1 }
    guard isTimed, total.operations > 0, let paces else { return Self.untimed }
    let mean = total.seconds / total.operations
    let least = min(Self.others.lowerBound, paces.lowerBound / mean)
    return least...max(Self.others.upperBound, paces.upperBound / mean)
  }

  /// Whether anything is known of a kind: a program's arithmetic is not.
  func knows(_ kind: RunKind) -> Bool {
    StepArithmetic.operations(kind) != nil || spent[kind.values] != nil
  }

  /// Seconds for so many epochs of a run of this kind; 0 where nothing is known.
  func seconds(_ kind: RunKind, epochs: Double) -> Double {
    let sequences = Double(dataset?.train ?? 1) * max(0, epochs)
    if let known = spent[kind.values] { return sequences * known.seconds / Double(known.sequences) }
    return sequences * operations(kind) * secondsPerOperation
  }

  /// For each trained sequence, its share of the evaluations included.
  private func operations(_ kind: RunKind) -> Double {
    guard let operations = StepArithmetic.operations(kind), let dataset else { return 0 }
    let evaluated = Double(dataset.train + dataset.test) / Double(max(1, dataset.train))
    let evaluation = evaluationsPerEpoch * evaluated * StepArithmetic.evaluation(kind)
    return operations * steps / StepArithmetic.steps * (1 + evaluation)
  }

  private var isTimed: Bool { total.seconds >= Self.leastSeconds }

  private var secondsPerOperation: Double {
    isTimed
      ? total.seconds / max(1, total.operations)
      : 1 / (StepArithmetic.shareOfPeak * max(1e6, speed))
  }
}
