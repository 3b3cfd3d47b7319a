import Experiments
import Foundation
import Scheduling

/// What this program is.
enum Product {
  /// Its version.
  static let version = "0.5.0"

  /// The commit it was built of: from the file that `make install` puts beside it, else from the
  /// checkout whose `.build` folder it lies in, else `unknown`.
  static func commit() -> String {
    guard let executable = Bundle.main.executablePath else { return "unknown" }
    let folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
    for file in ["commit", "../share/sweep/commit"] {
      if let text = text(folder.appending(path: file)) { return text }
    }
    return Checkout(around: folder)?.head ?? "unknown"
  }

  /// How a worker is started: from the program that runs, whatever its file has become; and it is told
  /// the commit, which may be another one by then.
  static var worker: WorkerCommand {
    WorkerCommand(OwnProgram.path, ["worker", "--commit", commit()], name: "sweep")
  }

  private static func text(_ url: URL) -> String? {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return line.isEmpty ? nil : line
  }
}

/// A git checkout, read without git: starting a program would cost more than it is worth.
private struct Checkout {
  private let repository: URL
  private let common: URL

  /// The checkout in whose `.build` folder a folder lies.
  init?(around folder: URL) {
    let parts = folder.standardizedFileURL.pathComponents
    guard let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) else { return nil }
    let root = URL(fileURLWithPath: "/" + parts[1..<build].joined(separator: "/"))
    let git = root.appending(path: ".git")
    let link = Self.line(git).flatMap { $0.hasPrefix("gitdir: ") ? $0.dropFirst(8) : nil }
    let found = link.map { URL(fileURLWithPath: String($0), relativeTo: root) } ?? git
    let shared = Self.line(found.appending(path: "commondir"))
    repository = found
    common = shared.map { URL(fileURLWithPath: $0, relativeTo: found) } ?? found
  }

  /// The commit that is checked out.
  var head: String? {
    guard let head = Self.line(repository.appending(path: "HEAD")) else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst(5))
    return Self.line(common.appending(path: name)) ?? packed(name)
  }

  private func packed(_ name: String) -> String? {
    let file = common.appending(path: "packed-refs")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasSuffix(" \(name)") }
    return line.flatMap { $0.split(separator: " ").first.map(String.init) }
  }

  private static func line(_ url: URL) -> String? {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").first.map(String.init)
  }
}
