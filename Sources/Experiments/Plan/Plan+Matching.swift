extension Plan {
  /// The run that a text names: a label, `SWEEP/LABEL`, or the beginning of an id.
  ///
  /// - Throws: ``SpecError`` `.unknownRun` or `.ambiguousRun`, with what was perhaps meant.
  public func run(matching text: String) throws(SpecError) -> Run {
    runs[try names.place(of: text)]
  }

  /// The runs that several texts name, each once, in the plan's order.
  ///
  /// - Throws: ``SpecError`` with every one that names no run, or more than one.
  public func runs(matching texts: [String]) throws(SpecError) -> [Run] {
    if texts.isEmpty { return [] }
    let names = names
    var problems: [SpecError.Problem] = []
    var places: Set<Int> = []
    for text in texts {
      do throws(SpecError) { places.insert(try names.place(of: text)) } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw SpecError(problems) }
    return places.sorted().map { runs[$0] }
  }

  /// The runs that several texts name; those that name none are passed over.
  func known(_ texts: [String]) -> [Run] {
    if texts.isEmpty { return [] }
    let names = names
    return texts.compactMap { try? names.place(of: $0) }.map { runs[$0] }
  }

  private var names: RunNames {
    RunNames(
      runs.map { RunName(sweep: name, label: $0.label, id: $0.id) },
      versions: manifest.allLabels.filter { !$0.isEmpty })
  }
}
