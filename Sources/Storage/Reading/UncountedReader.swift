import Experiments

/// Reads the values of runs' parameters that do not count: most of a sweep's runs have the same.
struct UncountedReader {
  private var last: (text: String, values: ParameterValues)?

  /// Reads a text.
  ///
  /// - Throws: ``RuleBroken`` where it has no values that a plan gives.
  mutating func read(_ text: String) throws(RuleBroken) -> ParameterValues {
    if let last, last.text == text { return last.values }
    let values = try ParameterValues(canonicalJSON: Array(text.utf8))
    try Run.check(uncounted: values)
    last = (text, values)
    return values
  }
}

/// Writes them, once for runs one after another that have the same.
struct UncountedWriter {
  private var last: (values: ParameterValues, text: String)?

  /// The text of values.
  mutating func text(of values: ParameterValues) -> String {
    if let last, last.values == values { return last.text }
    let text = values.canonicalJSON
    last = (values, text)
    return text
  }
}
