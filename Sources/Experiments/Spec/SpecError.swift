/// What is wrong with a spec, with the settings put over it, or with what was asked of its plan.
public struct SpecError: Error, Hashable, Sendable {
  /// All that is wrong, in the file's order, overrides after it.
  public let problems: [Problem]

  /// More are not collected: they help nobody, and a hostile file could hold a million.
  static let mostProblems = 1000

  /// Makes an error.
  public init(_ problems: [Problem]) {
    self.problems = problems
  }

  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable {
    /// A kind of problem; compare this, never the text.
    public enum Code: String, CaseIterable, Sendable {
      // The text is not JSON that we take.
      case syntax, tooDeep, tooLarge, duplicateKey, notFinite
      // The JSON is not a spec.
      case unknownKey, missingKey, wrongType, outOfRange, unknownWord, emptyList, repeatedValue
      case badName, badPattern, axisTwice
      // What is to be tried, or how it is searched, cannot be.
      case badRange, badSearch, nothingLeft
      // A setting on the command line is none.
      case badOverride, unknownSetting
      // The spec is no plan, or the plan has no such run.
      case tooManyRuns, sharedFolder, longFolder, reservedFolder, unknownRun, ambiguousRun
    }

    /// What kind of problem it is.
    public let code: Code
    /// The file, or `--set train.epochs=x`; empty where it is neither.
    public let source: String
    /// Where in the file; `nil` where there is no place.
    public let place: TextPlace?
    /// The setting or key: `train.epochs`, `variants[1]`; may be empty.
    public let path: String
    /// What stands there, for people to read.
    public let found: String
    /// What may stand there.
    public let allowed: [String]
    /// What was perhaps meant.
    public let suggestion: String?
    /// What else helps.
    public let note: String?

    /// Makes a problem.
    public init(
      _ code: Code, at place: TextPlace? = nil, in source: String = "", path: String = "",
      found: String, allowed: [String] = [], suggestion: String? = nil, note: String? = nil
    ) {
      self.code = code
      self.source = source
      self.place = place
      self.path = path
      self.found = found
      self.allowed = allowed
      self.suggestion = suggestion
      self.note = note
    }
  }
}
