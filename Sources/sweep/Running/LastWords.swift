import Experiments
import Foundation

/// The last lines of a run's log, which its worker wrote before it crashed.
enum LastWords {
  private static let most = 12

  /// The lines of the last attempt, at most twelve; none where there is no log.
  @Sendable static func of(_ assignment: Assignment) -> [String] {
    let folder = SaveFolder(path: assignment.saveFolder)
    let log = folder.end(of: "\(assignment.run.folder)/log.txt", most: 16 << 10)
    let lines = String(decoding: log, as: UTF8.self).split(whereSeparator: \.isNewline)
    let said = lines.lastIndex { $0.hasPrefix("attempt ") }.map { lines[($0 + 1)...] } ?? lines[...]
    return said.suffix(most).map { String($0.prefix(300)) }
  }
}
