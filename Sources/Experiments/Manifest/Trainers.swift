/// The trainers that a program has, as far as specs, stores and results are read: handed to whatever
/// reads them, made in one place.
public struct Trainers: Sendable {
  /// What the trainer of specs that name none declares.
  public let standard: Manifest
  /// Refuses a configuration that the standard trainer has for no run.
  private let checkStandard: @Sendable (Configuration) throws(RuleBroken) -> Void

  /// Lists trainers; that of somebody else's program always is one.
  ///
  /// - Parameters:
  ///   - standard: What the trainer of specs that name none declares.
  ///   - check: Refuses a configuration that this one has for no run.
  public init(
    standard: Manifest,
    check: @escaping @Sendable (Configuration) throws(RuleBroken) -> Void
  ) {
    self.standard = standard
    checkStandard = check
  }

  /// Refuses what no plan gives any run.
  public func check(_ configuration: Configuration) throws(RuleBroken) {
    try configuration.checkSeed()
    if !configuration.isProgram { try checkStandard(configuration) }
  }

  /// What the trainer of a stored spec declares. A text that is none has the standard one.
  public func manifest(ofSpec spec: String) -> Manifest {
    // Most are long for their seeds alone, and need not be read.
    guard Self.namesTrainer(spec) else { return standard }
    let node = JSONReader.parse(Array(spec.utf8), source: 0, name: "").node
    let decoder = SpecDecoder(names: [""], problems: [], standard: standard)
    return node.map(decoder.manifest) ?? standard
  }

  private static func namesTrainer(_ spec: String) -> Bool {
    var (spec, key) = (spec, "\"trainer\"")
    return spec.withUTF8 { spec in
      key.withUTF8 { key in
        spec.indices.contains { start in
          spec[start] == key[0] && spec[start...].starts(with: key)
        }
      }
    }
  }
}

extension Trainers {
  /// Where a decoder of JSON has them: then a configuration that it reads is checked.
  public static let key: CodingUserInfoKey = {
    guard let key = CodingUserInfoKey(rawValue: "trainers") else {
      preconditionFailure("Trainers: a key that is none")
    }
    return key
  }()
}

extension Decoder {
  /// The trainers it was given; `nil` for none.
  var trainers: Trainers? { userInfo[Trainers.key] as? Trainers }
}
