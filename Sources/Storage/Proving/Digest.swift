import Foundation

/// A digest that finds damage: SQLite's own check does not see a changed value.
///
/// FNV-1a over 64 bits; it never misses a change of a single byte. Not against an enemy.
/// Source: Fowler, Noll & Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
struct Digest: Equatable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest as the store has it.
  var bits: Int64 { Int64(bitPattern: hash) }

  init() {}

  mutating func add(_ data: Data) {
    add(Int64(data.count))
    data.withUnsafeBytes { add($0) }
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
}
