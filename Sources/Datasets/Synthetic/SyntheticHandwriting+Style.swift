extension SyntheticHandwriting {
  /// How much one writer's letters differ from one another.
  ///
  /// Each spread is the standard deviation of a normal draw that is drawn again beyond two of them
  /// (which leaves 0.88 of it). More `timing`, `noise` and `speed` make the set harder to learn: they
  /// add dimensions; `size`, `slant`, `aspect` and `rotation` mostly widen those there are. Most
  /// letters can still be read at twice the standard `shape` and half again the `noise`, not all.
  public struct Style: Codable, Hashable, Sendable {
    /// Mean size, as a factor on the letters as designed.
    public let scale: Double
    /// Spread of the size, as a share of it.
    public let size: Double
    /// Spread of width against height, as a share.
    public let aspect: Double
    /// Spread of the slant: x for each y, a shear.
    public let slant: Double
    /// Spread of the writing line's direction, in radians.
    public let rotation: Double
    /// Spread of a letter's whole duration, as a share.
    public let speed: Double
    /// Spread of the tempo's drift: by which share the letter's ends are faster and slower.
    public let tempo: Double
    /// Spread of each segment's own duration, as a share: the rhythm.
    public let timing: Double
    /// Spread of each term of a smooth deviation of the letter's shape, as a share of its half
    /// width or height; see ``ShapeField``.
    public let shape: Double
    /// Spread of each segment's own direction and extent, as a share of its extent: the noise of
    /// movement grows with the movement (Harris & Wolpert 1998, doi:10.1038/29528). It adds up along
    /// the letter, so neighbouring via-points deviate together.
    public let noise: Double
    /// Spread of the last segment's extent, as a share.
    public let exit: Double

    /// Makes a style; what is not named is as in the standard one.
    public init(
      scale: Double = 0.95, size: Double = 0.155, aspect: Double = 0.08, slant: Double = 0.13,
      rotation: Double = 0.065, speed: Double = 0.085, tempo: Double = 0.2, timing: Double = 0.18,
      shape: Double = 0.08, noise: Double = 0.09, exit: Double = 0.2
    ) {
      self.scale = scale
      self.size = size
      self.aspect = aspect
      self.slant = slant
      self.rotation = rotation
      self.speed = speed
      self.tempo = tempo
      self.timing = timing
      self.shape = shape
      self.noise = noise
      self.exit = exit
    }

    /// The style whose statistics are those of the real set: size, durations, and how much of a
    /// held-out part 8 to 64 principal components leave unexplained.
    public static let standard = Style()
  }
}
