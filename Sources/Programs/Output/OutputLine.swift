/// A line of a program's output, or a piece of one that is too long to be looked at.
struct OutputLine {
  /// Its bytes, without its end.
  let text: ArraySlice<UInt8>
  /// The byte that ended it; `nil` where the output ended first, or where more of the line follows.
  let ending: UInt8?
  /// Whether this is all of the line.
  let isWhole: Bool

  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
