import Experiments

/// What was varied, for a page's script: the axes of the sweep, and what each group has on them.
struct PageSettings {
  private let groups: [RunGroup]
  private let axes: [Axis]
  private let texts: ParameterTexts

  private struct Axis {
    let name: String
    let values: [AxisValue]
  }

  /// A number, or a text for what is none.
  private enum AxisValue {
    case number(Double)
    case text(String)
  }

  /// Finds the axes: what runs are called comes first, where they are called by several names.
  init(_ results: SweepResults, _ groups: [RunGroup]) {
    self.groups = groups
    let manifest = results.sweep.manifest
    texts = ParameterTexts(manifest: manifest)
    let paths = texts.axes(of: groups.map(\.configuration))
    let labels = groups.map { group in manifest.label { group.configuration[$0] } }
    let isLabelled = !paths.isEmpty && Set(labels).count > 1
    let first =
      isLabelled ? [Axis(name: manifest.words.version, values: labels.map(AxisValue.text))] : []
    axes = first + paths.map { [texts] path in Self.axis(path, groups, texts) }
  }

  /// Writes `[{"name": "lr", "values": [0.1, "adam"]}]`; values by group.
  func write(to json: inout PageJSON) {
    json.list(axes) { json, axis in
      json.object([
        ("name", { $0.string(axis.name) }), ("values", { $0.list(axis.values, Self.write) }),
      ])
    }
  }

  private static func write(_ json: inout PageJSON, _ value: AxisValue) {
    switch value {
    case .number(let number): json.exact(number)
    case .text(let text): json.string(text)
    }
  }

  private static func axis(
    _ path: String, _ groups: [RunGroup], _ texts: ParameterTexts
  ) -> Axis {
    let numbers = groups.map { group in
      group.configuration[path]?.double ?? texts.manifest.parameter(path)?.neutral?.double
    }
    let known = numbers.compactMap { $0 }
    let values =
      known.count == groups.count
      ? known.map(AxisValue.number)
      : groups.map { AxisValue.text(texts.text(path, of: $0.configuration)) }
    return Axis(name: path, values: values)
  }
}
