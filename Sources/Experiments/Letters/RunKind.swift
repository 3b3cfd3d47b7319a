/// What tells how long a run takes: runs of one kind cost the same.
public struct RunKind: Codable, Hashable, Sendable {
  /// Family and cell; `nil` where somebody else's program trains.
  public let variant: Variant?
  /// Sizes of the model; `nil` as above.
  public let model: ModelSettings?
  /// SHA-256 of the sequences' content; of a program, the first 32 digits of that of its command and
  /// the names of its input files.
  public let fingerprint: String
  /// How many steps a run is to go: passes over the train set. 1 where its trainer has no such number.
  public let epochs: Int

  /// Makes a kind of runs of ours.
  public init(variant: Variant, model: ModelSettings, fingerprint: String, epochs: Int) {
    self.variant = variant
    self.model = model
    self.fingerprint = fingerprint
    self.epochs = epochs
  }

  /// Makes a kind of runs of somebody else's program.
  ///
  /// - Parameter program: Tells programs apart.
  public init(program: String, epochs: Int) {
    variant = nil
    model = nil
    fingerprint = program
    self.epochs = epochs
  }

  /// The kind of a configuration.
  ///
  /// - Parameter manifest: What its trainer declares.
  public init(_ configuration: Configuration, _ manifest: Manifest) {
    if configuration.isProgram {
      self.init(
        program: Self.program(configuration),
        epochs: max(0, manifest.budget(of: configuration) ?? 1))
    } else {
      let letters = configuration.letters
      self.init(
        variant: letters.variant, model: letters.model, fingerprint: letters.dataset.fingerprint,
        epochs: letters.train.epochs)
    }
  }

  // Not the files' contents: an edit seldom changes how long a run takes.
  private static func program(_ configuration: Configuration) -> String {
    let names = configuration.values[Configuration.inputsPath].map { inputs in
      inputs.items.map { Value.list(Array($0.items.prefix(1))) }
    }
    let command = configuration.values[Configuration.commandPath] ?? .null
    var json = CanonicalJSON()
    json.object { json in
      json.member("command") { command.write(to: &$0) }
      json.member("inputs") { Value.list(names ?? []).write(to: &$0) }
    }
    return Hexadecimal.identifier(json.bytes)
  }
}

extension RunKind {
  /// The kind as canonical JSON, as a store keeps it.
  public var canonicalJSON: String {
    var json = CanonicalJSON()
    json.object { json in
      json.member("epochs") { $0.integer(epochs) }
      guard let variant, let model else {
        return json.member("program") { $0.string(fingerprint) }
      }
      json.member("fingerprint") { $0.string(fingerprint) }
      json.member("model") { model.write(to: &$0) }
      json.member("variant") { variant.write(to: &$0) }
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

extension Value {
  /// The values of a list; none of anything else.
  fileprivate var items: [Value] { if case .list(let values) = self { values } else { [] } }
}

extension RunKind {
  enum CodingKeys: CodingKey { case variant, model, fingerprint, program, epochs }

  /// Reads a kind.
  ///
  /// - Throws: `DecodingError` where no plan has runs of it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let epochs = try values.decode(Int.self, forKey: .epochs)
    if let program = try values.decodeIfPresent(String.self, forKey: .program) {
      self.init(program: program, epochs: epochs)
      try decoder.refuse { () throws(RuleBroken) in
        try RuleBroken.check(epochs, "a kind's steps", in: 0...1 << 53)
      }
    } else {
      self.init(
        variant: try values.decode(Variant.self, forKey: .variant),
        model: try values.decode(ModelSettings.self, forKey: .model),
        fingerprint: try values.decode(String.self, forKey: .fingerprint), epochs: epochs)
      try decoder.refuse { () throws(RuleBroken) in
        try RuleBroken.check(epochs, "train.epochs", in: 0...1_000_000)
      }
    }
  }

  /// Writes a kind.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(epochs, forKey: .epochs)
    try values.encodeIfPresent(variant, forKey: .variant)
    try values.encodeIfPresent(model, forKey: .model)
    try values.encode(fingerprint, forKey: variant == nil ? .program : .fingerprint)
  }
}
