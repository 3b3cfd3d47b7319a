/// What tells how long a run takes: runs of one kind cost the same.
public struct RunKind: Codable, Hashable, Sendable {
  /// Family and cell; `nil` of a program.
  public let variant: Variant?
  /// Sizes of the model; `nil` of a program.
  public let model: ModelSettings?
  /// SHA-256 of the sequences' content; of a program, what identifies its command.
  public let fingerprint: String
  /// Passes over the train set; of a program the steps of its budget, 1 where it has none.
  public let epochs: Int

  /// Makes a kind.
  public init(variant: Variant?, model: ModelSettings?, fingerprint: String, epochs: Int) {
    self.variant = variant
    self.model = model
    self.fingerprint = fingerprint
    self.epochs = epochs
  }

  /// The kind of a configuration.
  public init(_ configuration: Configuration, _ manifest: Manifest) {
    if configuration["variant.family"] != nil {
      self.init(letters: configuration.letters)
    } else {
      self.init(
        variant: nil, model: nil, fingerprint: Self.program(configuration),
        epochs: manifest.budget(of: configuration) ?? 1)
    }
  }

  private init(letters: LetterSettings) {
    self.init(
      variant: letters.variant, model: letters.model, fingerprint: letters.dataset.fingerprint,
      epochs: letters.train.epochs)
  }

  private static func program(_ configuration: Configuration) -> String {
    var json = CanonicalJSON()
    (configuration["program.command"] ?? .null).write(to: &json)
    return Hexadecimal.identifier(json.bytes)
  }

  /// The kind as canonical JSON: what a store has of it.
  public var json: String {
    var json = CanonicalJSON()
    json.object { json in
      json.member("epochs") { $0.integer(epochs) }
      json.member("fingerprint") { $0.string(fingerprint) }
      if let model { json.member("model", model.write) }
      if let variant { json.member("variant", variant.write) }
    }
    return json.text
  }
}

extension ModelSettings {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let hidden { json.member("hidden") { $0.integer(hidden) } }
      json.member("latent") { $0.integer(latent) }
    }
  }
}

extension Variant {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let cell { json.member("cell") { $0.string(cell.rawValue) } }
      json.member("family") { $0.string(family.rawValue) }
    }
  }
}

/// What the runs of one kind have cost so far, in a store.
public struct KindCost: Hashable, Sendable {
  /// The kind.
  public let kind: RunKind
  /// Seconds of training.
  public let seconds: Double
  /// Sequences trained in them.
  public let sequences: Int

  /// Makes a sum.
  public init(kind: RunKind, seconds: Double, sequences: Int) {
    self.kind = kind
    self.seconds = seconds
    self.sequences = sequences
  }
}
