import Experiments

/// What a configuration says as paths and texts, in the order in which its trainer lists them.
struct ParameterTexts {
  /// What the trainer declares.
  let manifest: Manifest

  /// Everything that counts: the label in place of what makes it, the seed, the parameters, and
  /// what was found out.
  func all(_ configuration: Configuration) -> [(path: String, text: String)] {
    let label = labelPath.map { [($0, manifest.label { configuration[$0] })] } ?? []
    let parameters = manifest.settings.filter(\.counts).map(\.path)
    let texts = (["seed"] + parameters + facts(configuration)).map { path in
      (path, text(path, of: configuration))
    }
    return label + texts
  }

  /// Which parameters differ between runs of one label: a sweep's axes. Label and seed are not
  /// among them, nor the states that are kept, which follow from the budget.
  func axes(of configurations: [Configuration]) -> [String] {
    var first: [String: [(path: String, text: String)]] = [:]
    var differing: Set<String> = []
    for configuration in configurations {
      let (label, texts) = (manifest.label { configuration[$0] }, all(configuration))
      guard let other = first[label] else {
        first[label] = texts
        continue
      }
      for (one, two) in zip(texts, other) where one.text != two.text { differing.insert(one.path) }
    }
    let apart = [labelPath, "seed", manifest.parameter(.kept)?.path]
    return (configurations.first.map(all) ?? []).map(\.path).filter {
      differing.contains($0) && !apart.contains($0)
    }
  }

  /// The text of one of them; one that is left out of a run's identity has its neutral value.
  func text(_ path: String, of configuration: Configuration) -> String {
    if let value = configuration[path] { return Self.text(value) }
    guard let neutral = manifest.parameter(path)?.neutral, neutral != .null else {
      return NumberText.missing
    }
    return Self.text(neutral)
  }

  /// A value for people: a list has spaces between its values, a digest its first digits.
  static func text(_ value: Value) -> String {
    switch value {
    case .null, .flag, .number: value.words
    case .text(let text): isDigest(text) ? String(text.prefix(12)) : text
    case .list(let values): values.map(text).joined(separator: " ")
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Under which name the label stands that some parameters make.
  private var labelPath: String? {
    manifest.labels.isEmpty
      ? nil
      : manifest.parameters.first { $0.spelling != nil }.map { parameter in
        String(parameter.path.prefix { $0 != "." })
      }
  }

  private func facts(_ configuration: Configuration) -> [String] {
    let named = manifest.words.facts.map(\.path)
    let known = Set(named + manifest.parameters.map(\.path))
    return named + configuration.values.entries.map(\.path).filter { !known.contains($0) }
  }
}
