/// Exponential and logarithm from `+ - * /` alone: the same bits on every IEEE machine, where those
/// of C libraries differ.
///
/// Right to two units in the last place. The draws of `Randomness` have a coarser pair of their own,
/// whose bits are in every stored run, so that one stays as it is.
/// Source: the reduction and the two parts of log 2 are those of fdlibm (Sun Microsystems 1993).
enum Elementary {
  private static let high = 6.93147180369123816490e-01
  private static let low = 1.90821492927058770002e-10

  /// e to the power of `x`.
  static func exp(_ x: Double) -> Double {
    guard abs(x) < 750 else { return x.isNaN ? x : x > 0 ? .infinity : 0 }
    let twos = (x / 0.6931471805599453).rounded()
    let rest = (x - twos * high) - twos * low
    // The first terms are added last.
    let series = stride(from: 16.0, through: 3, by: -1).reduce(0.0) { ($0 + 1) * rest / $1 }
    let value = 1 + (rest + rest * rest / 2 * (1 + series))
    // In two steps, since either half is a normal number.
    let half = (twos / 2).rounded(.down)
    return value * power(half) * power(twos - half)
  }

  /// The natural logarithm.
  ///
  /// - Precondition: `x` is finite and greater than 0.
  static func log(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "Elementary: no logarithm of \(x)")
    let isLarge = x.significand > 1.4142135623730951
    let mantissa = isLarge ? x.significand / 2 : x.significand
    let twos = Double(x.exponent) + (isLarge ? 1 : 0)
    let f = mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    // 2 artanh(s) = 2s + 2sz (1/3 + z/5 + ...), and 2s = f - sf.
    let series = stride(from: 25.0, through: 3, by: -2).reduce(0.0) { $0 * z + 1 / $1 }
    return twos * high + (f - (s * (f - 2 * z * series) - twos * low))
  }

  private static func power(_ twos: Double) -> Double {
    Double(sign: .plus, exponent: Int(twos), significand: 1)
  }
}
