/// Why the harness itself could not go on; says nothing about the program under test.
public struct HarnessError: Error, CustomStringConvertible {
  /// What went wrong.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
