import Experiments
import Reports
import Running
import Storage

/// The runs of a store that a query asks for, written in its order.
struct RunList {
  private let store: ResultStore
  private let sweep: String?
  private let query: ListQuery
  private let all: Bool
  /// The sweeps whose runs are listed; those that no sweep lists any more are one each.
  private let sweeps: [ListedSweep]
  private let said: Set<MetricName>

  /// - Parameters:
  ///   - sweep: Only this one's runs.
  ///   - all: Also runs that no sweep lists any more.
  /// - Throws: ``Failure`` where a name is asked for that nothing in the store has; `StoreError`.
  init(_ store: ResultStore, _ sweep: String?, _ query: ListQuery, all: Bool) throws {
    self.store = store
    self.sweep = sweep
    self.query = query
    self.all = all
    var listed = try store.listedSweeps(sweep)
    if all { try store.eachUnlistedRun { listed.append($0.listed) } }
    sweeps = listed
    said = query.names.isEmpty ? [] : try store.metricNames()
    if query.names.isEmpty { return }
    let others = sweep == nil ? [] : try store.listedSweeps().map(\.manifest)
    try query.check(listed.map(\.manifest), others, said: said)
  }

  /// Writes the list.
  func write(_ style: ListedColumns.Style) throws {
    if let columns = query.columns {
      return try write(form(columns.names.map(\.name), style), areShown: false)
    }
    switch style {
    case .table: try write(ListingTable(of: sweeps), areShown: true)
    case .json: try write(ListingJSON { Console.data($0) }, areShown: true)
    case .csv, .markdown: try write(form(usualColumns, style), areShown: false)
    }
  }

  /// The columns of the usual table.
  private var usualColumns: [String] {
    let manifests = sweeps.isEmpty ? [Trainers.own.standard] : sweeps.map(\.manifest)
    let metrics = manifests.flatMap(\.columns).map(\.rawValue)
    let fields: [RunField] = [.sweep, .label, .id, .state, .epochs]
    let names = fields.map(\.rawValue) + metrics + [RunField.seconds, .failure].map(\.rawValue)
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func form(_ names: [String], _ style: ListedColumns.Style) -> ListedColumns {
    ListedColumns(names, style) { name in
      sweeps.contains { sweep in
        if case .metric? = sweep.manifest.meanings(of: name, said: said).first {
          true
        } else {
          false
        }
      }
    }
  }

  private func write<Form: ListingForm>(_ form: Form, areShown: Bool) throws {
    var form = form
    if let order = query.order {
      try addSorted(by: order, to: &form, areShown)
    } else {
      var left = query.limit ?? .max
      try each(of: Form.self, areShown) { run, lookup in
        if left > 0 { try form.add(run, lookup) }
        left -= 1
      }
    }
    form.finish()
  }

  private func addSorted<Form: ListingForm>(
    by order: RunOrder, to form: inout Form, _ areShown: Bool
  ) throws {
    var (keys, lines): ([[Value?]], [Form.Line]) = ([], [])
    try each(of: Form.self, areShown) { run, lookup in
      keys.append(order.keys.map { lookup($0.name.name) })
      lines.append(try form.line(run, lookup))
    }
    for place in order.places(of: keys).prefix(query.limit ?? .max) { form.add(lines[place]) }
  }

  /// Gives the runs that are meant, in the store's order, with their values by name.
  private func each<Form: ListingForm>(
    of form: Form.Type, _ areShown: Bool, _ take: (RunRow, (String) -> Value?) throws -> Void
  ) throws {
    let usual = query.columns == nil && !areShown ? usualColumns : []
    var values = NamedValues(query.names + usual, said: said, store.trainers)
    let parts = query.parts(
      areShown: areShown || !usual.isEmpty, settings: Form.needsSettings, sweeps.map(\.manifest),
      said: said)
    let isNamed = !query.names.isEmpty || !usual.isEmpty
    let offer: (RunRow) throws -> Void = { run in
      let lookup = isNamed ? try values.lookup(run) : { _ in nil }
      if query.takes(run, lookup) { try take(run, lookup) }
    }
    try store.eachRun(sweep: sweep, reading: parts, offer)
    if all { try store.eachUnlistedRun(reading: parts, offer) }
  }
}
