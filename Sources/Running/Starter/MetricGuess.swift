import Experiments

/// The metrics of a starter spec: those that the program's source seems to say, else a guess.
struct MetricGuess {
  private let names: [String]
  private let isFound: Bool

  /// Parts of names of what is better when it is more.
  private static let higher = [
    "acc", "score", "auc", "f1", "r2", "reward", "precision", "recall", "return", "bleu", "iou",
  ]

  /// - Parameter source: The program's text; `nil` where it is none.
  init(source: String?) {
    let found = source.map(Self.said) ?? []
    isFound = !found.isEmpty
    names = isFound ? found : ["loss"]
  }

  /// As the spec has them.
  var json: String {
    names.map { "\"\($0)\": \"\(Self.isHigherBetter($0) ? "higher" : "lower")\"" }
      .joined(separator: ", ")
  }

  /// What a person has to look at.
  var note: String {
    let line = #"{"step": 1, "metrics": {"\#(names[0])": 0.5}}"#
    return isFound
      ? "trainer.metrics: \(names.joined(separator: ", ")) stand in the program; check which is better"
      : "trainer.metrics: \"loss\" is a guess. Name what the program measures, and let it print "
        + "\(line) after each epoch, or give a pattern (docs/programs.md)"
  }

  /// Names in what looks like a message of ours: `"metrics": {"loss": loss}`.
  private static func said(_ source: String) -> [String] {
    var names: [String] = []
    for match in source.matches(of: /metrics["']?\s*[:=]\s*\{([^{}]{0,400})\}/) {
      for key in match.1.matches(of: /["']([A-Za-z_][A-Za-z0-9_.\/-]{0,60})["']\s*:/) {
        let name = String(key.1)
        if MetricName.isValid(name), !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  private static func isHigherBetter(_ name: String) -> Bool {
    let name = name.lowercased()
    return higher.contains { name.contains($0) } && !name.contains("loss")
  }
}
