import Experiments
import Statistics

/// What differs between two sweeps: their specs, and what came out of configurations of one label.
package struct SweepDifference: Encodable {
  /// A member of the specs.
  package struct Member: Encodable {
    package let path: String
    /// Canonical JSON; `nil` where a spec has no such member.
    package let before: String?
    package let after: String?
  }

  /// A configuration of both.
  package struct Cell: Encodable {
    package let label: String
    /// Seeds that both have.
    package let n: Int
    /// The mean over those, and its change with its 95 % interval.
    package let before: Double?
    package let after: Double?
    package let change: Double?
    package let low: Double?
    package let high: Double?
  }

  /// What is compared; `nil` where the first has no headline.
  package let metric: String?
  package let spec: [Member]
  package let cells: [Cell]
  /// Labels that one alone has.
  package let onlyBefore: [String]
  package let onlyAfter: [String]

  /// Compares; a run that neither finished nor diverged counts as listed, and has no value.
  package init(_ before: SweepResults, _ after: SweepResults) {
    let metric = before.sweep.manifest.headline ?? after.sweep.manifest.headline
    self.metric = metric?.rawValue
    spec = Self.members(before.sweep, after.sweep)
    let (old, new) = (Self.values(before, metric), Self.values(after, metric))
    onlyBefore = old.order.filter { new.values[$0] == nil }
    onlyAfter = new.order.filter { old.values[$0] == nil }
    cells = old.order.compactMap { label in
      new.values[label].map { Cell(label, old.values[label] ?? [:], $0) }
    }
  }

  /// Whether anything differs.
  package var isEmpty: Bool {
    spec.isEmpty && onlyBefore.isEmpty && onlyAfter.isEmpty && cells.allSatisfy { $0.change == 0 }
  }

  private static func values(
    _ results: SweepResults, _ metric: MetricName?
  ) -> (order: [String], values: [String: [Int: Double]]) {
    var (order, values): ([String], [String: [Int: Double]]) = ([], [:])
    for run in results.runs {
      let label = ConfigurationLabel.of(run.run.label)
      if values[label] == nil { order.append(label) }
      var own = values[label] ?? [:]
      if run.state == .finished || run.state == .diverged {
        own[run.run.configuration.seed] = metric.flatMap { run.headline($0)?.value }
      }
      values[label] = own
    }
    return (order, values)
  }

  // Two sweeps of a store have two names in any case.
  private static func members(_ before: SweepRecord, _ after: SweepRecord) -> [Member] {
    let (old, new) = (SpecMembers(before).byPath, SpecMembers(after).byPath)
    return Set(old.keys).union(new.keys).sorted().filter { $0 != "name" && old[$0] != new[$0] }
      .map { Member(path: $0, before: old[$0], after: new[$0]) }
  }
}

extension SweepDifference.Cell {
  fileprivate init(_ label: String, _ before: [Int: Double], _ after: [Int: Double]) {
    let comparison = PairedComparison(ours: after, theirs: before)
    let shared = before.keys.filter { after[$0] != nil }
    self.label = label
    n = comparison.n
    self.before = Summary(shared.compactMap { before[$0] }).mean
    self.after = Summary(shared.compactMap { after[$0] }).mean
    change = comparison.mean
    (low, high) = (comparison.interval?.low, comparison.interval?.high)
  }
}

/// The members of a stored spec by path, as canonical JSON; of what it ran on, what tells it.
private struct SpecMembers {
  private(set) var byPath: [String: String] = [:]

  init(_ record: SweepRecord) {
    if let node = JSONReader.read(line: Array(record.spec.utf8)) { add(node, "") }
    switch record.source {
    case .data(let data): byPath["data"] = data.fingerprint
    case .program(let program):
      for input in program.inputs { byPath["input \(input.path)"] = input.sha256 }
    }
  }

  private mutating func add(_ node: JSONNode, _ path: String) {
    guard case .object(let members) = node.value else {
      byPath[path] = Self.text(node)
      return
    }
    if members.isEmpty { byPath[path] = "{}" }
    for member in members { add(member.value, path.isEmpty ? member.key : "\(path).\(member.key)") }
  }

  private static func text(_ node: JSONNode) -> String {
    switch node.value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number): number.text
    case .string(let text): text.debugDescription
    case .array(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }
}
