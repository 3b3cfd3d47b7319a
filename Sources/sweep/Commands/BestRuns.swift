import Experiments
import Reports
import Running
import Statistics
import Storage

/// Configurations of a store by the mean of a metric over their seeds.
struct BestRuns {
  /// The sweeps whose runs are looked at.
  let sweeps: [ListedSweep]
  private let by: MetricName?
  private let keys: [String]
  private let showsSweep: Bool
  private var found: [Place: Entry] = [:]

  /// Which configuration of which sweep and group.
  private struct Place: Hashable {
    let sweep: String
    let group: [Value?]
    let label: String
  }

  /// What its runs came to.
  private struct Entry {
    let order: Int
    let metric: MetricDeclaration
    var runs: [(id: String, value: Double)] = []
    var summary: Summary { Summary(runs.map(\.value)) }
  }

  /// Reads the runs.
  ///
  /// - Throws: ``Failure`` where a name is unknown, or a metric has no better value; `StoreError`.
  init(
    _ store: ResultStore, _ sweep: String?, _ query: ListQuery, by: String?, per: NameList?
  ) throws {
    sweeps = try store.listedSweeps(sweep)
    showsSweep = sweep == nil
    let said = try store.metricNames()
    let others = sweep == nil ? [] : try store.listedSweeps().map(\.manifest)
    let manifests = sweeps.map(\.manifest)
    try query.check(manifests, others, said: said)
    keys = try (per?.names ?? []).map { name in
      try Self.check(name, in: per?.text ?? "", "--per", manifests, others, said)
    }
    self.by = try by.map { text in
      let name = FilterName(text, offset: 0)
      _ = try Self.check(name, in: text, "--by", manifests, others, said)
      return MetricName(text)
    }
    try checkDirection()
    try read(store, sweep, query, said)
  }

  /// A name as its values are looked up by; keys at the top of a spec go by their paths.
  private static func check(
    _ name: FilterName, in text: String, _ option: String, _ first: [Manifest],
    _ others: [Manifest], _ said: Set<MetricName>
  ) throws -> String {
    let spelled = first.lazy.flatMap(\.parameters).first { $0.spelling?.key == name.name }
    if let spelled { return spelled.path }
    do throws(FilterError) { try name.check(in: text, first + others, said: said) } catch {
      throw Failure(unknown: error, of: option)
    }
    return name.name
  }

  private func checkDirection() throws {
    for sweep in sweeps {
      guard let name = by ?? sweep.manifest.headline else { continue }
      let isOurs = sweep.manifest.metrics.contains { $0.name == name }
      guard sweep.manifest.metric(name).better == .neither, isOurs || sweeps.count == 1 else {
        continue
      }
      throw Failure(
        .input, "\(name.rawValue) has no better value in \(sweep.name)",
        safe: "nothing was changed",
        next: "declare it \"lower\" or \"higher\" in the spec, or name another with --by")
    }
  }

  private mutating func read(
    _ store: ResultStore, _ sweep: String?, _ query: ListQuery, _ said: Set<MetricName>
  ) throws {
    let metrics = sweeps.compactMap { by ?? $0.manifest.headline }
    let names = query.names + keys
    var values = NamedValues(names, said: said, store.trainers)
    let parts = query.parts(
      areShown: false, settings: false, sweeps.map(\.manifest), said: said, more: metrics,
      keys: keys)
    var found: [Place: Entry] = [:]
    try store.eachRun(sweep: sweep, reading: parts) { run in
      let lookup = try values.lookup(run)
      guard query.takes(run, lookup), let name = by ?? run.listed.manifest.headline,
        let value = run.listed.place(of: name).flatMap(run.exact)
      else { return }
      let label = ConfigurationLabel.of(String(decoding: run.label, as: UTF8.self))
      let place = Place(sweep: run.listed.name, group: keys.map(lookup), label: label)
      let metric = run.listed.manifest.metric(name)
      if metric.better == .neither { return }
      let entry = Entry(order: found.count, metric: metric)
      found[place, default: entry].runs.append(
        (String(decoding: run.id, as: UTF8.self), value))
    }
    self.found = found
  }

  /// The best of each group, the groups in the order of their first configuration.
  func table(limit: Int) -> ValueTable {
    var table = ValueTable(columns)
    let entries = found.sorted { $0.value.order < $1.value.order }
    var groups: [[Value?]: [(key: Place, value: Entry)]] = [:]
    var order: [[Value?]] = []
    for entry in entries {
      let group = [.text(entry.key.sweep)] + entry.key.group
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(entry)
    }
    for group in order {
      for (place, entry) in Self.ranked(groups[group] ?? []).prefix(limit) {
        table.add(row(place, entry))
      }
    }
    return table
  }

  private static func ranked(
    _ entries: [(key: Place, value: Entry)]
  ) -> [(key: Place, value: Entry)] {
    entries.map { ($0, $0.value.summary.mean ?? .nan) }.sorted { one, other in
      guard one.1.isFinite, other.1.isFinite, one.1 != other.1 else {
        if one.1.isFinite != other.1.isFinite { return one.1.isFinite }
        return one.0.value.order < other.0.value.order
      }
      return one.0.value.metric.better.prefers(one.1, to: other.1)
    }.map(\.0)
  }

  private var columns: [ValueTable.Column] {
    (showsSweep ? [.init("sweep", .exact)] : [])
      + keys.map { .init($0, .exact) }
      + [
        .init("configuration", .exact), .init("n", .exact), .init("metric", .exact),
        .init("mean", .short), .init("sd", .short), .init("id", .id),
      ]
  }

  // The id is that of the best of its seeds.
  private func row(_ place: Place, _ entry: Entry) -> [Value?] {
    let summary = entry.summary
    let best = entry.runs.dropFirst().reduce(entry.runs.first) { best, run in
      guard let best, best.value.isFinite else { return run.value.isFinite ? run : best }
      return entry.metric.better.prefers(run.value, to: best.value) ? run : best
    }
    let tail: [Value?] = [
      .text(place.label), .whole(summary.n), .text(entry.metric.name.rawValue),
      summary.mean.map(Value.number), summary.deviation.map(Value.number),
      best.map { .text($0.id) },
    ]
    return (showsSweep ? [.text(place.sweep)] : []) + place.group + tail
  }
}
