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

  private func view(_ tally: Tally) -> any ProgressView {
    if quiet { return QuietProgress() }
    return Console.isInteractive
      ? LiveProgress(tally, usesColor: usesColor) : PlainProgress(tally, isVerbose: verbose)
  }
}
