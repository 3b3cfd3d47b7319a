import Experiments
import Files
import Foundation

/// What a run's log has of its last attempt, which its worker wrote before it crashed.
package enum LastWords {
  /// The lines, of the last 64 KB at most; none where there is no log.
  @Sendable package static func of(_ assignment: Assignment) -> [String] {
    let folder = SafeFolder(assignment.saveFolder)
    let log = (try? folder.end(of: RunHome(path: assignment.home).log, most: 64 << 10)) ?? []
    let lines = String(decoding: log, as: UTF8.self).split(whereSeparator: \.isNewline)
    let said = lines.lastIndex { $0.hasPrefix("attempt ") }.map { lines[($0 + 1)...] } ?? lines[...]
    return said.map { String($0.prefix(300)) }
  }
}
