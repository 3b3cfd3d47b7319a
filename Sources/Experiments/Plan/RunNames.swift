/// Finds runs by what people type: a label, with any spelling of its numbers; `SWEEP/LABEL`; or the
/// beginning of an id.
///
/// A run is never taken in the place of another one that was named: what is near is only proposed.
public struct RunNames: Sendable {
  let names: [RunName]
  private let versions: [String]

  /// Takes the names of runs, in the order of their sweeps and plans.
  ///
  /// - Parameter versions: What runs may be called before their axes, whether there are such or not.
  public init(_ names: [RunName], versions: [String]) {
    self.names = names
    self.versions = versions
  }

  /// The place of the run that a text names, among the names given.
  ///
  /// - Throws: ``SpecError`` `.unknownRun` or `.ambiguousRun`, with what was perhaps meant.
  public func place(of text: String) throws(SpecError) -> Int {
    let asked = Asked(text)
    let within = names.indices.filter { asked.sweep == nil || names[$0].sweep == asked.sweep }
    let found = places(of: asked, among: within)
    guard let first = found.first else {
      throw SpecError([unknown(asked, within.map { names[$0] })])
    }
    guard found.allSatisfy({ names[$0].id == names[first].id }) else {
      throw SpecError([Self.ambiguous(asked, found.map { names[$0] })])
    }
    return first
  }

  /// What was typed, taken apart.
  struct Asked {
    /// All of it.
    let text: String
    /// What stands before the slash, if there is one.
    let sweep: String?
    /// The label, or the beginning of an id.
    let run: String

    init(_ text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      self.text = text
      sweep = parts.count > 1 ? String(parts[0]) : nil
      run = String(parts[parts.count - 1])
    }
  }

  private func places(of asked: Asked, among places: [Int]) -> [Int] {
    if asked.run.isEmpty { return [] }
    let labelled = places.filter { names[$0].label == asked.run }
    if !labelled.isEmpty { return labelled }
    let begun = places.filter { names[$0].id.hasPrefix(asked.run) }
    guard begun.isEmpty, asked.run.contains("=") else { return begun }
    let wanted = LabelParts(asked.run)
    return places.filter {
      names[$0].label.hasPrefix(wanted.version) && LabelParts(names[$0].label) == wanted
    }
  }

  private static func ambiguous(_ asked: Asked, _ found: [RunName]) -> SpecError.Problem {
    let isOneLabel = found.allSatisfy { $0.label == found[0].label }
    let words = found.map {
      isOneLabel && !$0.label.isEmpty ? $0.full : "\($0.id.prefix(12)) (\($0.full))"
    }
    return SpecError.Problem(
      .ambiguousRun, path: "run", found: SpecError.quoted(asked.text),
      allowed: Array(words.prefix(most)), note: rest(of: words))
  }

  private func unknown(_ asked: Asked, _ within: [RunName]) -> SpecError.Problem {
    guard !within.isEmpty || asked.sweep == nil else { return unknownSweep(asked) }
    let inside = names.filter { !asked.text.isEmpty && $0.sweep == asked.text }.map(\.full)
    if !inside.isEmpty { return Self.sweepForRun(asked, inside) }
    // More would take long, and help no reader.
    let nearness = RunNearness(within.prefix(10_000), versions: versions)
    let prefix = asked.sweep.map { "\($0)/" } ?? ""
    let near = nearness.near(to: asked.run).map { prefix + $0 }
    return SpecError.Problem(
      .unknownRun, path: "run", found: SpecError.quoted(asked.text),
      allowed: near.count > 1 ? near.prefix(Self.most).map(SpecError.quoted) : [],
      suggestion: near.count == 1 ? near[0] : nil,
      note: near.isEmpty ? nearness.others(than: asked.run) ?? Self.rule : Self.rest(of: near))
  }

  /// A sweep was named where a run is meant.
  private static func sweepForRun(_ asked: Asked, _ inside: [String]) -> SpecError.Problem {
    let note = "\(SpecError.quoted(asked.text)) is a sweep"
    return SpecError.Problem(
      .unknownRun, path: "run", found: SpecError.quoted(asked.text),
      allowed: inside.prefix(most).map(SpecError.quoted),
      note: [rest(of: inside), note].compactMap { $0 }.joined(separator: "; "))
  }

  private func unknownSweep(_ asked: Asked) -> SpecError.Problem {
    let (sweep, sweeps) = (asked.sweep ?? "", Set(names.map(\.sweep)).subtracting([""]).sorted())
    let near = Suggestion.nearest(to: sweep, among: sweeps).map { "\($0)/\(asked.run)" }
    return SpecError.Problem(
      .unknownRun, path: "run", found: SpecError.quoted(asked.text),
      suggestion: near.flatMap { (try? place(of: $0)) == nil ? nil : $0 },
      note: "no sweep here is called \(SpecError.quoted(sweep)); "
        + "there are \(Suggestion.list(sweeps))")
  }

  private static let most = 5
  private static let rule = "name a run by its label, SWEEP/LABEL, or the beginning of its id"

  private static func rest(of words: [String]) -> String? {
    words.count > most ? "and \(words.count - most) more" : nil
  }
}
