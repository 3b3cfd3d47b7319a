extension RawDataset {
  /// The letters that the archive's numbers 1 to 20 stand for.
  static let letters = "abcdeghlmnopqrsuvwyz".map(String.init)

  /// Reads a pair: the train file given, then the test file beside it.
  ///
  /// Three channels of a movement are a pen's; where every label of theirs is a number from 1 to
  /// 20, labels become the letters they stand for. All else has numbers for names of its channels,
  /// and its labels as they are.
  ///
  /// - Throws: ``DatasetError`` with line and column, or about the name of the pair.
  init(timeSeries train: InputFile, kind: DatasetKind) throws(DatasetError) {
    let ending = "_TRAIN.ts"
    guard train.path.hasSuffix(ending) else {
      throw train.error(
        .wrongFormat, found: "the name \(train.name.quoted)",
        expected: "the pair's train file, X_TRAIN.ts, with X_TEST.ts beside it")
    }
    let first = try TimeSeriesFile(train)
    let test = try InputFile.read(String(train.path.dropLast(ending.count)) + "_TEST.ts")
    let second = try TimeSeriesFile(test)
    try second.check(against: first, test)
    let isPen = kind == .movement && first.channels == Self.penChannels.count
    let sequences = first.sequences + second.sequences
    self.init(
      name: String(train.name.dropLast(ending.count)),
      channels: isPen ? Self.penChannels : (1...first.channels).map(String.init),
      sequences: isPen ? Self.lettered(sequences) : sequences,
      passedOver: first.passedOver + second.passedOver)
  }

  private static func lettered(_ sequences: [RawSequence]) -> [RawSequence] {
    let numbers = letters.indices.map { String($0 + 1) }
    let names = Dictionary(uniqueKeysWithValues: zip(numbers, letters))
    guard sequences.allSatisfy({ names[$0.label] != nil }) else { return sequences }
    return sequences.map {
      RawSequence(values: $0.values, label: names[$0.label] ?? $0.label)
    }
  }
}

extension TimeSeriesFile {
  /// Checks that a test file is of the form of its train file.
  func check(against train: TimeSeriesFile, _ file: InputFile) throws(DatasetError) {
    guard channels == train.channels else {
      throw file.error(
        .wrongShape, found: "\(channels) dimensions",
        expected: "\(train.channels), as in the train file")
    }
    let isBare = header.classes == nil
    guard isBare == (train.header.classes == nil) else {
      throw file.error(
        .labelCount, found: isBare ? "no labels" : "labels",
        expected: "\(isBare ? "labels" : "none"), as in the train file")
    }
  }
}
