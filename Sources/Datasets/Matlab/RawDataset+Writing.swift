extension RawDataset {
  /// The bytes of a MATLAB level-5 file of the form of `mixoutALL_shifted.mat`.
  ///
  /// `mixout` is a row of cells of 3xT doubles; `consts` a structure of `key`, the letters in sorted
  /// order, and `charlabels`, a row of numbers from 1. Both are compressed. There is no date in it:
  /// equal content gives equal bytes (with one version of zlib).
  ///
  /// - Throws: ``DatasetError`` naming the data set and the sequence, for what could not be read
  ///   again: `.empty`, `.wrongShape`, `.badLabel`, `.notFinite`, `.tooLarge`.
  public func matlabBytes() throws(DatasetError) -> [UInt8] {
    try checkWritable()
    let writer = MatlabWriter()
    let (mixout, consts) = (mixout(writer), consts(writer))
    let bytes = writer.header() + writer.compressed(mixout) + writer.compressed(consts)
    let size = mixout.count + consts.count
    guard bytes.count <= InputFile.largest, size <= MatlabFile.inflationLimit(bytes.count) else {
      throw DatasetError(
        .tooLarge, file: name, place: .whole, found: "\(bytes.count) bytes, \(size) inflated",
        expected: "at most \(InputFile.largest), and \(MatlabFile.inflationLimit(bytes.count))")
    }
    return bytes
  }

  private func mixout(_ writer: MatlabWriter) -> [UInt8] {
    let cells = sequences.map {
      writer.doubles($0.values, [$0.channels, $0.length])
    }
    return writer.cells(cells, name: "mixout")
  }

  private func consts(_ writer: MatlabWriter) -> [UInt8] {
    let letters = Set(sequences.map(\.label)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(letters, 1...))
    let labels = sequences.map { Double(numbers[$0.label] ?? 0) }
    return writer.structure(
      [
        ("key", writer.cells(letters.map { writer.text($0) })),
        ("charlabels", writer.doubles(labels, [1, labels.count])),
      ], name: "consts")
  }

  private func checkWritable() throws(DatasetError) {
    guard !sequences.isEmpty else {
      throw DatasetError(
        .empty, file: name, place: .whole, found: "no sequences", expected: "one or more")
    }
    guard isPen else {
      throw DatasetError(
        .wrongShape, file: name, place: .whole, found: "\(channels.count) channels",
        expected: "a pen's: x, y and force")
    }
    for (index, sequence) in sequences.enumerated() {
      guard Label.isValid(sequence.label) else {
        throw refusal(
          .badLabel, index, found: "label \(sequence.label.quoted)", expected: "a letter")
      }
      if let value = sequence.values.first(where: { !$0.isFinite }) {
        throw refusal(.notFinite, index, found: "\(value)", expected: "finite numbers")
      }
    }
  }

  private func refusal(
    _ code: DatasetError.Code, _ index: Int, found: String, expected: String
  ) -> DatasetError {
    DatasetError(
      code, file: name, place: .part("sequence \(index + 1)"), found: found, expected: expected)
  }
}
