/// What was perhaps meant by a name that no run has.
///
/// A slip in a word is mended; a number is not, since another number is another run. Nor is the name
/// of a variant that there is, though not here.
struct RunNearness {
  private let labels: [String]
  private let parts: [LabelParts]
  private let ids: [String]
  /// Versions that there are, here or not.
  private let versions: [String]

  init(_ names: some Sequence<RunName>, versions: [String]) {
    self.versions = versions
    var seen: Set<String> = []
    labels = names.map(\.label).filter { !$0.isEmpty && seen.insert($0).inserted }
    parts = labels.map(LabelParts.init)
    ids = names.map(\.id)
  }

  /// The labels that say more than what was typed; else those of its words with their slips mended;
  /// else the beginning of an id that is one slip away.
  func near(to text: String) -> [String] {
    let typed = LabelParts(text)
    let longer = labels(after: typed, text)
    if !longer.isEmpty || text.isEmpty { return longer }
    let mended = self.mended(typed)
    let same = labels.indices.filter { parts[$0] == mended }.map { labels[$0] }
    if !same.isEmpty { return same }
    let others = mended == typed ? [] : labels(after: mended, nil)
    return others.isEmpty ? id(near: text).map { [$0] } ?? [] : others
  }

  /// What there is, where a part of what was typed is a thing of its kind that is not here.
  func others(than text: String) -> String? {
    let typed = LabelParts(text)
    let same = parts.filter { $0.version == typed.version }
    if same.isEmpty, versions.contains(typed.version) {
      return "there are \(Suggestion.list(known(parts.map(\.version))))"
    }
    for (key, value) in typed.settings.sorted(by: { $0.key < $1.key }) {
      let here = known(same.compactMap { $0.settings[key] })
      if !here.isEmpty, !here.contains(value) { return "\(key) may be \(Suggestion.list(here))" }
    }
    return nil
  }

  private func labels(after typed: LabelParts, _ text: String?) -> [String] {
    labels.indices.filter { place in
      if parts[place].goesOn(from: typed) { return true }
      guard let text, typed.mayGoOn, !text.isEmpty else { return false }
      return labels[place].hasPrefix(text)
    }.map { labels[$0] }
  }

  private func mended(_ typed: LabelParts) -> LabelParts {
    var mended = typed
    mended.version = version(near: typed.version)
    mended.settings = [:]
    for (key, value) in typed.settings {
      let keys = known(parts.flatMap(\.settings.keys))
      let key = keys.contains(key) ? key : Suggestion.nearest(to: key, among: keys) ?? key
      let values = known(parts.compactMap { $0.settings[key] })
      let isWord = !LabelParts.isNumber(value) && !values.contains(value)
      mended.settings[key] = isWord ? Suggestion.nearest(to: value, among: values) ?? value : value
    }
    return mended
  }

  /// Of all there are, here or not: what is nearest to one that is not here stays as it is.
  private func version(near typed: String) -> String {
    let here = known(parts.map(\.version))
    let all = here + versions.filter { !here.contains($0) }
    guard !all.contains(typed), let near = Suggestion.nearest(to: typed, among: all) else {
      return typed
    }
    return here.contains(near) ? near : typed
  }

  /// As many digits as were typed. Six are no accident: two runs that begin so nearly are rare.
  private func id(near text: String) -> String? {
    let digits = text.lowercased()
    let length = digits.utf8.count
    guard (6...40).contains(length), digits.utf8.count(where: Self.isDigit) >= length - 1 else {
      return nil
    }
    let typed = Array(digits.unicodeScalars)
    let near = ids.map { String($0.prefix(typed.count)) }.filter {
      Suggestion.distance(typed, Array($0.unicodeScalars)) <= max(1, typed.count / 8)
    }
    return Set(near).count == 1 ? near[0] : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { "0123456789abcdef".utf8.contains(byte) }

  /// Each once, in the order they came.
  private func known(_ words: some Sequence<String>) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
