/// The lengths of a batch's sequences, longest first, and what follows from them.
///
/// Packed rows stand step after step: those of step `t` are the first `live(t)` sequences, the ones
/// that have not ended, so that only live rows are ever computed.
public final class Lengths {
  /// Each sequence's steps, descending.
  public private(set) var values: [Int]
  /// Steps of the longest.
  public private(set) var longest = 0
  /// Packed rows of all steps.
  public private(set) var total = 0
  private var liveCounts: [Int]
  private var offsets: [Int]

  /// Room for `sequences` of at most `steps`.
  public init(sequences: Int, steps: Int) {
    values = []
    values.reserveCapacity(sequences)
    liveCounts = [Int](repeating: 0, count: steps + 1)
    offsets = [Int](repeating: 0, count: steps + 1)
  }

  /// Lengths as given.
  ///
  /// - Precondition: Descending, none under 1.
  public convenience init(_ lengths: [Int]) {
    self.init(sequences: lengths.count, steps: lengths.first ?? 0)
    set(lengths.count, divisor: 1) { lengths[$0] }
  }

  /// Takes other lengths, each divided by `divisor`, without allocating.
  public func set(_ sequences: Int, divisor: Int, length: (Int) -> Int) {
    values.removeAll(keepingCapacity: true)
    for index in 0..<sequences {
      let value = length(index) / divisor
      precondition(
        value >= 1 && value <= (values.last ?? value),
        "Lengths: \(value) at \(index); lengths must be descending and positive")
      values.append(value)
    }
    longest = values.first ?? 0
    count()
  }

  private func count() {
    var live = values.count
    total = 0
    for step in 0..<longest {
      while values[live - 1] <= step { live -= 1 }
      liveCounts[step] = live
      offsets[step] = total
      total += live
    }
  }

  /// Number of sequences.
  public var sequences: Int { values.count }

  /// Sequences that have a step `t`.
  public func live(_ t: Int) -> Int { t < longest ? liveCounts[t] : 0 }

  /// The first packed row of step `t`.
  public func offset(_ t: Int) -> Int { offsets[t] }
}

/// The outputs of a recurrent layer: packed rows, `stride` floats apart, `width` of them used.
public struct PackedSequence {
  /// Which rows there are.
  public let lengths: Lengths
  /// Hidden units.
  public let width: Int
  let stride: Int
  let value: UnsafeMutablePointer<Float>
  let gradient: UnsafeMutablePointer<Float>?
}
