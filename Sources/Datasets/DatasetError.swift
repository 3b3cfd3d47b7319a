/// What is wrong with a data file, and where.
///
/// Compare ``code``, print ``description``.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A kind of fault.
  public enum Code: String, CaseIterable, Sendable {
    /// There is no such file.
    case missingFile
    /// The file is there but cannot be read.
    case unreadable
    /// The file is not of the format its name promises, or of a version that is not read.
    case wrongFormat
    /// The format allows it, this reader does not: complex numbers, missing values, time stamps.
    case unsupported
    /// The file ends before its content does.
    case truncated
    /// The bytes contradict the format or each other.
    case malformed
    /// A variable or a field that must be there is not.
    case missingVariable
    /// A channel was asked for that is not there, or twice.
    case unknownChannel
    /// A size is not what the data set's form asks for.
    case wrongShape
    /// A label that names no letter.
    case badLabel
    /// Not as many labels as sequences, or labels in one file of a pair alone.
    case labelCount
    /// A value is infinite, or NaN where it fills up no end, or becomes so in preprocessing.
    case notFinite
    /// Fewer than 8 samples are left when the zeros before and after the movement are cut.
    case tooShort
    /// More than the stated caps allow.
    case tooLarge
    /// No sequence at all.
    case empty
  }

  /// Where in a file.
  public enum Place: Hashable, Sendable {
    /// The file as a whole.
    case whole
    /// A byte, from 0.
    case byte(Int)
    /// A byte, from 0, of what the compressed element at byte `element` of the file inflates to.
    case inflated(Int, element: Int)
    /// A line and a column of text, both from 1; columns count bytes.
    case line(Int, column: Int)
    /// A named part: `mixout{17}`, `consts.key`.
    case part(String)
  }

  /// What is wrong; tests compare this, never the text.
  public let code: Code
  /// The file's path, or the data set's name where it came from no file.
  public let file: String
  /// Where in the file.
  public let place: Place
  /// What stood there.
  public let found: String
  /// What should stand there.
  public let expected: String

  /// Makes an error.
  public init(_ code: Code, file: String, place: Place, found: String, expected: String) {
    self.code = code
    self.file = file
    self.place = place
    self.found = found
    self.expected = expected
  }

  /// One line: `data/x.ts:9:14: found 4 dimensions, expected 3`.
  public var description: String {
    "\(file)\(place.description): found \(found), expected \(expected)"
  }
}

extension DatasetError.Place: CustomStringConvertible {
  /// What follows the file's name: `:9:14`, `: byte 128`, `: mixout{17}`, or nothing.
  public var description: String {
    switch self {
    case .whole: ""
    case .byte(let offset): ": byte \(offset)"
    case .inflated(let offset, let element):
      ": byte \(offset) of what is compressed at byte \(element)"
    case .line(let line, let column): ":\(line):\(column)"
    case .part(let name): ": \(name)"
    }
  }
}
