import Randomness

/// The hand in the moment it writes one letter: its draws, in a fixed order.
struct Hand {
  private let style: SyntheticHandwriting.Style
  private let stream: RandomStream
  private var drawn = 0

  /// The hand that writes the letter `index` of a seed.
  init(seed: Int, index: Int, style: SyntheticHandwriting.Style) {
    self.style = style
    // Each letter has a stream of its own: what an epoch is to training, the index is here.
    self.stream = RandomStream(seed: seed, purpose: "synthetic handwriting", epoch: index)
  }

  /// Velocities, `[moving samples, 3]` row-major: x, y and pen-tip force.
  mutating func write(_ shape: LetterShape) -> [Double] {
    let samples = duration(of: shape)
    let places = transformed(deviated(shape.places))
    let pen = MinimumJerk(durations: rhythm(of: shape.shares, samples: samples))
    let x = pen.movement(through: places.map(\.x)).positions(to: samples)
    let y = pen.movement(through: places.map(\.y)).positions(to: samples)
    let force = press(samples).positions(to: samples)
    return (1...samples).flatMap { time in
      [x, y, force].map { $0[time] - $0[time - 1] }
    }
  }

  /// A recording of a movement: zeros stand before and after it.
  mutating func record(_ movement: [Double]) -> [Double] {
    let moving = movement.count / RawDataset.penChannels.count
    let before = Int(uniform(in: 3...17))
    let after = Int(uniform(in: 20...64))
    let total = min(max(before + moving + after, 109), 205)
    let still = { (samples: Int) in
      [Double](repeating: 0, count: samples * RawDataset.penChannels.count)
    }
    return still(before) + movement + still(total - before - moving)
  }
}

extension Hand {
  /// Moving samples, 60 to 182.
  private mutating func duration(of shape: LetterShape) -> Int {
    let samples = (shape.samples * spread(style.speed)).rounded()
    return Int(min(max(samples, 60), 182))
  }

  /// The letter's places with a smooth deviation of the whole, and noise on each way between two
  /// that grows with its extent; the last way, which need not meet anything, is longer or shorter.
  private mutating func deviated(_ places: [Place]) -> [Place] {
    let field = ShapeField(coefficients: (0..<ShapeField.count).map { _ in style.shape * normal() })
    let ideal = field.applied(to: places)
    let exit = spread(style.exit)
    return ideal.indices.dropFirst().reduce(into: [Place(x: 0, y: 0)]) { written, next in
      let (from, to) = (ideal[next - 1], ideal[next])
      let stretch = next == ideal.count - 1 ? exit : 1
      let way = Place(x: stretch * (to.x - from.x), y: stretch * (to.y - from.y))
      let noise = style.noise * way.extent
      let last = written[written.count - 1]
      let (x, y) = (way.x + noise * normal(), way.y + noise * normal())
      written.append(Place(x: last.x + x, y: last.y + y))
    }
  }

  /// The places in this moment's size, aspect, slant (a shear) and direction (a rotation).
  private mutating func transformed(_ places: [Place]) -> [Place] {
    let size = style.scale * spread(style.size)
    let aspect = spread(style.aspect)
    let slant = style.slant * normal()
    // A rotation by 2 atan(q), without a sine.
    let q = style.rotation * normal() / 2
    let cosine = (1 - q * q) / (1 + q * q)
    let sine = 2 * q / (1 + q * q)
    return places.map { place in
      let x = size * (place.x * aspect + place.y * slant)
      let y = size * place.y / aspect
      return Place(x: cosine * x - sine * y, y: sine * x + cosine * y)
    }
  }

  /// The durations of the segments, in samples; they add up to `samples`. Each has its own
  /// deviation, and the tempo drifts from the first to the last.
  private mutating func rhythm(of shares: [Double], samples: Int) -> [Double] {
    let drift = style.tempo * normal()
    let middle = Double(shares.count - 1) / 2
    let durations = shares.indices.map { segment in
      let along = middle > 0 ? (Double(segment) - middle) / middle : 0
      return shares[segment] * spread(style.timing) * max(1 + drift * along, 0.2)
    }
    let total = durations.reduce(0, +)
    return durations.map { $0 / total * Double(samples) }
  }

  /// The force: the pen is pressed down, held, and lifted in the last quarter of the time.
  private mutating func press(_ samples: Int) -> Movement {
    let durations = rhythm(of: [0.17, 0.2, 0.2, 0.17, 0.26], samples: samples)
    let held = 15 * spread(0.15)
    let steps = [held, 0, 0, 0, -50].map { $0 + 0.8 * normal() }
    return MinimumJerk(durations: durations).movement(through: sums(of: steps))
  }

  private func sums(of steps: [Double]) -> [Double] {
    steps.reduce(into: [0.0]) { places, step in places.append(places[places.count - 1] + step) }
  }

  /// A factor about 1.
  private mutating func spread(_ spread: Double) -> Double { max(1 + spread * normal(), 0.2) }

  /// A standard normal number within two standard deviations.
  private mutating func normal() -> Double {
    defer { drawn += 1 }
    return stream.truncatedNormal(drawn)
  }

  private mutating func uniform(in range: ClosedRange<Double>) -> Double {
    defer { drawn += 1 }
    return stream.uniform(drawn, in: range)
  }
}
