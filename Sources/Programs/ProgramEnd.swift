/// How a program ended.
public enum ProgramEnd: Hashable, Sendable {
  /// By itself, with this code; 0 says that all went well.
  case exited(code: Int)
  /// By a signal that was not ours. SIGKILL may be the kernel's, for want of memory.
  case signalled(Int)
  /// By itself or by a signal, and its last words were of a want of memory: this line.
  case outOfMemory(String)
  /// It took too long, or was silent for too long, and was ended.
  case timedOut(ProgramTimeout)
  /// It used more bytes of memory than it may, and was killed.
  case memoryLimit(Int, used: Int)
  /// It was asked to stop, however it ended then.
  case stopped
  /// It could not be started, for this reason.
  case notStarted(String)
}
