import Foundation

/// Which target may import which modules, as ARCHITECTURE.md has it.
struct Arrows {
  /// Modules by target.
  private(set) var targets: [String: Set<String>] = [:]

  /// What comes with the toolchain and is free to all.
  private static let free: Set = ["Dispatch", "Foundation", "Glibc", "Swift", "Synchronization"]

  /// Reads the lines `Target -> Module Module (Module)` of the section on arrows.
  init(document lines: [String]) {
    var isInside = false
    for line in lines {
      if line.hasPrefix("## ") { isInside = line == "## Targets and arrows" }
      guard isInside, let arrow = line.firstRange(of: " -> ") else { continue }
      let target = line[..<arrow.lowerBound].trimmingCharacters(in: .whitespaces)
      let modules = line[arrow.upperBound...].split { !$0.isLetter }.map(String.init)
      targets[target] = Set(modules)
    }
  }

  /// Whether a target's file may import a module.
  func allow(_ target: String, toImport module: String) -> Bool {
    Self.free.contains(module) || targets[target]?.contains(module) == true
  }
}

/// An import of a module.
struct Import {
  /// The module.
  let module: String

  /// The import on a line of Swift, if there is one.
  init?(line: String) {
    let form = #/^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:\w+\s+)?import\s+(?:[a-z]+\s+)?(\w+)/#
    // Most lines hold no such word, and the form is slow to try.
    guard line.contains("import "), let match = try? form.firstMatch(in: line) else { return nil }
    module = String(match.1)
  }
}
