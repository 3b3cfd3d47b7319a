import Experiments
import Foundation
import Reports

/// What `status` says, for a terminal.
package struct StatusText {
  private let status: Status
  private static let mostFailed = 20

  package init(_ status: Status) { self.status = status }

  /// The text; tables fit so many columns, or are as wide as they are.
  package func text(width: Int?) -> String {
    ([head] + elsewhere + ends + searches).map { "\($0)\n" }.joined() + running(width)
      + table.render(width: width) + failures
  }

  private var head: String {
    guard status.isRunning else {
      return status.elsewhere == nil
        ? "\(status.store): nothing is running" : "\(status.store): nothing runs on this machine"
    }
    return "\(status.store): in use by \(status.holder ?? "a sweep")"
  }

  private var elsewhere: [String] { (status.elsewhere ?? []).map(\.words) }

  private var ends: [String] {
    status.sweeps.compactMap { sweep in
      sweep.timeLeft.map { left in
        let end = sweep.ends.map { ", ends at about \(Self.clock($0))" } ?? ""
        return "\(sweep.name): \(left)\(end)"
      }
    }
  }

  private var searches: [String] {
    status.sweeps.compactMap { sweep in sweep.search.map { "\(sweep.name): \($0)" } }
  }

  private func running(_ width: Int?) -> String {
    TextTable(
      header: ["", "", "", "", ""],
      rows: status.running.map { run in
        [
          "  \(run.label)", run.place, run.shown[0], run.shown[1], run.timeLeft,
        ]
      },
      fits: [.shorten(to: 12), .whole, .drop(2), .drop(1), .whole]
    ).render(showsHeader: false, width: width)
  }

  private var failures: String {
    let shown = status.failed.prefix(Self.mostFailed).map { "failed: \($0)\n" }.joined()
    let rest = status.failed.count - Self.mostFailed
    return shown + (rest > 0 ? "and \(rest) more failed (sweep ls --state failed)\n" : "")
  }

  private var table: TextTable {
    let states = RunState.allCases
    return TextTable(
      header: ["sweep", "runs"] + states.map(\.rawValue) + ["trained", "left"],
      rows: status.sweeps.map { sweep in
        [sweep.name, "\(sweep.runs)"] + states.map { "\(sweep.counts[$0.rawValue] ?? 0)" }
          + [
            DurationText.words(sweep.seconds),
            sweep.secondsLeft > 0 ? DurationText.words(sweep.secondsLeft) : "-",
          ]
      }, alignments: [.left] + Array(repeating: .right, count: states.count + 3),
      fits: [.shorten(to: 12), .whole] + states.map(fit) + [.drop(8), .drop(9)])
  }

  // States in which there is no run go first, what says most goes last.
  private func fit(_ state: RunState) -> TextTable.Fit {
    let isEmpty = status.sweeps.allSatisfy { ($0.counts[state.rawValue] ?? 0) == 0 }
    switch state {
    case .finished: return .drop(13)
    case .failed: return .drop(isEmpty ? 3 : 12)
    case .running: return .drop(isEmpty ? 2 : 11)
    case .pending: return .drop(isEmpty ? 4 : 10)
    case .interrupted: return .drop(isEmpty ? 1 : 7)
    case .diverged: return .drop(isEmpty ? 0 : 6)
    }
  }

  /// `14:32`, or with the date where it is another day; in this machine's time zone.
  static func clock(_ date: Date, today: Date = Date()) -> String {
    let (then, now) = (parts(date), parts(today))
    let time = String(format: "%02d:%02d", then.tm_hour, then.tm_min)
    guard then.tm_yday != now.tm_yday || then.tm_year != now.tm_year else { return time }
    let (year, month) = (Int(then.tm_year) + 1900, then.tm_mon + 1)
    return String(format: "%04d-%02d-%02d ", year, month, then.tm_mday) + time
  }

  private static func parts(_ date: Date) -> tm {
    var (seconds, found) = (time_t(date.timeIntervalSince1970), tm())
    localtime_r(&seconds, &found)
    return found
  }
}
