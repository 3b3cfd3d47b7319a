extension Trajectory {
  /// Lengths are multiples of this: the networks halve time three times.
  static let granularity = 8

  /// Why a sequence is no trajectory.
  enum Fault: Error {
    /// Its movement has this many samples, fewer than 8.
    case tooShort(samples: Int)
    /// The value at this step, from 0, is beyond single precision.
    case notFinite(step: Int)
  }

  /// What the networks see of a recorded sequence.
  ///
  /// - Parameter channels: Places of the channels that count, in the order that models see.
  init(of raw: RawSequence, kind: DatasetKind, channels: [Int]) throws(Fault) {
    switch kind {
    case .movement: try self.init(movementOf: raw, channels)
    case .raw: try self.init(valuesOf: raw, channels)
    }
  }

  /// The path of a recorded movement.
  ///
  /// Samples where all of the file's channels are zero are cut at both ends; positions are the
  /// running sum of the velocities (in double precision) minus the first position; the length is at
  /// most 180, rounded down to a multiple of 8.
  private init(movementOf raw: RawSequence, _ channels: [Int]) throws(Fault) {
    let movement = Self.movement(raw)
    let length =
      min(movement.count, DatasetKind.movement.longest) / Self.granularity * Self.granularity
    guard length > 0 else { throw .tooShort(samples: movement.count) }
    self.init(
      values: try Self.positions(raw, channels, movement.prefix(length)), length: length,
      label: raw.label)
  }

  /// The values as they are, and rows of zeros up to a multiple of 8; the length is at most 176.
  private init(valuesOf raw: RawSequence, _ channels: [Int]) throws(Fault) {
    let used = min(raw.length, DatasetKind.raw.longest)
    let length = (used + Self.granularity - 1) / Self.granularity * Self.granularity
    guard used > 0 else { throw .tooShort(samples: 0) }
    var values: [Float] = []
    values.reserveCapacity(length * channels.count)
    for sample in 0..<used {
      for channel in channels { values.append(Float(raw[sample, channel])) }
      guard values.suffix(channels.count).allSatisfy(\.isFinite) else {
        throw .notFinite(step: sample)
      }
    }
    values += [Float](repeating: 0, count: (length - used) * channels.count)
    self.init(values: values, length: length, label: raw.label)
  }

  /// The samples from the first to the last that is not zero in all channels.
  static func movement(_ raw: RawSequence) -> Range<Int> {
    func moves(_ sample: Int) -> Bool { (0..<raw.channels).contains { raw[sample, $0] != 0 } }
    let samples = 0..<raw.length
    guard let first = samples.first(where: moves), let last = samples.last(where: moves) else {
      return 0..<0
    }
    return first..<last + 1
  }

  private static func positions(
    _ raw: RawSequence, _ channels: [Int], _ samples: Range<Int>
  ) throws(Fault) -> [Float] {
    var positions: [Float] = []
    positions.reserveCapacity(channels.count * samples.count)
    var sums = [Double](repeating: 0, count: channels.count)
    var start: [Double]?
    for sample in samples {
      for (index, channel) in channels.enumerated() { sums[index] += raw[sample, channel] }
      let first = start ?? sums
      start = first
      for (sum, first) in zip(sums, first) { positions.append(Float(sum - first)) }
      guard positions.suffix(channels.count).allSatisfy(\.isFinite) else {
        throw .notFinite(step: sample)
      }
    }
    return positions
  }
}

extension RawSequence {
  fileprivate subscript(sample: Int, channel: Int) -> Double { values[channels * sample + channel] }
}
