import Experiments

/// A run of a task: what its worker is told, and what its machine must know beside that.
public struct TaskLine: Codable, Hashable, Sendable {
  /// What the worker is told; its attempt and checkpoints are those known when it was handed over.
  public let assignment: Assignment
  /// States whose checkpoints stay once the run is finished.
  public let kept: [Int]
  /// A worker is killed after so many seconds without a message.
  public let silence: Double

  /// Makes a line.
  public init(_ assignment: Assignment, kept: [Int], silence: Double) {
    self.assignment = assignment
    self.kept = kept
    self.silence = silence
  }
}
