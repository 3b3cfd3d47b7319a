/// A direction of a chart: which values it spans and where its ticks are.
struct Axis: Hashable {
  /// A labelled place.
  struct Tick: Hashable {
    let value: Double
    let label: String

    init(_ decimal: Decimal) {
      value = decimal.value
      label = decimal.label
    }
  }

  /// Beyond it differences overflow; no such value is drawn.
  static let largest = 1e300

  /// Whether equal ratios are equally long.
  let isLogarithmic: Bool
  /// The first value shown, its logarithm on a logarithmic axis.
  let lower: Double
  /// The last value shown, its logarithm on a logarithmic axis.
  let upper: Double
  /// Labelled places, ascending.
  let ticks: [Tick]
  /// Places between the ticks that get a faint line.
  let minor: [Double]

  /// Where a value lies, from 0 to 1; NaN for one that cannot be shown.
  func fraction(_ value: Double) -> Double {
    guard Self.isShown(value, isLogarithmic) else { return .nan }
    return ((isLogarithmic ? log10(of: value) : value) - lower) / (upper - lower)
  }

  /// Whether an axis of a kind can show a value.
  static func isShown(_ value: Double, _ isLogarithmic: Bool) -> Bool {
    value.magnitude <= largest && (!isLogarithmic || value > 0)
  }
}
