import Experiments
import Foundation

/// Finds metrics in lines by their patterns, and complains once of each that finds no number.
struct PatternSearch {
  /// Of longer lines the rest is not searched.
  private static let longest = 1 << 16

  private let searches: [OnePatternSearch]
  private var complaints: Set<String> = []

  init(_ patterns: [MetricPattern]) {
    searches = patterns.compactMap { OnePatternSearch($0) }
  }

  /// What is found in a line: the metrics together, and complaints.
  mutating func read(_ line: ArraySlice<UInt8>) -> [ProgramMessage] {
    let line = line.prefix(Self.longest)
    let possible = searches.filter { $0.mayBe(in: line) }
    if possible.isEmpty { return [] }
    let text = String(decoding: line, as: UTF8.self)
    var metrics: [ProgramMetric] = []
    var messages: [ProgramMessage] = []
    for search in possible {
      switch search.find(in: text) {
      case .nothing: break
      case .number(let value): metrics.append(ProgramMetric(search.pattern.name, value))
      case .words(let words):
        complain(search.pattern, "found \(SpecError.quoted(words)), which is no number", &messages)
      case .tooLong:
        complain(search.pattern, "takes too long on a line, which was passed over", &messages)
      }
    }
    return (metrics.isEmpty ? [] : [.metrics(step: nil, metrics)]) + messages
  }

  private mutating func complain(
    _ pattern: MetricPattern, _ words: String, _ messages: inout [ProgramMessage]
  ) {
    guard complaints.insert(pattern.name).inserted else { return }
    messages.append(.warning("the pattern of \(SpecError.quoted(pattern.name)) \(words)"))
  }
}
