/// Where each run's files go, relative to the save folder: `{family}_ae/{cell}`.
public struct OutputPattern: Hashable, Sendable {
  /// A piece of the pattern.
  public enum Part: Hashable, Sendable {
    /// Text as it is.
    case text(String)
    /// A run's own word: `sweep`, `label`, `id`, `seed`, or the key or path of a parameter.
    case placeholder(String)
  }

  /// The pieces, in order.
  public let parts: [Part]

  /// Makes a pattern; what it says is not checked.
  public init(_ parts: [Part]) {
    self.parts = parts
  }

  /// `{sweep}/{label}`: where files go unless the spec says otherwise.
  public static let standard = OutputPattern([
    .placeholder("sweep"), .text("/"), .placeholder("label"),
  ])

  /// The words that are no parameters.
  static let fixed = ["sweep", "label", "id", "seed"]

  /// The pattern as a spec has it.
  public var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .placeholder(let placeholder): "{\(placeholder)}"
      }
    }.joined()
  }

  /// The folder of a run.
  ///
  /// - Parameter word: What stands for a placeholder.
  func folder(_ word: (String) -> String) -> String {
    var folder = ""
    for part in parts {
      switch part {
      case .text(let text): folder += text
      case .placeholder(let placeholder): folder += word(placeholder)
      }
    }
    return folder
  }
}

extension Manifest {
  /// What may stand between braces in a pattern of folders.
  var placeholders: [String] { OutputPattern.fixed + parameters.map(\.key) }

  /// The parameter that a placeholder names.
  func parameter(placeholder: String) -> ParameterDeclaration? {
    parameter(placeholder) ?? parameters.first { $0.key == placeholder }
  }
}
