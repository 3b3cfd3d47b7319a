extension RawDataset {
  /// The letters that the archive's numbers 1 to 20 stand for.
  static let letters = "abcdeghlmnopqrsuvwyz".map(String.init)

  /// Reads a UEA pair of unequal lengths: the train file given, then the test file beside it.
  ///
  /// Where every label is a number from 1 to 20, labels become the letters they stand for.
  ///
  /// - Throws: ``DatasetError`` with line and column, or about the name of the pair.
  init(timeSeries train: InputFile) throws(DatasetError) {
    let ending = "_TRAIN.ts"
    guard train.path.hasSuffix(ending) else {
      throw train.error(
        .wrongFormat, found: "the name \(train.name.quoted)",
        expected: "the pair's train file, X_TRAIN.ts, with X_TEST.ts beside it")
    }
    let first = try TimeSeriesFile(train)
    let second = try TimeSeriesFile(
      try InputFile.read(String(train.path.dropLast(ending.count)) + "_TEST.ts"))
    self.init(
      name: String(train.name.dropLast(ending.count)),
      sequences: Self.lettered(first.sequences + second.sequences))
  }

  private static func lettered(_ sequences: [RawSequence]) -> [RawSequence] {
    let numbers = letters.indices.map { String($0 + 1) }
    let names = Dictionary(uniqueKeysWithValues: zip(numbers, letters))
    guard sequences.allSatisfy({ names[$0.label] != nil }) else { return sequences }
    return sequences.map {
      RawSequence(velocity: $0.velocity, label: names[$0.label] ?? $0.label)
    }
  }
}
