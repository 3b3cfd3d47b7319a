/// Where the sequences come from.
public enum DataSource: Codable, Hashable, Sendable {
  /// A file: `.mat`, or the `_TRAIN.ts` of a UEA pair (its `_TEST.ts` is taken from beside it).
  case file(path: String)
  /// The synthetic writer that ships with the product.
  case synthetic(sequences: Int, seed: Int)
}
