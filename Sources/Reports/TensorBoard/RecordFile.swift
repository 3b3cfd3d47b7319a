/// Records one after another as TensorFlow frames them: the length, its checksum, the bytes, their
/// checksum.
///
/// Source: tensorflow/core/lib/io/record_writer.h.
struct RecordFile {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// Adds a record.
  mutating func add(_ record: [UInt8]) {
    let length = withUnsafeBytes(of: UInt64(record.count).littleEndian) { Array($0) }
    bytes += length
    checksum(of: length)
    bytes += record
    checksum(of: record)
  }

  private mutating func checksum(of part: [UInt8]) {
    withUnsafeBytes(of: CastagnoliSum.masked(part).littleEndian) { bytes += $0 }
  }
}

/// The checksum CRC-32C.
///
/// Source: RFC 3720, appendix B.4; the mask: tensorflow/core/lib/hash/crc32c.h.
enum CastagnoliSum {
  /// The sum of some bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }

  /// The sum made unlike one, since sums of bytes that hold sums are weak.
  static func masked(_ bytes: [UInt8]) -> UInt32 {
    let sum = of(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  private static let polynomial: UInt32 = 0x82F6_3B78

  private static let table: [UInt32] = (0..<256).map { byte in
    var sum = UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ polynomial : sum >> 1 }
    return sum
  }
}
