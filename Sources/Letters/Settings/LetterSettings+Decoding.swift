import Experiments

extension Variant {
  enum CodingKeys: CodingKey { case family, cell }

  /// Reads a variant.
  ///
  /// - Throws: `DecodingError` where a family lacks its cell or `cnn` has one.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let family = try values.decode(Family.self, forKey: .family)
    let cell = try values.decodeIfPresent(Cell.self, forKey: .cell)
    guard family.hasCell == (cell != nil) else {
      throw DecodingError.dataCorruptedError(
        forKey: .cell, in: values,
        debugDescription: "family \(family) with cell \(String(describing: cell))")
    }
    self.init(family, cell)
  }
}

extension ModelSettings {
  enum CodingKeys: CodingKey { case latent, hidden }

  /// Reads sizes.
  ///
  /// - Throws: `DecodingError` where a size is outside what a spec may say.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      latent: try values.decode(Int.self, forKey: .latent),
      hidden: try values.decodeIfPresent(Int.self, forKey: .hidden))
    try decoder.refuse { () throws(RuleBroken) in
      try RuleBroken.check(latent, "model.latent", in: 1...65_536)
      if let hidden { try RuleBroken.check(hidden, "model.hidden", in: 1...65_536) }
    }
  }
}
