/// A value of a setting.
public enum SettingValue: Hashable, Sendable {
  /// A whole number.
  case integer(Int)
  /// A finite number.
  case number(Double)
  /// On or off.
  case flag(Bool)
  /// A list of epochs.
  case epochs([Int])

  /// The value in a label or a folder: `32`, `0.0002`, `1e-7`, `true`, `0-50-100`.
  public var label: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): ExactNumber.text(value)
    case .flag(let value): value ? "true" : "false"
    case .epochs(let epochs):
      epochs.isEmpty ? "end" : epochs.map(String.init).joined(separator: "-")
    }
  }

  func write(to json: inout CanonicalJSON) {
    switch self {
    case .integer(let value): json.integer(value)
    case .number(let value): json.number(value)
    case .flag(let value): json.bool(value)
    case .epochs(let epochs): json.array(epochs) { $0.integer($1) }
    }
  }
}
