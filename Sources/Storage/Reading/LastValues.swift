/// What a run measured last of each metric, held against what the store says of that for lists.
///
/// It is made once for many runs: their metrics have the same names, mostly in the same order.
struct LastValues {
  /// The columns of a stored last value.
  static let columns = "run, name, step, bits, value"

  private struct Entry {
    let name: [UInt8]
    var run = -1
    var step = 0
    var bits = 0
  }

  /// The last state that was measured.
  private(set) var step = 0
  /// Whether all is as it was measured, when all was taken and compared.
  var agrees: Bool { !isWrong && (isOld || compared == measured) }
  private var entries: [Entry] = []
  private var places: [[UInt8]: Int] = [:]
  private var next = 0
  private var run = -1
  private var (measured, compared) = (0, 0)
  private var (isWrong, isOld) = (false, false)
  private static let few = 16

  /// Begins with a run's metrics.
  mutating func begin(_ run: Int) {
    self.run = run
    (step, next, measured, compared) = (0, 0, 0, 0)
    (isWrong, isOld) = (false, false)
  }

  /// Takes a metric's row; later states come later.
  mutating func take(metric row: StoredRow) {
    step = max(step, row.integer(1))
    let place = place(of: row.text(2)) ?? add(row.text(2))
    if entries[place].run != run { measured += 1 }
    entries[place].run = run
    entries[place].step = row.integer(1)
    entries[place].bits = row.integer(3)
    next = place + 1
  }

  /// Compares a stored last value. Tables before version 5 had no steps and bits of them, and NULL
  /// where nothing was measured.
  mutating func compare(_ row: StoredRow) {
    let known = place(of: row.text(1)).map { entries[$0] }.flatMap { $0.run == run ? $0 : nil }
    compared += 1
    isOld = row.isNull(2)
    let exact = known.map { Double(bitPattern: UInt64(bitPattern: Int64($0.bits))) }
    let isSame = row.real(4) == exact.flatMap { $0.isFinite ? $0 : nil }
    guard isSame, isOld || (known?.step == row.integer(2) && known?.bits == row.integer(3)) else {
      isWrong = true
      return
    }
  }

  private func place(of name: StoredRow.Bytes) -> Int? {
    if next < entries.count, name.elementsEqual(entries[next].name) { return next }
    if entries.count > Self.few { return places[Array(name)] }
    return entries.firstIndex { name.elementsEqual($0.name) }
  }

  private mutating func add(_ name: StoredRow.Bytes) -> Int {
    entries.append(Entry(name: Array(name)))
    places[entries[entries.count - 1].name] = entries.count - 1
    return entries.count - 1
  }
}
