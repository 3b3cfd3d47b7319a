/// Which limit of time was passed, in seconds.
public enum ProgramTimeout: Hashable, Sendable {
  /// Without a byte of output.
  case silence(Double)
  /// From start to end.
  case total(Double)
}
