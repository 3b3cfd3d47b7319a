import ArgumentParser
import Experiments
import Foundation
import Reports
import Training

/// `sweep data info WHAT`
struct DataInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show what is in a data file, or in the data of a spec.",
    discussion: """
      EXAMPLES
        sweep data info data/mixoutALL_shifted.mat
        sweep data info experiments/paper.json --json
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (source, splitSeed) = try source()
    let data = try PreparedSweep.load(source, splitSeed: splitSeed)
    let info = DataInfo(source, data)
    output.json ? try output.sayJSON(info) : Console.data(info.text)
  }

  private func source() throws -> (DataSource, splitSeed: Int) {
    if SpecSource.isFile(spec.spec), !spec.spec.hasSuffix(".json") {
      return (DataChoice(file: spec.spec, because: "named", name: "").source, 0)
    }
    let named = try spec.read(places, output)
    let choice = try spec.choice(for: named)
    output.say("data: \(choice.source.words) (\(choice.why))")
    return (choice.source, named.spec.splitSeed)
  }
}

/// What is in a set of sequences.
private struct DataInfo: Encodable {
  let name: String
  let fingerprint: String
  let sequences: Int
  let train: Int
  let test: Int
  let shortest: Int
  let median: Int
  let longest: Int
  /// Sequences whose movement was longer than what a model takes.
  let cut: Int
  let longestMovement: Int
  let letters: [String: Int]

  init(_ source: DataSource, _ data: TrainingData) {
    let lengths = data.set.trajectories.map(\.length).sorted()
    name = data.set.name
    fingerprint = data.set.fingerprint
    sequences = lengths.count
    train = data.split.train.count
    test = data.split.test.count
    shortest = lengths.first ?? 0
    median = lengths.isEmpty ? 0 : lengths[lengths.count / 2]
    longest = lengths.last ?? 0
    cut = data.set.cut
    longestMovement = data.set.longestMovement
    letters = Dictionary(data.set.labels.map { ($0, 1) }, uniquingKeysWith: +)
  }

  var text: String {
    let counts = letters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let rows = [
      ["data", name], ["fingerprint", fingerprint],
      ["sequences", "\(sequences): \(train) train, \(test) test"],
      ["steps", "\(shortest) to \(longest), median \(median)"],
      ["cut", cut == 0 ? "none" : "\(cut), the longest from \(longestMovement) samples"],
      ["letters", "\(letters.count): \(counts.joined(separator: ", "))"],
    ]
    return TextTable(header: ["", ""], rows: rows, fits: [.whole, .wrap])
      .render(showsHeader: false, width: Console.dataWidth)
  }
}
