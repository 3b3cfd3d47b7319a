import Foundation

/// Trajectories for figures, as x and y positions, each cut to its own length.
public struct Panels: Codable, Hashable, Sendable {
  /// One trajectory each: x0, y0, x1, y1, ...
  public let trajectories: [[Float]]
  /// Numbers of a step: two, x and y, of a pen.
  public let channels: Int

  /// More channels are no panel's: whoever draws makes a line for each.
  public static let mostChannels = 1024

  /// Makes panels; each array holds the channels in turn.
  public init(_ trajectories: [[Float]], channels: Int = 2) {
    self.trajectories = trajectories
    self.channels = channels
  }

  private enum CodingKeys: String, CodingKey { case channels, trajectories }

  /// Reads panels: an array of base64 texts, each of little-endian single-precision numbers, x and
  /// y; of other channels than two an object of such an array and the number of channels.
  ///
  /// - Throws: `DecodingError` where a text is not of that form.
  public init(from decoder: any Decoder) throws {
    if let values = try? decoder.unkeyedContainer() {
      self.init(try Self.trajectories(values, channels: 2))
      return
    }
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    let channels = try parts.decode(Int.self, forKey: .channels)
    guard (1...Self.mostChannels).contains(channels), channels != 2 else {
      throw DecodingError.dataCorruptedError(
        forKey: .channels, in: parts, debugDescription: "not a number of channels other than 2")
    }
    let values = try parts.nestedUnkeyedContainer(forKey: .trajectories)
    self.init(try Self.trajectories(values, channels: channels), channels: channels)
  }

  private static func trajectories(
    _ texts: any UnkeyedDecodingContainer, channels: Int
  ) throws -> [[Float]] {
    var texts = texts
    var trajectories: [[Float]] = []
    while !texts.isAtEnd {
      let text = try texts.decode(String.self)
      guard let data = Data(base64Encoded: text), data.count % 4 == 0,
        data.count / 4 % channels == 0
      else {
        throw DecodingError.dataCorruptedError(
          in: texts,
          debugDescription: "not base64 of single-precision numbers, \(channels) a step")
      }
      trajectories.append(floats(data))
    }
    return trajectories
  }

  /// Writes panels in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    guard channels != 2 else { return try encode(into: encoder.unkeyedContainer()) }
    var parts = encoder.container(keyedBy: CodingKeys.self)
    try parts.encode(channels, forKey: .channels)
    try encode(into: parts.nestedUnkeyedContainer(forKey: .trajectories))
  }

  private func encode(into values: any UnkeyedEncodingContainer) throws {
    var values = values
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
