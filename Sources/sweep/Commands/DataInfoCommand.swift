import ArgumentParser
import Datasets
import Experiments
import Foundation
import Letters
import Reports
import Running

/// `sweep data info WHAT`
struct DataInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show what is in a data file, or in the data of a spec.",
    discussion: """
      A file of three channels is taken as a pen's movement, any other as raw values.

      EXAMPLES
        sweep data info data/mixoutALL_shifted.mat
        sweep data info data/BasicMotions_TRAIN.ts --channels 1,2,3
        sweep data info experiments/paper.json --json
      """)

  @OptionGroup var spec: SpecOptions
  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Sum the numbers up as velocities (movement), or take them as they are (raw).")
  var kind: DatasetKind?

  @Option(help: "The channels that count, by name or number (default: x,y of a pen; raw: all).")
  var channels: String?

  func run() throws {
    let (source, splitSeed, own) = try source()
    let names = channels?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let form = DatasetForm(kind: kind ?? own.kind, channels: names ?? own.channels)
    let data = try PreparedSweep.load(source, splitSeed: splitSeed, as: form)
    let info = DataInfo(source, data)
    output.json ? try output.sayJSON(info) : Console.data(info.text)
  }

  private func source() throws -> (DataSource, splitSeed: Int, own: DatasetForm) {
    if SpecSource.isFile(spec.spec), !spec.spec.hasSuffix(".json") {
      return (
        DataChoice(file: spec.spec, because: "named", name: "").source, 0, DatasetForm(kind: nil)
      )
    }
    let named = try spec.read(places, output)
    let choice = try spec.choice(for: named)
    output.say("data: \(choice.source.words) (\(choice.why))")
    return (choice.source, named.spec.splitSeed, DatasetForm(of: named.spec))
  }
}

extension DatasetKind: ExpressibleByArgument {}

/// What is in a set of sequences.
private struct DataInfo: Encodable {
  let name: String
  let fingerprint: String
  let kind: DatasetKind
  let channels: [String]
  let sequences: Int
  let train: Int
  let test: Int
  let shortest: Int
  let median: Int
  let longest: Int
  /// Sequences whose movement was longer than what a model takes.
  let cut: Int
  let longestMovement: Int
  /// How many there are of each label; none where the data has no labels.
  let letters: [String: Int]
  /// Header lines that mean nothing here.
  let passedOver: [String]

  init(_ source: DataSource, _ data: TrainingData) {
    let lengths = data.set.trajectories.map(\.length).sorted()
    name = data.set.name
    fingerprint = data.set.fingerprint
    kind = data.set.kind
    channels = data.set.channels
    sequences = lengths.count
    train = data.split.train.count
    test = data.split.test.count
    shortest = lengths.first ?? 0
    median = lengths.isEmpty ? 0 : lengths[lengths.count / 2]
    longest = lengths.last ?? 0
    cut = data.set.cut
    longestMovement = data.set.longestSamples
    letters = Dictionary(
      data.set.labels.filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
    passedOver = data.set.passedOver
  }

  var text: String {
    var rows = [
      ["data", name], ["fingerprint", fingerprint],
      ["kind", kind == .movement ? "movement: velocities, summed up" : "raw: values as they are"],
      ["channels", "\(channels.count): \(channels.joined(separator: ", "))"],
      ["sequences", "\(sequences): \(train) train, \(test) test"],
      ["steps", "\(shortest) to \(longest), median \(median)"],
      ["cut", cut == 0 ? "none" : "\(cut), the longest from \(longestMovement) samples"],
      [kind == .movement ? "letters" : "labels", labels],
    ]
    if !passedOver.isEmpty { rows.append(["passed over", passedOver.joined(separator: ", ")]) }
    return TextTable(header: ["", ""], rows: rows, fits: [.whole, .wrap])
      .render(showsHeader: false, width: Console.dataWidth)
  }

  private var labels: String {
    guard !letters.isEmpty else { return "none; the split is by the shuffled order alone" }
    let counts = letters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "\(letters.count): \(counts.joined(separator: ", "))"
  }
}
