import Foundation

/// A folder that goes with its owner.
public final class TemporaryFolder: Sendable {
  /// Its path.
  public let path: String

  /// Makes it.
  ///
  /// - Throws: What the system says where it cannot be made.
  public init() throws {
    path = NSTemporaryDirectory() + "sweep-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
