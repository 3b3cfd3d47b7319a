/// An opaque colour, 8 bits a channel, sRGB.
public struct Color: Hashable, Sendable {
  /// Red.
  public let red: UInt8
  /// Green.
  public let green: UInt8
  /// Blue.
  public let blue: UInt8

  /// Makes a colour from `0xRRGGBB`.
  ///
  /// - Precondition: `hex` is at most `0xFFFFFF`.
  public init(_ hex: UInt32) {
    precondition(hex <= 0xFF_FFFF, "Color: \(hex) is more than 24 bits")
    self.red = UInt8(hex >> 16)
    self.green = UInt8(hex >> 8 & 0xFF)
    self.blue = UInt8(hex & 0xFF)
  }
}
