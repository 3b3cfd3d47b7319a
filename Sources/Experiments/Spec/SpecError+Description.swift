extension SpecError: CustomStringConvertible {
  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }

  /// A text in quotes for people: control characters spelled out, long ones cut.
  public static func quoted(_ text: String) -> String { "\"\(shortened(text))\"" }

  /// A text for people: control characters spelled out, long ones cut.
  static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isLong = !scalars.dropFirst(60).isEmpty
    return printable(isLong ? String(scalars.prefix(60)) : text) + (isLong ? "..." : "")
  }

  /// A text for people: control characters spelled out, so that it cannot steer a terminal.
  static func printable(_ text: String) -> String {
    text.unicodeScalars.map { isPlain($0) ? String($0) : $0.escaped(asASCII: true) }.joined()
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
    default: true
    }
  }
}

extension SpecError.Problem: CustomStringConvertible {
  /// Place and message: `experiments/paper.json:12:8: unknown variant "lsmt" ...`.
  public var description: String {
    guard !source.isEmpty else { return message }
    let source = SpecError.printable(source)
    guard let place, place.source == 0 else { return "\(source): \(message)" }
    return "\(source):\(place.line):\(place.column): \(message)"
  }

  /// What is wrong, without the place.
  public var message: String {
    var text = statement
    if let suggestion { text += Suggestion.phrase(suggestion) }
    if !allowed.isEmpty { text += "; \(expectation)" }
    if let note { text += "; \(note)" }
    return text
  }

  /// Labels have commas of their own.
  private var expectation: String {
    switch code {
    case .unknownRun, .ambiguousRun: "it may be \(allowed.joined(separator: " or "))"
    case .syntax, .tooDeep, .tooLarge, .duplicateKey, .notFinite, .unknownKey, .missingKey,
      .wrongType, .outOfRange, .unknownWord, .emptyList, .repeatedValue, .badName, .badPattern,
      .axisTwice, .badRange, .badSearch, .nothingLeft, .badOverride, .unknownSetting, .tooManyRuns,
      .sharedFolder, .longFolder,
      .reservedFolder:
      "expected \(allowed.joined(separator: ", "))"
    }
  }

  private var statement: String {
    switch code {
    case .syntax, .tooDeep, .tooLarge, .sharedFolder, .longFolder, .reservedFolder, .badOverride:
      found
    case .duplicateKey: "duplicate key \(found)"
    case .notFinite: "\(found) is not a finite number"
    case .unknownKey: "unknown key \(found)" + (path.isEmpty ? "" : " in \(path)")
    case .missingKey: "missing key \(found)" + (path.isEmpty ? "" : " in \(path)")
    case .wrongType: "\(path): found \(found)"
    case .outOfRange: "\(path): \(found) is out of range"
    case .unknownWord: "unknown \(path) \(found)"
    case .emptyList: "\(path): the list is empty"
    case .repeatedValue: "\(path): \(found) appears twice"
    case .badName, .badPattern: "\(path): \(found) may not be used"
    case .badRange, .badSearch: "\(path): \(found)"
    case .nothingLeft: "\(path) leaves nothing to run"
    case .axisTwice: "\(path) is given twice"
    case .unknownSetting: "unknown setting \(found)"
    case .tooManyRuns: "this spec is \(found) runs"
    case .unknownRun: "no run is called \(found)"
    case .ambiguousRun: "\(found) is the name of several runs"
    }
  }
}
