/// What is wrong with the files of a report.
public struct ReportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A kind of problem.
  public enum Code: Sendable {
    /// A line of `results.jsonl` is not what stands there.
    case malformed
    /// `results.jsonl` is of a version this program does not know.
    case unknownVersion
    /// Lines are missing at the end: the file was cut short.
    case truncated
    /// A file or folder cannot be read.
    case unreadable
    /// A file or folder cannot be written.
    case unwritable
    /// The disk is full or failing, or there are no more descriptors.
    case resource
  }

  /// What is wrong; compare this.
  public let code: Code
  /// The file.
  public let file: String
  /// The line, from 1; `nil` where it is about the whole file.
  public let line: Int?
  /// What was found or said, in words.
  public let found: String

  /// Makes an error.
  public init(code: Code, file: String, line: Int? = nil, found: String) {
    self.code = code
    self.file = file
    self.line = line
    self.found = found
  }

  /// The file, the place and what is wrong there, on one line.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return CleanText.line("\(place): \(words)")
  }

  private var words: String {
    switch code {
    case .malformed: found
    case .unknownVersion: "\(found); this program reads version \(ResultsFile.version)"
    case .truncated: "the file is cut short: \(found)"
    case .unreadable: "cannot be read: \(found)"
    case .unwritable, .resource: "cannot be written: \(found)"
    }
  }
}
