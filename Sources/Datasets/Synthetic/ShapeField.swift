/// A smooth deviation of a whole letter: what lies close together deviates together, so a closed
/// bowl stays closed and a stem written twice stays one stem.
///
/// The displacement is a polynomial of degree three over the letter's box, without the constant
/// and linear parts (these are place, size, slant and direction).
struct ShapeField {
  /// Coefficients of the displacement, `[2, 7]`: x, then y; the terms of ``terms(_:_:)``.
  let coefficients: [Double]

  /// Coefficients in all: two coordinates of seven terms.
  static let count = 14

  /// `places` moved; the box is theirs, displacements are in shares of its larger half side.
  func applied(to places: [Place]) -> [Place] {
    let box = Box(of: places)
    return places.map { place in
      let terms = Self.terms((place.x - box.x) / box.reach, (place.y - box.y) / box.reach)
      let moved = (0..<2).map { axis in
        terms.indices.reduce(0) { $0 + coefficients[axis * terms.count + $1] * terms[$1] }
      }
      return Place(x: place.x + box.reach * moved[0], y: place.y + box.reach * moved[1])
    }
  }

  /// Half as much of degree three: it bends a stroke twice.
  private static func terms(_ u: Double, _ v: Double) -> [Double] {
    [u * u, u * v, v * v] + [u * u * u, u * u * v, u * v * v, v * v * v].map { $0 / 2 }
  }

  /// The middle of some places, and how far they reach from it along an axis.
  private struct Box {
    let x: Double
    let y: Double
    let reach: Double

    init(of places: [Place]) {
      let (left, right) = Self.ends(places.map(\.x))
      let (bottom, top) = Self.ends(places.map(\.y))
      self.x = (left + right) / 2
      self.y = (bottom + top) / 2
      self.reach = max(right - left, top - bottom, 1) / 2
    }

    private static func ends(_ values: [Double]) -> (Double, Double) {
      values.reduce((Double.infinity, -Double.infinity)) { (min($0.0, $1), max($0.1, $1)) }
    }
  }
}
