/// Names with commas between them: `label,lr,loss`.
public struct NameList: Hashable, Sendable {
  /// As it was typed.
  public let text: String
  /// The names, and where each begins.
  public let names: [FilterName]

  /// Reads a list. Spaces around a name do not count; a name may have some within.
  ///
  /// - Throws: ``FilterError`` where a name is empty.
  public init(_ text: String) throws(FilterError) {
    self.text = text
    var (names, start): ([FilterName], Int) = ([], 0)
    for part in text.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.drop { $0 == " " }
      let offset = start + part.count - name.count
      let kept = String(String(Substring(name)).reversed().drop { $0 == " " }.reversed())
      guard kept.contains(where: { !"+-".contains($0) }) else {
        throw FilterError(text, offset, "a name is missing here", expected: ["a name"])
      }
      names.append(FilterName(kept, offset: offset))
      start += part.count + 1
    }
    self.names = names
  }
}
