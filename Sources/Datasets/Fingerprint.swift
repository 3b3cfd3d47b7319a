import Crypto
import Foundation

/// The identity of a set's content, independent of file format, machine and name.
///
/// The hashed bytes are: the text `sweep trajectories 1` and a line feed; the number of
/// trajectories; then for each its label's number of UTF-8 bytes, these bytes, its length in steps,
/// and its positions' single-precision bit patterns (4 bytes each). All integers of 8 bytes unless
/// said; everything little-endian.
enum Fingerprint {
  /// SHA-256 of the canonical bytes, 64 hexadecimal digits.
  static func hexadecimal(of trajectories: [Trajectory]) -> String {
    SHA256.hash(data: canonicalBytes(of: trajectories)).map(digits).joined()
  }

  static func canonicalBytes(of trajectories: [Trajectory]) -> Data {
    var bytes = Data("sweep trajectories 1\n".utf8)
    append(trajectories.count, to: &bytes)
    for trajectory in trajectories {
      append(trajectory.label.utf8.count, to: &bytes)
      bytes.append(contentsOf: trajectory.label.utf8)
      append(trajectory.length, to: &bytes)
      append(trajectory.positions, to: &bytes)
    }
    return bytes
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
