/// Makes a spec of JSON and collects everything that is wrong.
struct SpecDecoder {
  /// What errors call the file and each override.
  let names: [String]
  var problems: [SpecError.Problem]
  /// What is right, but perhaps not meant.
  private(set) var notes: [String] = []

  /// The problems as a person reads the file, top to bottom.
  var inOrder: [SpecError.Problem] {
    let places = problems.map { $0.place ?? TextPlace(line: 0, column: 0) }
    let order = problems.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return order.map { problems[$0] }
  }

  static let keys = [
    "$schema", "name", "dataset", "variants", "cells", "seeds", "model", "train", "axes", "output",
    "published",
  ]

  mutating func spec(_ root: JSONNode) -> SweepSpec? {
    guard let members = object(root, "", Self.keys) else { return nil }
    let (settings, axes) = settings(members)
    let name = required("name", members, root, "").flatMap { self.name($0.value) }
    let dataset = required("dataset", members, root, "").flatMap { self.dataset($0.value) }
    let families = required("variants", members, root, "").flatMap { self.families($0.value) }
    let cells = members["cells"].map { self.cells($0.value) } ?? Cell.allCases
    let seeds = members["seeds"].map { self.seeds($0.value) } ?? [0]
    let output = members["output"].map { self.output($0.value) } ?? .standard
    let published = members["published"].map { self.published($0.value) } ?? [:]
    let schema = members["$schema"].flatMap { string($0.value, "$schema") }
    guard let name, let dataset, let families, let cells, let seeds, let output else { return nil }
    return SweepSpec(
      schema: schema, name: name, dataset: dataset, families: families, cells: cells, seeds: seeds,
      settings: settings, axes: axes, output: output, published: published)
  }

  private mutating func name(_ node: JSONNode) -> String? {
    guard let name = string(node, "name") else { return nil }
    if SweepName.isValid(name) { return name }
    tell(.badName, node, "name", found: SpecError.quoted(name), note: "use \(SweepName.rules)")
    return nil
  }

  private mutating func families(_ node: JSONNode) -> [Family]? {
    list(node, "variants") { decoder, node, _ in decoder.family(node) }
  }

  private mutating func cells(_ node: JSONNode) -> [Cell]? {
    list(node, "cells") { $0.word($1, $2, "cell", Cell.allCases) }
  }

  private mutating func seeds(_ node: JSONNode) -> [Int]? {
    let seeds = list(node, "seeds") { $0.integer($1, $2, Self.seedRange) }
    if case .number = node.value, let seed = seeds?.first, seed > 1 {
      notes.append(Self.note(ofOnlySeed: seed))
    }
    return seeds
  }

  /// A number in the place of a list may have been meant as how many there should be.
  private static func note(ofOnlySeed seed: Int) -> String {
    let isLong = seed > 20
    let list = (0..<(isLong ? 3 : seed)).map(String.init) + (isLong ? ["..."] : [])
    return "seeds=\(seed) is one seed, number \(seed); for \(grouped(seed)) seeds: "
      + "--set 'seeds=[\(list.joined(separator: ","))]'"
  }

  /// Seeds are numbers that every program reads alike.
  static let seedRange = 0...(1 << 53 - 1)

  /// A family. Who writes a cell's or a version's name here is told where it belongs.
  private mutating func family(_ node: JSONNode) -> Family? {
    guard let word = string(node, "variants") else { return nil }
    if let family = Family(rawValue: word) { return family }
    let families = Family.allCases.map(\.rawValue)
    let cells = Cell.allCases.map(\.rawValue)
    tell(
      .unknownWord, node, "variant", found: SpecError.quoted(word),
      allowed: families.map(SpecError.quoted),
      suggestion: Suggestion.nearest(to: word, among: families + cells), note: Self.place(of: word))
    return nil
  }

  private static func place(of word: String) -> String? {
    let cells = Cell.allCases.map(\.rawValue)
    if let cell = Suggestion.nearest(to: word, among: cells) {
      return "\"\(cell)\" is a cell and belongs under \"cells\""
    }
    guard let variant = Variant.table.first(where: { $0.label == word }) else { return nil }
    return "\"\(word)\" is variant \"\(variant.family.rawValue)\""
      + (variant.cell.map { " with cell \"\($0.rawValue)\"" } ?? "")
  }

  private mutating func output(_ node: JSONNode) -> OutputPattern? {
    guard let text = string(node, "output") else { return nil }
    do throws(OutputPattern.Fault) {
      return try OutputPattern(parsing: text)
    } catch {
      tell(
        .badPattern, node, "output", found: SpecError.quoted(text), suggestion: error.suggestion,
        note: error.reason)
      return nil
    }
  }
}
