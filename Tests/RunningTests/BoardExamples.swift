import Foundation

@testable import Running

extension BoardState {
  /// A sweep with so many runs that are on, and what most boards show.
  static func example(
    runs count: Int = 3, failures: Int = 1, left: Double? = 200, label: (Int) -> String = Self.label
  ) -> BoardState {
    var state = BoardState(sweep: BoardText("paper"))
    (state.total, state.done, state.diverged) = (36, 12, 1)
    (state.failed, state.share) = (failures, 0.41)
    state.left = left
    state.ends = left.map { _ in "14:32" }
    state.runs = (0..<count).map { run($0, label($0), left: left) }
    state.failures = (0..<failures).map {
      Failed(
        "paper", label: "cnn_ae,seed=\($0)", id: "3f2a91bc77",
        cause: "the program exited with code 3")
    }
    return state
  }

  static func label(_ index: Int) -> String {
    let name = ["cgru_ae", "reslstm_ae,latent=16,seed=1", "rnn_ae"][index % 3]
    return index > 2 ? "\(name),n=\(index)" : name
  }

  private static func run(_ index: Int, _ label: String, left: Double?) -> Run {
    var run = Run(label: BoardText(label))
    (run.step, run.steps, run.metric, run.left) = (12 + index, 300, "test", left.map { $0 / 2 })
    run.values = (0...(index % 16)).map { 40 / Double($0 + 1) }
    (run.loss, run.rate, run.rateUnit) = (3.25, 1840, "seq/s")
    return run
  }
}

extension TerminalSize {
  static let usual = TerminalSize(columns: 80, rows: 24)
}
