/// A message of Protocol Buffers as bytes; only the kinds of fields that event files have.
///
/// Source: protobuf.dev/programming-guides/encoding.
struct ProtocolBuffer {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// A whole number, an enumeration's word or a flag.
  mutating func integer(_ field: Int, _ value: Int) {
    key(field, wire: 0)
    variable(UInt64(bitPattern: Int64(value)))
  }

  /// A number of double precision.
  mutating func double(_ field: Int, _ value: Double) {
    key(field, wire: 1)
    littleEndian(value.bitPattern)
  }

  /// A number of single precision.
  mutating func float(_ field: Int, _ value: Float) {
    key(field, wire: 5)
    littleEndian(value.bitPattern)
  }

  /// A text.
  mutating func text(_ field: Int, _ value: String) { block(field, Array(value.utf8)) }

  /// A message within this one.
  mutating func message(_ field: Int, _ body: (inout ProtocolBuffer) -> Void) {
    var inner = ProtocolBuffer()
    body(&inner)
    block(field, inner.bytes)
  }

  /// Bytes with their length before them.
  mutating func block(_ field: Int, _ value: [UInt8]) {
    key(field, wire: 2)
    variable(UInt64(value.count))
    bytes += value
  }

  private mutating func key(_ field: Int, wire: Int) { variable(UInt64(field << 3 | wire)) }

  // Seven bits a byte, the lowest first; the eighth says that more follow.
  private mutating func variable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func littleEndian(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}
