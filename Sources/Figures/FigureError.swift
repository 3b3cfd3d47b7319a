/// Why a figure could not be made.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A kind of failure.
  public enum Code: Sendable {
    /// A side is not in `1...largestSide`.
    case size
    /// libpng refused; ``FigureError/message`` has its words.
    case encoder
  }

  /// The longest side of a figure, pixels.
  public static let largestSide = 16_384

  /// The sides a figure may have.
  static let sides = 1...largestSide

  /// What is wrong; compare this.
  public let code: Code
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// The encoder's words.
  public let message: String?

  /// What happened, for people.
  public var description: String {
    switch code {
    case .size: "figure of \(width) x \(height) pixels: each side must be in \(Self.sides)"
    case .encoder: "figure of \(width) x \(height) pixels: libpng: \(message ?? "no message")"
    }
  }
}
