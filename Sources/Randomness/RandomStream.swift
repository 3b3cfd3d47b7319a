/// Random draws as a pure function of a key and an index: there is no state to save or forget.
///
/// The key is mixed from (seed, purpose, epoch) and each draw from (key, index), so results depend
/// on no order of evaluation. Only integer arithmetic and `+ - * / sqrt` are used: the same bits on
/// every IEEE machine.
///
/// Source of the mixer: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators",
/// doi:10.1145/2660193.2660195, with the constants of David Stafford's variant 13.
public struct RandomStream: Hashable, Sendable {
  private let key: UInt64

  /// The stream of one purpose.
  ///
  /// - Parameters:
  ///   - seed: The run's or the split's seed.
  ///   - purpose: What is drawn, in words: `train order`, `initial encoder.conv1.weight`.
  ///   - epoch: The epoch, where it matters.
  public init(seed: Int, purpose: String, epoch: Int = 0) {
    var key = Self.mix(UInt64(bitPattern: Int64(seed)) &+ Self.step)
    for byte in purpose.utf8 { key = Self.mix(key ^ UInt64(byte) &+ Self.step) }
    self.key = Self.mix(key ^ UInt64(bitPattern: Int64(epoch)) &+ Self.step)
  }

  /// 64 random bits.
  public func word(_ index: Int) -> UInt64 {
    Self.mix(key &+ UInt64(bitPattern: Int64(index)) &* Self.step)
  }

  /// A number in (0, 1), never an end, of 52 random bits.
  public func uniform(_ index: Int) -> Double {
    (Double(word(index) >> 12) + 0.5) * 0x1p-52
  }

  /// A number in (`range.lowerBound`, `range.upperBound`).
  public func uniform(_ index: Int, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform(index)
  }

  /// A standard normal number.
  public func normal(_ index: Int) -> Double { Normal.quantile(uniform(index)) }

  /// A standard normal number within two standard deviations: drawn again beyond them.
  ///
  /// The quantile of a uniform share of what lies within has just that distribution.
  public func truncatedNormal(_ index: Int) -> Double {
    let tail = Normal.probabilityBelowMinusTwo
    return Normal.quantile(tail + (1 - 2 * tail) * uniform(index))
  }

  /// An integer in `0..<bound`, without bias that matters (multiplication of 64 by 64 bits).
  public func integer(_ index: Int, below bound: Int) -> Int {
    Int(word(index).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// `elements` in a random order (Fisher and Yates).
  public func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, integer(last, below: last + 1))
    }
    return result
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
