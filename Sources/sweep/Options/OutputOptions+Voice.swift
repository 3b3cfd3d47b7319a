import Experiments
import Reports
import Running

extension OutputOptions {
  /// What says all this of a sweep.
  var voice: Voice {
    Voice(say: { say($0) }, warn: { Console.say($0) }, results: { sayResults($0) }, view: view)
  }

  private func sayResults(_ results: SweepResults) {
    if json {
      Console.data(Export.jsonLines(results))
    } else if !quiet {
      Console.data(ResultsTable(results).text)
    }
  }

  private func view(_ tally: Tally, _ title: BoardTitle) -> any ProgressView {
    if quiet { return QuietProgress() }
    return Console.isInteractive
      ? LiveProgress(LiveBoard(tally, title), usesColor: usesColor, isVerbose: verbose)
      : PlainProgress(tally, isVerbose: verbose)
  }
}
