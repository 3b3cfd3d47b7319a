/// How a worker process is started.
///
/// It takes `Assignment` lines on its standard input, one after another until it ends, and writes
/// `WorkerLine` lines on its standard output, of which `.ended` is an assignment's last. On SIGTERM
/// it finishes the batch, saves, says `.ended(.interrupted)` and exits; when its input ends, it has
/// no parent any more: it writes no further file and exits. ``ParentWatch`` is that for Swift.
public struct WorkerCommand: Hashable, Sendable {
  /// Path of the program.
  public let executable: String
  /// What the process is called in lists of processes: the first of its arguments.
  public let name: String
  /// Its arguments, without its name.
  public let arguments: [String]

  /// Makes a command.
  public init(_ executable: String, _ arguments: [String] = [], name: String? = nil) {
    self.executable = executable
    self.name = name ?? executable
    self.arguments = arguments
  }
}
