/// How an element's bytes are stored; the raw values are the format's.
///
/// Source: The MathWorks, "MAT-File Format" (level 5), table 1-1.
enum MatlabType: UInt32, Sendable {
  case int8 = 1
  case uint8 = 2
  case int16 = 3
  case uint16 = 4
  case int32 = 5
  case uint32 = 6
  case single = 7
  case double = 9
  case int64 = 12
  case uint64 = 13
  case matrix = 14
  case compressed = 15
  case utf8 = 16
  case utf16 = 17
  case utf32 = 18

  /// Bytes of one number; `nil` for what holds no numbers.
  var numberSize: Int? {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .single: 4
    case .double, .int64, .uint64: 8
    case .matrix, .compressed, .utf8, .utf16, .utf32: nil
    }
  }
}
