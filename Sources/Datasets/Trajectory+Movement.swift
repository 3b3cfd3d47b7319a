extension Trajectory {
  /// Longer movements are cut to this many steps, 176 after rounding.
  public static let longest = 180
  /// Lengths are multiples of this: the networks halve time three times.
  static let granularity = 8

  /// Why a sequence is no trajectory.
  enum Fault: Error {
    /// Its movement has this many samples, fewer than 8.
    case tooShort(samples: Int)
    /// The position at this step, from 0, is beyond single precision.
    case notFinite(step: Int)
  }

  /// The path of a recorded movement: what the networks see.
  ///
  /// Samples where all three channels are zero are cut at both ends; positions are the running sum
  /// of the velocities of x and y (in double precision) minus the first position; the length is
  /// at most 180, rounded down to a multiple of 8.
  init(of raw: RawSequence) throws(Fault) {
    let movement = Self.movement(raw)
    let length = min(movement.count, Self.longest) / Self.granularity * Self.granularity
    guard length > 0 else { throw .tooShort(samples: movement.count) }
    self.init(
      positions: try Self.positions(raw, movement.prefix(length)), length: length,
      label: raw.label)
  }

  /// The samples from the first to the last that is not zero in all channels.
  static func movement(_ raw: RawSequence) -> Range<Int> {
    func moves(_ sample: Int) -> Bool {
      (0..<RawSequence.channels).contains { raw.velocity[3 * sample + $0] != 0 }
    }
    let samples = 0..<raw.length
    guard let first = samples.first(where: moves), let last = samples.last(where: moves) else {
      return 0..<0
    }
    return first..<last + 1
  }

  private static func positions(
    _ raw: RawSequence, _ samples: Range<Int>
  ) throws(Fault) -> [Float] {
    var positions: [Float] = []
    positions.reserveCapacity(2 * samples.count)
    var (x, y) = (0.0, 0.0)
    var start: (x: Double, y: Double)?
    for sample in samples {
      x += raw.velocity[3 * sample]
      y += raw.velocity[3 * sample + 1]
      let first = start ?? (x, y)
      start = first
      let (right, up) = (Float(x - first.x), Float(y - first.y))
      guard right.isFinite, up.isFinite else { throw .notFinite(step: sample) }
      positions += [right, up]
    }
    return positions
  }
}
