import Randomness

/// Points that fill a cube evenly, scrambled by a seed.
///
/// Of any 2^k points that begin at a multiple of 2^k, each of 2^k equal stretches of each dimension
/// holds one. A point is a pure function of seed and index. Source: Sobol 1967, in the order of
/// Antonov & Saleev 1979, with the direction numbers of Joe & Kuo 2008; scrambled by the nested
/// permutations of Owen 1995, "Randomly permuted (t,m,s)-nets and (t,s)-sequences": each bit is
/// turned by a draw of its own for each value of the bits above it.
public struct SobolPoints: Sendable {
  /// There are direction numbers for so many dimensions.
  public static let mostDimensions = SobolNumbers.rows.count + 1
  private static let bits = 32

  /// How many dimensions the cube has.
  public let dimensions: Int
  /// Of each dimension, what each bit of an index's Gray code turns.
  private let directions: [[UInt32]]
  /// Of each dimension, what turns its bits; none where points are not scrambled.
  private let turns: [RandomStream]?

  /// Points that are scrambled by a seed.
  ///
  /// - Precondition: 0 to ``mostDimensions`` dimensions.
  public init(seed: Int, dimensions: Int) {
    self.init(
      dimensions: dimensions,
      turns: (0..<dimensions).map {
        RandomStream(seed: seed, purpose: "search sobol", epoch: $0)
      })
  }

  /// Points as they are by definition: the first is the corner 0.
  init(dimensions: Int) { self.init(dimensions: dimensions, turns: nil) }

  private init(dimensions: Int, turns: [RandomStream]?) {
    precondition(
      (0...Self.mostDimensions).contains(dimensions),
      "SobolPoints: \(dimensions) dimensions, 0 to \(Self.mostDimensions) are possible")
    self.dimensions = dimensions
    self.turns = turns
    directions = (0..<dimensions).map(Self.directions)
  }

  /// A point: in each dimension a number in [0, 1), of 32 bits.
  ///
  /// - Precondition: The index is in 0..<2^32.
  public func point(_ index: Int) -> [Double] { words(index).map { Double($0) * 0x1p-32 } }

  /// A point's bits in each dimension.
  func words(_ index: Int) -> [UInt32] {
    precondition(
      index >= 0 && index < 1 << Self.bits, "SobolPoints: point \(index), not in 0..<2^32")
    return (0..<dimensions).map { dimension in
      let word = word(index ^ (index >> 1), directions[dimension])
      return turns.map { Self.scrambled(word, $0[dimension]) } ?? word
    }
  }

  private func word(_ code: Int, _ directions: [UInt32]) -> UInt32 {
    var (rest, word) = (code, UInt32(0))
    while rest != 0 {
      word ^= directions[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return word
  }

  /// Turns bits from the highest down; a draw's index is a one and the bits above, so each node of
  /// the tree of all words has its own.
  private static func scrambled(_ word: UInt32, _ turns: RandomStream) -> UInt32 {
    var mask: UInt32 = 0
    for place in 0..<bits {
      let node = 1 << place | Int(UInt64(word) >> UInt64(bits - place))
      mask = mask << 1 | UInt32(turns.word(node) >> 63)
    }
    return word ^ mask
  }

  /// The recurrence of a dimension's polynomial, from its first numbers on.
  private static func directions(of dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (0..<bits).map { 1 << UInt32(bits - 1 - $0) } }
    let row = SobolNumbers.rows[dimension - 1]
    let (polynomial, degree) = (row[0], row.count - 1)
    var words = (0..<degree).map { row[$0 + 1] << UInt32(bits - 1 - $0) }
    for place in degree..<bits {
      let first = words[place - degree]
      var word = first ^ (first >> UInt32(degree))
      for back in stride(from: 1, to: degree, by: 1)
      where polynomial >> UInt32(degree - back) & 1 == 1 {
        word ^= words[place - back]
      }
      words.append(word)
    }
    return words
  }
}
