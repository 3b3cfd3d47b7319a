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

extension TrainSettings {
  /// Reads settings.
  ///
  /// - Throws: `DecodingError` where a value is outside what a spec may say.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      epochs: try values.decode(Int.self, forKey: .epochs),
      batchSize: try values.decode(Int.self, forKey: .batchSize),
      learningRate: try values.decode(Double.self, forKey: .learningRate),
      shuffle: try values.decode(Bool.self, forKey: .shuffle),
      figureEpochs: try values.decode([Int].self, forKey: .figureEpochs),
      evaluateEvery: try values.decode(Int.self, forKey: .evaluateEvery))
    guard epochs >= 0, batchSize >= 1, evaluateEvery >= 1, learningRate > 0, learningRate.isFinite
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "train: \(self)"))
    }
  }
}
