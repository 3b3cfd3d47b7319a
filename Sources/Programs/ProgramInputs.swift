import Crypto
import Experiments
import Foundation

/// The files whose contents change a program's numbers, as a spec names them: files, folders with all
/// that lies in them, and patterns (`*` and `?` within a folder's name, `**` for any folders).
public enum ProgramInputs {
  /// An input that is not there or cannot be read.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which, why, and what was perhaps meant.
    public let description: String
  }

  /// More files than anybody means.
  private static let most = 100_000

  /// Reads all files and their digests.
  ///
  /// Hidden files, `__pycache__` and what ends in `.pyc` are no inputs, unless they are named.
  ///
  /// - Parameter folder: The spec's, from which names count.
  /// - Returns: Sorted by path, each once.
  /// - Throws: ``Fault``.
  public static func read(
    _ names: [String], in folder: String
  ) throws -> [ProgramRecord.InputFile] {
    var paths: Set<String> = []
    for name in names { paths.formUnion(try files(of: name, in: folder)) }
    return try paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { path in
      ProgramRecord.InputFile(path: path, sha256: try digest(of: path, in: folder))
    }
  }

  /// SHA-256 of a file's bytes, in hexadecimal.
  public static func digest(of path: String, in folder: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: absolute(path, folder)) else {
      throw Fault(description: "input \(quoted(path)) cannot be read: \(reason())")
    }
    defer { try? file.close() }
    var hash = SHA256()
    while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty { hash.update(data: bytes) }
    return Hexadecimal.text(hash.finalize())
  }

  // MARK: - Parts

  private static func files(of name: String, in folder: String) throws -> [String] {
    let isPattern = name.contains { "*?".contains($0) }
    let found = isPattern ? try matches(name, in: folder) : try named(name, in: folder)
    guard !found.isEmpty else {
      throw Fault(
        description: "input \(quoted(name)) matches no file in \(folder)\(near(name, folder))")
    }
    guard found.count <= most else {
      throw Fault(
        description: "input \(quoted(name)) is \(found.count) files; at most \(most) may be")
    }
    return found
  }

  private static func named(_ name: String, in folder: String) throws -> [String] {
    var isFolder: ObjCBool = false
    let path = absolute(name, folder)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Fault(
        description: "input \(quoted(name)) is not in \(folder)\(near(name, folder))")
    }
    guard isFolder.boolValue else { return [trimmed(name)] }
    return inside(trimmed(name), folder)
  }

  /// The files in a folder and the folders in it; links to folders are not followed.
  private static func inside(_ name: String, _ folder: String) -> [String] {
    let root = absolute(name, folder)
    guard let walker = FileManager.default.enumerator(atPath: root) else { return [] }
    var found: [String] = []
    while let relative = walker.nextObject() as? String {
      let last = relative.split(separator: "/").last ?? ""
      if last.hasPrefix(".") || last == "__pycache__" || last.hasSuffix(".pyc") {
        walker.skipDescendants()
        continue
      }
      var status = stat()
      guard stat("\(root)/\(relative)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      found.append(name == "." ? relative : "\(name)/\(relative)")
      if found.count > most { break }
    }
    return found
  }

  private static func matches(_ pattern: String, in folder: String) throws -> [String] {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let fixed = parts.prefix { part in !part.contains { "*?".contains($0) } }.joined(separator: "/")
    let start = fixed.isEmpty ? (pattern.hasPrefix("/") ? "/" : ".") : fixed
    let expression = try Regex("^" + regularExpression(of: trimmed(pattern)) + "$")
    return inside(trimmed(start), folder).filter { $0.wholeMatch(of: expression) != nil }
  }

  /// A glob as a regular expression.
  private static func regularExpression(of pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    while let character = rest.first {
      if rest.hasPrefix("**/") {
        text += "(?:[^/]+/)*"
        rest = rest.dropFirst(3)
        continue
      }
      switch character {
      case "*": text += rest.hasPrefix("**") ? ".*" : "[^/]*"
      case "?": text += "[^/]"
      case _ where character.isLetter || character.isNumber || "/_".contains(character):
        text.append(character)
      default: text += "\\\(character)"
      }
      rest = rest.dropFirst(rest.hasPrefix("**") ? 2 : 1)
    }
    return text
  }

  private static func absolute(_ name: String, _ folder: String) -> String {
    name.hasPrefix("/") ? name : "\(folder)/\(name)"
  }

  private static func trimmed(_ name: String) -> String {
    var name = name
    while name.hasPrefix("./") { name = String(name.dropFirst(2)) }
    while name.hasSuffix("/"), name.count > 1 { name = String(name.dropLast()) }
    return name.isEmpty ? "." : name
  }

  private static func near(_ name: String, _ folder: String) -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Suggestion.words(for: name, among: names.sorted())
  }

  private static func quoted(_ text: String) -> String { SpecError.quoted(text) }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
