/// What the lines before `@data` of a `.ts` file say.
///
/// Source: Bagnall et al., "The UEA multivariate time series classification archive, 2018",
/// arXiv:1811.00075, and the format's description in the aeon toolkit's documentation.
struct TimeSeriesHeader {
  /// `@problemName`.
  var name: String?
  /// `@dimensions`.
  var dimensions: Int?
  /// `@univariate`.
  var isUnivariate: Bool?
  /// `@equalLength`; where it is not said, lengths may differ.
  var isEqualLength: Bool?
  /// `@seriesLength`; counts where `@equalLength` is not `false`.
  var seriesLength: Int?
  /// `@classLabel`: the labels that may stand in the data, whole numbers without `.0`; `nil` where
  /// cases have no label.
  var classes: Set<String>?
  /// Lower-case names of the known tags that were there.
  var tags: Set<String> = []
  /// Tags that are not known, as they stand there, and their lines; the first ones.
  var unknown: [(tag: String, line: Int)] = []

  /// More labels than any alphabet of one hand has.
  static let mostClasses = 1000
  /// A header has some ten lines; nobody reads a longer list.
  private static let mostUnknown = 20

  /// The dimensions that all cases have, where the header says so.
  var channels: Int? { dimensions ?? (isUnivariate == true ? 1 : nil) }

  /// A header line that says what it must not.
  struct Fault: Error {
    let code: DatasetError.Code
    let found: String
    let expected: String
  }

  /// Takes in a header line: `@tag value ...`, the tag in any case.
  ///
  /// - Returns: Whether it was `@data`, after which the cases come.
  mutating func read(_ text: String, line: Int) throws(Fault) -> Bool {
    let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    let tag = words.first.map { $0.lowercased() } ?? ""
    guard try read(tag, Array(words.dropFirst())) else {
      if unknown.count < Self.mostUnknown { unknown.append((words.first ?? "", line)) }
      return false
    }
    guard tags.insert(tag).inserted else {
      throw Fault(code: .malformed, found: "a second \(tag.quoted)", expected: "one")
    }
    return tag == "@data"
  }

  /// - Returns: Whether the tag is known.
  private mutating func read(_ tag: String, _ values: [String]) throws(Fault) -> Bool {
    switch tag {
    case "@problemname": name = values.first
    case "@timestamps": try refuse("time stamps", if: try Self.flag(values))
    // Files say `true` where values may be missing; the values themselves are looked at.
    case "@missing": _ = try Self.flag(values)
    case "@univariate": isUnivariate = try Self.flag(values)
    case "@dimensions", "@dimension": dimensions = try Self.number(values)
    case "@equallength": isEqualLength = try Self.flag(values)
    case "@serieslength": seriesLength = try Self.number(values)
    case "@classlabel": classes = try Self.labels(values)
    case "@targetlabel": try refuse("target values", if: try Self.flag(values))
    case "@data": break
    default: return false
    }
    return true
  }

  private func refuse(_ what: String, if isThere: Bool) throws(Fault) {
    guard !isThere else { throw Fault(code: .unsupported, found: what, expected: "none") }
  }

  private static func flag(_ values: [String]) throws(Fault) -> Bool {
    switch values.first?.lowercased() {
    case "true": return true
    case "false": return false
    default:
      throw Fault(
        code: .malformed, found: (values.first ?? "").quoted, expected: "true or false")
    }
  }

  private static func number(_ values: [String]) throws(Fault) -> Int {
    guard let number = values.first.flatMap({ Int($0) }), number > 0 else {
      throw Fault(
        code: .malformed, found: (values.first ?? "").quoted, expected: "a whole number from 1")
    }
    return number
  }

  private static func labels(_ values: [String]) throws(Fault) -> Set<String>? {
    // aeon writes `true None` for data without labels.
    guard try flag(values), values.dropFirst() != ["None"] else { return nil }
    guard (1...mostClasses).contains(values.count - 1) else {
      throw Fault(
        code: .malformed, found: "\(values.count - 1) class labels",
        expected: "1 to \(mostClasses)")
    }
    return Set(values.dropFirst().map(Label.plain))
  }
}
