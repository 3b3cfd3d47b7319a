extension RawDataset {
  /// Reads a data file.
  ///
  /// The format follows the path's ending, or the content where the ending tells nothing. Content
  /// that is not what the ending says is an error, never tried as something else.
  ///
  /// - Parameter path: A `.mat` file of the form of `mixoutALL_shifted.mat`, or the `_TRAIN.ts` of a
  ///   UEA pair, whose `_TEST.ts` is taken from beside it; sequences of the train file come first.
  /// - Throws: ``DatasetError`` with the file and the place.
  public static func load(path: String) throws(DatasetError) -> RawDataset {
    let file = try InputFile.read(path)
    let ending = file.name.lowercased()
    if ending.hasSuffix(".mat") { return try RawDataset(matlab: file) }
    if ending.hasSuffix(".ts") { return try RawDataset(timeSeries: file) }
    if file.matlabByteOrder != nil { return try RawDataset(matlab: file) }
    throw file.error(
      .wrongFormat, found: file.guess,
      expected: "a MATLAB level-5 file (.mat) or the _TRAIN.ts of a UEA pair")
  }
}
