import Crypto
import Foundation

/// The identity of a set's content, independent of file format, machine and name.
///
/// The hashed bytes are, of a movement in x and y: the text `sweep trajectories 1` and a line feed;
/// the number of trajectories; then for each its label, its length in steps, and its values'
/// single-precision bit patterns (4 bytes each). Of all else: the text `sweep trajectories 2` and a
/// line feed; the kind; the number of channels and each one's name; then the same. Texts are their
/// number of UTF-8 bytes and these bytes. All integers of 8 bytes unless said; everything
/// little-endian.
enum Fingerprint {
  /// SHA-256 of the canonical bytes, 64 hexadecimal digits.
  static func hexadecimal(
    of trajectories: [Trajectory], _ kind: DatasetKind, _ channels: [String]
  ) -> String {
    SHA256.hash(data: head(kind, channels) + canonicalBytes(of: trajectories)).map(digits).joined()
  }

  private static func head(_ kind: DatasetKind, _ channels: [String]) -> Data {
    if kind == .movement && channels == ["x", "y"] { return Data("sweep trajectories 1\n".utf8) }
    var bytes = Data("sweep trajectories 2\n".utf8)
    append(kind.rawValue, to: &bytes)
    append(channels.count, to: &bytes)
    for channel in channels { append(channel, to: &bytes) }
    return bytes
  }

  private static func canonicalBytes(of trajectories: [Trajectory]) -> Data {
    var bytes = Data()
    append(trajectories.count, to: &bytes)
    for trajectory in trajectories {
      append(trajectory.label, to: &bytes)
      append(trajectory.length, to: &bytes)
      append(trajectory.values, to: &bytes)
    }
    return bytes
  }

  private static func append(_ text: String, to bytes: inout Data) {
    append(text.utf8.count, to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  private static func append(_ number: Int, to bytes: inout Data) {
    withUnsafeBytes(of: UInt64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func append(_ numbers: [Float], to bytes: inout Data) {
    numbers.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  private static func digits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
