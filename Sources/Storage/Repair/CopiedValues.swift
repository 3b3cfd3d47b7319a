import Experiments
import GRDB

/// What a store says twice, made again of what digests prove: the bits of metrics.
enum CopiedValues {
  /// Makes a run's numbers for people again, and what its row repeats of them.
  static func renew(of run: Int64, _ db: Database, _ trainers: Trainers) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT epoch, name, bits FROM metrics WHERE run = ?", arguments: [run])
    for row in rows {
      let value = Double(bitPattern: UInt64(bitPattern: row[2]))
      try db.execute(
        sql: "UPDATE metrics SET value = ? WHERE run = ? AND epoch = ? AND name = ?",
        arguments: [value.isFinite ? value : nil, run, row[0] as Int64, row[1] as String])
    }
    var writer = EventWriter(db: db, path: "", time: 0, trainers: trainers)
    try writer.renewLastValues(of: run)
    try writer.renewRow(of: run)
  }
}
