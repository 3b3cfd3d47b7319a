import Scheduling

/// How many runs are on at a time, and why so many.
package struct Slots: Sendable {
  /// How many.
  package let count: Int
  /// The processors it follows from; `nil` where somebody asked for a number.
  private let processors: Processors?

  /// - Parameter asked: How many; 0 for as many as this process may use processors.
  package init(asked: Int) {
    processors = asked > 0 ? nil : .current()
    count = processors?.usable ?? asked
  }

  /// `2 at a time`, `1 at a time: 1 of 2 processors (affinity)`.
  package var words: String {
    let why = processors.flatMap { $0.limit == nil ? nil : ": \($0)" } ?? ""
    return "\(count) at a time\(why)"
  }
}
