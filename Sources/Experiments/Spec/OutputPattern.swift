/// Where each run's files go, relative to the save folder: `{family}_ae/{cell}`.
public struct OutputPattern: Hashable, Sendable {
  /// What stands for a run's own word.
  public enum Placeholder: String, CaseIterable, Sendable {
    case sweep, label, id, family, cell, seed, latent, hidden, epochs
    case learningRate = "learning_rate"
  }

  /// A piece of the pattern.
  public enum Part: Hashable, Sendable {
    /// Text as it is.
    case text(String)
    /// A run's own word.
    case placeholder(Placeholder)
  }

  /// The pieces, in order.
  public let parts: [Part]

  /// Makes a pattern; what it says is not checked.
  public init(_ parts: [Part]) {
    self.parts = parts
  }

  /// `{sweep}/{label}`: where files go unless the spec says otherwise.
  public static let standard = OutputPattern([
    .placeholder(.sweep), .text("/"), .placeholder(.label),
  ])

  /// The pattern as a spec has it.
  public var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .placeholder(let placeholder): "{\(placeholder.rawValue)}"
      }
    }.joined()
  }

  /// The folder of a run.
  func folder(sweep: String, label: String, id: String, configuration: Configuration) -> String {
    var folder = ""
    for part in parts {
      switch part {
      case .text(let text): folder += text
      case .placeholder(.sweep): folder += sweep
      case .placeholder(.label): folder += label
      case .placeholder(.id): folder += id
      case .placeholder(let placeholder): folder += Self.word(placeholder, configuration)
      }
    }
    return folder
  }

  private static func word(_ placeholder: Placeholder, _ run: Configuration) -> String {
    switch placeholder {
    case .sweep, .label, .id: preconditionFailure("OutputPattern: \(placeholder) is not in a run")
    case .family: run.variant.family.rawValue
    case .cell: run.variant.cellName
    case .seed: String(run.seed)
    case .latent: String(run.model.latent)
    case .hidden: run.model.hidden.map(String.init) ?? "none"
    case .epochs: String(run.train.epochs)
    case .learningRate: SettingValue.number(run.train.learningRate).label
    }
  }
}
