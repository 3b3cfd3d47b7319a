import CSystem
import Foundation

/// Adds up the memory that a program and all it has started have in use.
struct MemoryWatch {
  private static let pause = 1.0

  private let keeper: pid_t
  private let limit: Int?
  private var looked: Double

  /// - Parameters:
  ///   - keeper: The process under which all of them are.
  ///   - limit: Bytes; `nil` for any.
  init(_ keeper: pid_t, limit: Int?, now: Double) {
    self.keeper = keeper
    self.limit = limit
    looked = now
  }

  /// The bytes in use, once a second, where they are more than the limit.
  mutating func look(at now: Double) -> Int? {
    guard let limit, now - looked >= Self.pause else { return nil }
    looked = now
    let processes = Self.descendants(of: keeper)
    guard processes.map(Self.resident).reduce(0, +) > limit else { return nil }
    // What several share was counted several times, as by children of a loader of data; to be exact
    // takes longer, and is seldom needed.
    let used = processes.map(Self.proportional).reduce(0, +)
    return used > limit ? used : nil
  }

  private static func descendants(of process: pid_t) -> [pid_t] {
    var all: [pid_t] = []
    var next = [process]
    while let parent = next.popLast() {
      var found = [pid_t](repeating: 0, count: 1024)
      let count = Int(csystem_children(parent, &found, 1024))
      all += found[..<count]
      next += found[..<count]
    }
    return all
  }

  /// Pages in memory, those it shares with others too. Source: proc(5), `statm`.
  private static func resident(_ process: pid_t) -> Int {
    let numbers = text("/proc/\(process)/statm").split(separator: " ")
    return numbers.count > 1 ? (Int(numbers[1]) ?? 0) * Int(getpagesize()) : 0
  }

  /// The same with its share of what is shared. Source: proc(5), `smaps_rollup`.
  private static func proportional(_ process: pid_t) -> Int {
    let line = text("/proc/\(process)/smaps_rollup").split(separator: "\n")
      .first { $0.hasPrefix("Pss:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return kilobytes.map { $0 * 1024 } ?? resident(process)
  }

  private static func text(_ file: String) -> String {
    (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  }
}
