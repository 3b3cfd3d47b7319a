/// What a file's numbers are, and so what is made of them.
public enum DatasetKind: String, CaseIterable, Codable, Sendable {
  /// Velocities, as of a pen: cut where all channels rest at both ends, and summed up to positions
  /// that start at zero.
  case movement
  /// Values as they are.
  case raw

  /// Samples of the longest sequence that is taken whole; longer ones lose their end.
  ///
  /// Lengths are multiples of 8: a movement of 180 samples is rounded down to 176 steps; raw values
  /// are filled up with zeros instead, so that none is lost where all are few.
  public var longest: Int {
    switch self {
    case .movement: 180
    case .raw: 176
    }
  }
}

/// How a data file is taken: what its numbers are, and which of its channels count.
public struct DatasetForm: Hashable, Codable, Sendable {
  /// What the numbers are; `nil` for what the file's channels suggest: a pen's are a movement, all
  /// others raw.
  public let kind: DatasetKind?
  /// The channels, by the file's names or by their numbers from 1, in the order that models see;
  /// `nil` for x and y of a movement, and for all of raw values.
  public let channels: [String]?

  /// Makes a form.
  public init(kind: DatasetKind? = .movement, channels: [String]? = nil) {
    self.kind = kind
    self.channels = channels
  }

  /// The form of a pen's letters: movement in x and y.
  public static let letters = DatasetForm()

  /// What the numbers of a data set are.
  func kind(of raw: RawDataset) -> DatasetKind { kind ?? (raw.isPen ? .movement : .raw) }
}
