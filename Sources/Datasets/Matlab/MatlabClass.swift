/// What an array is to MATLAB, whatever its storage; the raw values are the format's.
///
/// Source: The MathWorks, "MAT-File Format" (level 5), table 1-3.
enum MatlabClass: UInt8, Sendable {
  case cell = 1
  case structure = 2
  case object = 3
  case text = 4
  case sparse = 5
  case double = 6
  case single = 7
  case int8 = 8
  case uint8 = 9
  case int16 = 10
  case uint16 = 11
  case int32 = 12
  case uint32 = 13
  case int64 = 14
  case uint64 = 15
  case function = 16
  case opaque = 17
  case handle = 18

  /// Whether its content is a dense array of numbers.
  var isNumeric: Bool { (Self.double.rawValue...Self.uint64.rawValue).contains(rawValue) }
}
