import Experiments

/// A run's metrics by name: the epochs at which each was measured, and its values there.
///
/// A finite value is the shortest number that gives the same bits back; one that is not finite is
/// its bit pattern, 16 hexadecimal digits in a string.
struct MetricColumns: Codable {
  private let columns: [String: Column]

  private struct Column: Codable {
    var epochs: [Int] = []
    var values: [NumberOrBits] = []
  }

  /// Sorts metrics by name.
  init(_ entries: [EpochMetrics]) {
    var columns: [String: Column] = [:]
    for entry in entries {
      for metric in entry.metrics {
        columns[metric.name.rawValue, default: Column()].epochs.append(entry.epoch)
        columns[metric.name.rawValue]?.values.append(NumberOrBits(value: metric.value))
      }
    }
    self.columns = columns
  }

  /// Reads columns.
  ///
  /// - Throws: `DecodingError` where a name is unknown, epochs do not ascend, or there are not as
  ///   many values as epochs.
  init(from decoder: any Decoder) throws {
    columns = try [String: Column](from: decoder)
    for (name, column) in columns.sorted(by: { $0.key < $1.key }) {
      let ascends = zip(column.epochs, column.epochs.dropFirst()).allSatisfy { $0 < $1 }
      guard MetricName.isValid(name), ascends, column.epochs.count == column.values.count
      else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "\(name): a known name, ascending epochs and a value for each"))
      }
    }
  }

  /// Writes columns.
  func encode(to encoder: any Encoder) throws {
    try columns.encode(to: encoder)
  }

  /// The metrics by epoch, ascending; at an epoch in the order of their declaration, others after
  /// them.
  func entries(_ declared: [MetricName]) -> [EpochMetrics] {
    var byEpoch: [Int: [Metric]] = [:]
    let others = Set(columns.keys.map { MetricName($0) }).subtracting(declared)
    for name in declared + others.sorted() {
      guard let column = columns[name.rawValue] else { continue }
      for (epoch, number) in zip(column.epochs, column.values) {
        byEpoch[epoch, default: []].append(Metric(name, number.value))
      }
    }
    return byEpoch.keys.sorted().map { EpochMetrics(epoch: $0, metrics: byEpoch[$0] ?? []) }
  }
}

/// A number that keeps its bits in JSON.
private struct NumberOrBits: Codable {
  let value: Double

  init(value: Double) {
    self.value = value
  }

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let number = try? single.decode(Double.self) {
      value = number
      return
    }
    let digits = try single.decode(String.self)
    guard let number = Hexadecimal.double(digits) else {
      throw DecodingError.dataCorruptedError(
        in: single, debugDescription: "a number or 16 hexadecimal digits, not \(digits)")
    }
    value = number
  }

  func encode(to encoder: any Encoder) throws {
    var single = encoder.singleValueContainer()
    guard !value.isFinite else { return try single.encode(value) }
    try single.encode(Hexadecimal.digits(value.bitPattern))
  }
}
