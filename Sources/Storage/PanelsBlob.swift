import Experiments
import Foundation

/// Trajectories as a blob: their number, the number of values of each, then all values.
/// Numbers are 32 bits, little-endian; values single precision, by their bits.
enum PanelsBlob {
  /// The blob of trajectories.
  static func encode(_ panels: Panels) -> Data {
    let counts = [panels.trajectories.count] + panels.trajectories.map(\.count)
    var words = counts.map { UInt32($0).littleEndian }
    for trajectory in panels.trajectories {
      words.append(contentsOf: trajectory.lazy.map(\.bitPattern.littleEndian))
    }
    return words.withUnsafeBytes { Data($0) }
  }

  /// Reads a blob; `nil` where its numbers do not fit its length.
  static func decode(_ data: Data) -> Panels? {
    guard data.count % 4 == 0, let words = Optional(words(data)), let first = words.first,
      words.count > Int(first)
    else { return nil }
    let counts = words[1...].prefix(Int(first)).map(Int.init)
    guard counts.reduce(1 + counts.count, +) == words.count else { return nil }
    var start = 1 + counts.count
    return Panels(
      counts.map { count in
        defer { start += count }
        return words[start..<start + count].map(Float.init(bitPattern:))
      })
  }

  private static func words(_ data: Data) -> [UInt32] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
  }
}
