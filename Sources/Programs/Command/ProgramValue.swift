/// A parameter's value as a program is told it.
public indirect enum ProgramValue: Hashable, Sendable {
  /// A text, or a number as it is written.
  case text(String)
  case flag(Bool)
  case null
  case list([ProgramValue])

  /// The value in a placeholder or a variable: `0.1`, `sgd`, `true`, nothing for null, and a list's
  /// elements with commas between them. A program that wants to know more reads `SWEEP_CONFIG`.
  public var text: String {
    switch self {
    case .text(let text): text
    case .flag(let isSet): isSet ? "true" : "false"
    case .null: ""
    case .list(let values): values.map(\.text).joined(separator: ",")
    }
  }

  /// The value as items of a command line, as `argparse`, Click and Abseil read them by default:
  ///
  /// - `--lr 0.1`; but `--lr=-1e-05` where the value begins with `-`, which `argparse` would else take
  ///   for an option;
  /// - true is the option alone, `--amp` (`store_true`, `is_flag`), false and null are nothing. A
  ///   program that wants to hear `false` is given it by a placeholder: `--amp={amp}`;
  /// - a list is the option and its elements, `--sizes 64 128` (`nargs="+"`).
  ///
  /// - Parameter name: The option's name, kept as it is written.
  func arguments(named name: String) -> [String] {
    switch self {
    case .text(let text): text.hasPrefix("-") ? ["--\(name)=\(text)"] : ["--\(name)", text]
    case .flag(let isSet): isSet ? ["--\(name)"] : []
    case .null: []
    case .list(let values): ["--\(name)"] + values.map(\.text)
    }
  }
}
