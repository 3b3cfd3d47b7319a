import Foundation
import GRDB

/// A digest that finds damage: SQLite's own check does not see a changed value.
///
/// FNV-1a over 64 bits; it never misses a change of a single byte. Not against an enemy.
/// Source: Fowler, Noll & Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
struct Digest: Equatable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest as the store has it.
  var bits: Int64 { Int64(bitPattern: hash) }

  init() {}

  /// The digest of all that a run measured, in the order of its keys.
  init(ofRun run: Int64, _ db: Database) throws {
    try addIdentity(of: run, db)
    try addMetrics(of: run, db)
    try addReconstructions(of: run, db)
  }

  mutating func add(_ data: Data) {
    add(Int64(data.count))
    data.withUnsafeBytes { add($0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// Adds a text's UTF-8, or a blob.
  mutating func add(_ bytes: StoredRow.Bytes) {
    add(Int64(bytes.count))
    add(UnsafeRawBufferPointer(bytes))
  }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { add($0) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  private mutating func addIdentity(of run: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT id, configuration FROM runs WHERE number = ?")
    guard let row = try Row.fetchOne(statement, arguments: [run]) else { return }
    add(row[0] as String)
    add(row[1] as String)
  }

  private mutating func addMetrics(of run: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT epoch, name, bits FROM metrics WHERE run = ? ORDER BY epoch, name")
    let rows = try Row.fetchCursor(statement, arguments: [run])
    while let row = try rows.next() {
      add(row[0] as Int64)
      add(row[1] as String)
      add(row[2] as Int64)
    }
  }

  private mutating func addReconstructions(of run: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT epoch, panels FROM reconstructions WHERE run = ? ORDER BY epoch")
    let rows = try Row.fetchCursor(statement, arguments: [run])
    while let row = try rows.next() {
      add(row[0] as Int64)
      add(row[1] as Data)
    }
  }
}
