/// How a program ended.
public enum Exit: Hashable, Sendable, CustomStringConvertible {
  /// By itself, with this code.
  case code(Int32)
  /// By this signal.
  case signal(Int32)

  /// In words.
  public var description: String {
    switch self {
    case .code(let number): "exit code \(number)"
    case .signal(let number): "signal \(number)"
    }
  }
}
