import Cluster
import Experiments
import Foundation
import Storage

/// The tasks of a sweep on other machines, as their folders show them.
package struct ElsewhereStatus: Encodable {
  /// The sweep's name.
  package let sweep: String
  /// Tasks that have not begun.
  package let waiting: Int
  /// Tasks that have begun and not ended.
  package let running: Int
  /// Machines of those, each with how many.
  package let places: [String: Int]
  /// Whether they were asked to stop.
  package let isStopping: Bool

  /// The sweeps of a save folder that have any.
  package static func all(in saveFolder: String, sweeps: [String]) -> [ElsewhereStatus] {
    sweeps.compactMap { ElsewhereStatus($0, saveFolder) }
  }

  private init?(_ sweep: String, _ saveFolder: String) {
    let open = OpenSubmissions(saveFolder, sweep: sweep, removesIncomplete: false).all
    guard !open.isEmpty else { return nil }
    self.sweep = sweep
    var (waiting, places) = (0, [String: Int]())
    for (record, folder) in open {
      let (begun, ended) = folder.marks()
      waiting += record.tasks.count - begun.union(ended).count
      for task in begun.subtracting(ended) { places[folder.host(of: task) ?? "?", default: 0] += 1 }
    }
    (self.waiting, self.places) = (waiting, places)
    running = places.values.reduce(0, +)
    isStopping = open.allSatisfy(\.folder.isAskedToStop)
  }

  /// In words: `paper: 12 tasks on other machines: 4 running (n1 2, n2 2), 8 waiting`.
  var words: String { "\(sweep): \(counts)" }

  /// The same without the sweep's name.
  var counts: String {
    let count = waiting + running
    let machines = places.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key) \($0.value)" }
    let more = places.count > 8 ? ", ..." : ""
    let parts = [
      running > 0 ? "\(running) running (\(machines.joined(separator: ", "))\(more))" : nil,
      waiting > 0 ? "\(waiting) waiting" : nil, isStopping ? "asked to stop" : nil,
    ].compactMap(\.self)
    guard count > 0 else { return "all tasks on other machines have ended" }
    return "\(count) task\(count == 1 ? "" : "s") on other machines: "
      + parts.joined(separator: ", ")
  }
}
