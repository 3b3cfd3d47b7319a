import Experiments
import Foundation

/// Trajectories as a blob: their number, the number of values of each, then all values.
/// Numbers are 32 bits, little-endian; values single precision, by their bits. Before those of
/// other channels than two stand the largest number there is and the number of channels.
enum PanelsBlob {
  private static let mark = UInt32.max

  /// The blob of trajectories.
  static func encode(_ panels: Panels) -> Data {
    let counts = [panels.trajectories.count] + panels.trajectories.map(\.count)
    let head = panels.channels == 2 ? [] : [mark, UInt32(panels.channels)]
    var words = (head + counts.map(UInt32.init)).map(\.littleEndian)
    for trajectory in panels.trajectories {
      words.append(contentsOf: trajectory.lazy.map(\.bitPattern.littleEndian))
    }
    return words.withUnsafeBytes { Data($0) }
  }

  /// Reads a blob; `nil` where its numbers do not fit its length.
  static func decode(_ data: Data) -> Panels? {
    guard data.count % 4 == 0 else { return nil }
    let words = words(data)
    guard words.first == mark else { return decode(words[...], channels: 2) }
    guard words.count > 1, words[1] != 2, (1...Panels.mostChannels).contains(Int(words[1])) else {
      return nil
    }
    return decode(words[2...], channels: Int(words[1]))
  }

  private static func decode(_ words: ArraySlice<UInt32>, channels: Int) -> Panels? {
    guard let first = words.first, words.count > Int(first) else { return nil }
    let counts = words.dropFirst().prefix(Int(first)).map(Int.init)
    guard counts.reduce(1 + counts.count, +) == words.count else { return nil }
    var start = words.startIndex + 1 + counts.count
    return Panels(
      counts.map { count in
        defer { start += count }
        return words[start..<start + count].map(Float.init(bitPattern:))
      }, channels: channels)
  }

  private static func words(_ data: Data) -> [UInt32] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
  }
}
