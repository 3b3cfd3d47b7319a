import ArgumentParser
import Experiments
import Foundation
import Running

/// A moment as people type it: so long ago (`2h`), or a day or a time of this machine's clock
/// (`2026-11-01`, `2026-11-01T14:30`).
enum Moment: Sendable {
  case ago(TimeSpan)
  /// Seconds since 1970.
  case at(Int)

  /// - Throws: `ValidationError` where it is none.
  init(parsing text: String) throws {
    if let span = TimeSpan(text) {
      self = .ago(span)
    } else if let seconds = Self.seconds(text) {
      self = .at(seconds)
    } else {
      throw ValidationError(
        "\(SpecError.quoted(text)) is no time such as 30m, 2h, 7d, 2026-11-01 or 2026-11-01T14:30")
    }
  }

  /// Seconds since 1970.
  ///
  /// - Parameter now: The same of this moment.
  func seconds(now: Int) -> Int {
    switch self {
    case .ago(let span): now - Int(span.seconds)
    case .at(let seconds): seconds
    }
  }

  private static func seconds(_ text: String) -> Int? {
    guard let parts = text.wholeMatch(of: #/(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/#) else {
      return nil
    }
    func number(_ part: Substring?) -> Int32 { part.flatMap { Int32($0) } ?? 0 }
    var time = tm()
    (time.tm_year, time.tm_mon) = (number(parts.1) - 1900, number(parts.2) - 1)
    (time.tm_mday, time.tm_hour, time.tm_min) = (number(parts.3), number(parts.4), number(parts.5))
    time.tm_isdst = -1
    let given = time
    let seconds = mktime(&time)
    // Days that no month has become those of the next.
    let isThere = (given.tm_mon, given.tm_mday) == (time.tm_mon, time.tm_mday)
    return isThere && (0..<24).contains(given.tm_hour) && (0..<60).contains(given.tm_min)
      ? Int(seconds) : nil
  }
}
