extension RawDataset {
  /// Reads a data file.
  ///
  /// The format follows the path's ending, or the content where the ending tells nothing. Content
  /// that is not what the ending says is an error, never tried as something else.
  ///
  /// - Parameters:
  ///   - path: A `.mat` file of the form of `mixoutALL_shifted.mat`, or the `_TRAIN.ts` of a pair
  ///     of the UEA and UCR archives, whose `_TEST.ts` is taken from beside it; sequences of the
  ///     train file come first.
  ///   - kind: What the numbers are. Three channels of a movement in a `.ts` file are a pen's, and
  ///     the numbers 1 to 20 there become the letters they stand for.
  /// - Throws: ``DatasetError`` with the file and the place.
  public static func load(
    path: String, kind: DatasetKind = .movement
  ) throws(DatasetError) -> RawDataset {
    let file = try InputFile.read(path)
    let ending = file.name.lowercased()
    if ending.hasSuffix(".mat") { return try RawDataset(matlab: file) }
    if ending.hasSuffix(".ts") { return try RawDataset(timeSeries: file, kind: kind) }
    if file.matlabByteOrder != nil { return try RawDataset(matlab: file) }
    throw file.error(
      .wrongFormat, found: file.guess,
      expected: "a MATLAB level-5 file (.mat) or the _TRAIN.ts of a UEA pair")
  }
}
