import Foundation

/// Paths that mean the same in every working folder.
package enum AbsolutePath {
  /// The path from the root. `..` stays in it: beyond a symbolic link only the system knows where that
  /// leads, and another folder would be meant.
  package static func of(_ path: String) -> String {
    let folder = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath
    let parts = "\(folder)/\(path)".split(separator: "/").filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
  }
}
