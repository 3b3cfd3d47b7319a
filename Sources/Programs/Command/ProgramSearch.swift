import Experiments
import Foundation

/// Finds the file of a program as a shell would: by `PATH`, unless its name has a slash.
struct ProgramSearch {
  /// Why there is no such program, for people.
  struct Fault: Error, Hashable {
    let reason: String
  }

  private let path: String
  private let folder: String

  /// - Parameters:
  ///   - path: The folders to look in, as in `PATH`; `nil` for the usual ones.
  ///   - folder: What names with a slash, and relative folders, are relative to.
  init(_ path: String?, folder: String) {
    self.path = path ?? "/usr/local/bin:/usr/bin:/bin"
    self.folder = folder
  }

  /// The absolute path of a program's file.
  func path(of name: String) throws(Fault) -> String {
    let shown = SpecError.quoted(name)
    if name.contains("/") {
      let file = absolute(name)
      switch Self.state(of: file) {
      case .program: return file
      case .absent: throw Fault(reason: "there is no program \(shown) (\(file))")
      case .folder: throw Fault(reason: "\(shown) is a folder, not a program")
      case .other: throw Fault(reason: Self.notExecutable(shown))
      }
    }
    let files = folders.map { "\($0)/\(name)" }
    if let file = files.first(where: { Self.state(of: $0) == .program }) { return file }
    throw Fault(reason: reason(shown, name, files))
  }

  private func reason(_ shown: String, _ name: String, _ files: [String]) -> String {
    if files.contains(where: { Self.state(of: $0) == .other }) {
      return Self.notExecutable(shown)
    }
    let isHere = !name.isEmpty && Self.state(of: "\(folder)/\(name)") != .absent
    let hint = isHere ? "; one beside the spec is written \(SpecError.quoted("./" + name))" : ""
    return "there is no program \(shown) in PATH\(hint)"
  }

  private var folders: [String] {
    path.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? folder : absolute(String($0)) }
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  private static func notExecutable(_ shown: String) -> String {
    "\(shown) is not executable (chmod +x, or name first the program that reads it: python3)"
  }

  private enum State { case program, absent, folder, other }

  private static func state(of path: String) -> State {
    var status = stat()
    guard stat(path, &status) == 0 else { return .absent }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    return status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0 ? .program : .other
  }
}
