/// A value from outside (a store, a `results.jsonl`, a worker's input) that no spec could have given.
public struct RuleBroken: Error, Hashable, Sendable, CustomStringConvertible {
  /// What stands there and what may, on one line.
  public let description: String

  init(words: String) { description = words }

  package init(_ name: String, _ found: String, _ rule: String) {
    description = "\(name): \(SpecError.shortened(found)) is not \(rule)"
  }
}

extension RuleBroken {
  /// Refuses a whole number outside a range.
  package static func check(_ number: Int, _ name: String, in range: ClosedRange<Int>)
    throws(RuleBroken)
  {
    guard range.contains(number) else { throw RuleBroken(name, String(number), range.rule) }
  }
}

extension ClosedRange<Int> {
  /// The range for people: `a whole number from 1 to 1,000,000`.
  package var rule: String {
    "a whole number from \(lowerBound) to \(RunCount.grouped(String(upperBound)))"
  }
}

extension Decoder {
  /// Refuses a value that was read and breaks a rule.
  ///
  /// - Throws: `DecodingError` with the rule.
  package func refuse(_ check: () throws(RuleBroken) -> Void) throws {
    do throws(RuleBroken) {
      try check()
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: error.description))
    }
  }
}

extension DecodingError {
  /// Where in a text what was wrong, for people: `run.checkpoint_every: no whole number`.
  public var words: String {
    switch self {
    case .keyNotFound(let key, let context): "\(Self.path(context))no \"\(key.stringValue)\""
    case .valueNotFound(_, let context): "\(Self.path(context))null, where a value must stand"
    case .typeMismatch(let type, let context): "\(Self.path(context))not of type \(type)"
    case .dataCorrupted(let context): "\(Self.path(context))\(context.debugDescription)"
    @unknown default: "not JSON"
    }
  }

  private static func path(_ context: Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return keys.isEmpty ? "" : keys.joined(separator: ".") + ": "
  }
}
