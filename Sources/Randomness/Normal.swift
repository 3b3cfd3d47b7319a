/// The standard normal distribution, from `+ - * / sqrt` alone.
enum Normal {
  /// The share of a standard normal below -2.
  static let probabilityBelowMinusTwo = 0.022750131948179207

  /// The number below which a share `p` of a standard normal lies, to about 1e-9.
  ///
  /// `p` is in (0, 1). A first value by a rational approximation is unnecessary: the tail is
  /// expressed through w = -log(4p(1-p)) in which the inverse is smooth.
  ///
  /// Source: Giles 2010, "Approximating the erfinv function" (the double-precision form has three
  /// ranges; here two of single precision and a Newton step on the series of the distribution).
  static func quantile(_ p: Double) -> Double {
    let x = start(p)
    let error = cumulative(x) - p
    return x - error / density(x)
  }

  private static func start(_ p: Double) -> Double {
    let u = 2 * p - 1
    let w = -logarithm(4 * p * (1 - p))
    let central: [Double] = [
      2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
      -0.00125372503, -0.00417768164, 0.246640727, 1.50140941,
    ]
    let tail: [Double] = [
      -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
      -0.0076224613, 0.00943887047, 1.00167406, 2.83297682,
    ]
    let polynomial =
      w < 5
      ? central.reduce(0) { $0 * (w - 2.5) + $1 }
      : tail.reduce(0) { $0 * (w.squareRoot() - 3) + $1 }
    return 2.0.squareRoot() * polynomial * u
  }

  /// The distribution function by its alternating-free series about 0; good to 1e-13 for |x| < 9.
  private static func cumulative(_ x: Double) -> Double {
    var term = x
    var sum = x
    var n = 1.0
    while abs(term) > 1e-17 * abs(sum) && n < 400 {
      n += 2
      term *= x * x / n
      sum += term
    }
    return 0.5 + sum * density(x)
  }

  private static func density(_ x: Double) -> Double {
    exponential(-x * x / 2) * 0.3989422804014327
  }

  /// The natural logarithm: the exponent times log 2, and the series of 2 artanh((m-1)/(m+1)).
  static func logarithm(_ x: Double) -> Double {
    let m = x.significand
    let s = (m - 1.5) / (m + 1.5)
    var power = s
    var sum = 0.0
    for odd in stride(from: 1.0, to: 40, by: 2) {
      sum += power / odd
      power *= s * s
    }
    return Double(x.exponent) * 0.6931471805599453 + 0.4054651081081644 + 2 * sum
  }

  /// The exponential: a power of two times the series on |r| < log(2) / 2.
  static func exponential(_ x: Double) -> Double {
    let k = (x / 0.6931471805599453).rounded()
    guard k > -1000 else { return 0 }
    let r = x - k * 0.6931471805599453
    var term = 1.0
    var sum = 1.0
    for n in 1...18 {
      term *= r / Double(n)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }
}
