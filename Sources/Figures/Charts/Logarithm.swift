/// The logarithm to base 10 of a positive finite number, by exactly rounded operations alone: the
/// same bits on every machine, which no system's library promises.
///
/// The error is a few units of the last place: ln m = 2 artanh((m - 1) / (m + 1)) for a significand
/// m between sqrt(1/2) and sqrt(2).
///
/// - Precondition: `value` is positive and finite.
func log10(of value: Double) -> Double {
  precondition(value > 0 && value.isFinite, "log10 of \(value)")
  let isLarge = value.significand > 1.414_213_562_373_095
  let significand = isLarge ? value.significand / 2 : value.significand
  let exponent = Double(value.exponent) + (isLarge ? 1 : 0)
  let ratio = (significand - 1) / (significand + 1)
  let square = ratio * ratio
  var series = 0.0
  for odd in stride(from: 23.0, through: 1, by: -2) { series = series * square + 1 / odd }
  let log10Of2 = 0.301_029_995_663_981_2
  let log10OfE = 0.434_294_481_903_251_8
  return exponent * log10Of2 + 2 * ratio * series * log10OfE
}
