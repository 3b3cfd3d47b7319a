/// How a model is run.
public enum Mode: Sendable {
  /// Batch statistics; gradients are wanted, running statistics move.
  case training
  /// Batch statistics, nothing else changes: the published metric.
  case batchStatistics
  /// Running statistics, nothing else changes.
  case runningStatistics
}

/// An operation that can pass a gradient back.
///
/// An operation object is used once in a forward pass and keeps what its backward pass reads.
public protocol Operation: AnyObject {
  /// Reads its output's gradient; writes its input's and its parameters'.
  func backward(_ tape: Tape)
}

/// Records the operations of a forward pass, so that models need no gradient code.
public final class Tape {
  /// The memory of this pass.
  public let workspace: Workspace
  /// How the model is run.
  public private(set) var mode = Mode.training
  private var operations: [any Operation] = []

  /// A tape on a workspace of its own.
  public init(workspace: Workspace) {
    self.workspace = workspace
    operations.reserveCapacity(64)
  }

  /// Forgets the last pass and takes its memory back.
  public func begin(_ mode: Mode) {
    self.mode = mode
    operations.removeAll(keepingCapacity: true)
    workspace.reset()
  }

  /// Whether gradients are wanted.
  public var isTraining: Bool { mode == .training }

  var kernels: Kernels { workspace.kernels }

  /// A fresh variable; its numbers are whatever lay there.
  public func variable(_ shape: Shape) -> Variable {
    Variable(value: tensor(shape), gradient: isTraining ? tensor(shape) : nil)
  }

  /// A fresh variable without gradient, for data.
  public func constant(_ shape: Shape) -> Variable {
    Variable(value: tensor(shape), gradient: nil)
  }

  func tensor(_ shape: Shape) -> Tensor {
    Tensor(shape: shape, pointer: workspace.allocate(shape.count))
  }

  func record(_ operation: any Operation) {
    if isTraining { operations.append(operation) }
  }

  /// Runs the backward passes, last operation first.
  ///
  /// - Precondition: The last variable's gradient was written, by a loss or by hand.
  public func backward() {
    for operation in operations.reversed() { operation.backward(self) }
  }
}
