/// Cuts a program's output into lines, holding no more than one of them.
///
/// A carriage return ends a line too: progress bars end theirs so, over and over.
struct LineCutter {
  /// Longer lines are passed on in pieces.
  static let longest = 1 << 20

  /// The beginning of a line whose end has not come.
  private var held: [UInt8] = []
  /// Whether what came before it of the same line has been passed on.
  private var isPiece = false

  /// Cuts what has come.
  mutating func cut(
    _ bytes: [UInt8], _ take: (OutputLine) throws -> Void
  ) rethrows {
    var rest = bytes[...]
    while let end = rest.firstIndex(where: Self.isEnd) {
      try pass(rest[..<end], bytes[end], take)
      rest = rest[end...].dropFirst()
    }
    held += rest
    guard held.count > Self.longest else { return }
    try take(OutputLine(text: held[...], ending: nil, isWhole: false))
    held.removeAll(keepingCapacity: true)
    isPiece = true
  }

  /// Passes on what is left at the output's end.
  mutating func finish(_ take: (OutputLine) throws -> Void) rethrows {
    if !held.isEmpty { try pass([], nil, take) }
  }

  private mutating func pass(
    _ text: ArraySlice<UInt8>, _ ending: UInt8?, _ take: (OutputLine) throws -> Void
  ) rethrows {
    if held.isEmpty {
      try take(OutputLine(text: text, ending: ending, isWhole: !isPiece))
    } else {
      held += text
      let isWhole = !isPiece && held.count <= Self.longest
      try take(OutputLine(text: held[...], ending: ending, isWhole: isWhole))
      held.removeAll(keepingCapacity: true)
    }
    isPiece = false
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == OutputLine.lineFeed || byte == OutputLine.carriageReturn
  }
}
