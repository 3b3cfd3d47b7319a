import Foundation

/// Programs of the system that some tests need.
enum Tool {
  /// Whether one is in `PATH`.
  static func isHere(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
