import Foundation

/// Trajectories for figures: x and y positions, each cut to its own length.
public struct Panels: Codable, Hashable, Sendable {
  /// One trajectory each: x0, y0, x1, y1, ...
  public let trajectories: [[Float]]

  /// Makes panels; each array holds x and y in turn.
  public init(_ trajectories: [[Float]]) {
    self.trajectories = trajectories
  }

  /// Reads panels: an array of base64 texts, each of little-endian single-precision numbers.
  ///
  /// - Throws: `DecodingError` where a text is not of that form.
  public init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    var trajectories: [[Float]] = []
    while !values.isAtEnd {
      let text = try values.decode(String.self)
      guard let data = Data(base64Encoded: text), data.count % 8 == 0 else {
        throw DecodingError.dataCorruptedError(
          in: values, debugDescription: "not base64 of pairs of single-precision numbers")
      }
      trajectories.append(Self.floats(data))
    }
    self.trajectories = trajectories
  }

  /// Writes panels in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.unkeyedContainer()
    for trajectory in trajectories {
      try values.encode(Self.data(trajectory).base64EncodedString())
    }
  }

  private static func floats(_ data: Data) -> [Float] {
    [UInt8](data).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
      }
    }
  }

  private static func data(_ floats: [Float]) -> Data {
    Data(floats.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init) })
  }
}
