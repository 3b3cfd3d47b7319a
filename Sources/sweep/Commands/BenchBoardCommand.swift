import ArgumentParser
import Running

/// `sweep bench board`
struct BenchBoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: "Measure what the live board costs.",
    discussion: """
      Pretends a sweep of many runs at a time and draws its board ten times a second, into
      /dev/null: taking the events, making the frames, writing what changed. The processor time is
      that of one thread; for each second of the sweep it is a share of a core.

      EXAMPLES
        sweep bench board
        sweep bench board --runs 1000 --columns 80 --rows 24 --json
      """)

  @Option(help: "Runs at a time.")
  var runs = 200

  @Option(help: "The terminal's columns.")
  var columns = 200

  @Option(help: "The terminal's lines.")
  var rows = 60

  @Option(help: "Seconds of the sweep.")
  var seconds = 60

  @OptionGroup var output: OutputOptions

  func validate() throws {
    let given = ["runs": runs, "columns": columns, "rows": rows, "seconds": seconds]
    for (name, value) in given.sorted(by: { $0.key < $1.key }) where value < 1 {
      throw ValidationError("--\(name): \(value) is less than 1")
    }
  }

  func run() throws {
    let size = TerminalSize(columns: columns, rows: rows)
    let timing = try BoardBench(runs: runs, size: size, seconds: seconds).time()
    output.json ? try output.sayJSON(timing) : Console.data(timing.text)
  }
}
