import Experiments
import Reports
import Running
import Storage

/// What searches have chosen, group by group.
struct SearchWinners {
  private struct Winner {
    let sweep: String
    let rounds: SearchRounds
    let winner: SearchWinner
    let trial: SearchTrial
  }

  private let winners: [Winner]

  /// - Throws: `StoreError`.
  init(of sweeps: [ListedSweep], in store: ResultStore) throws {
    winners = try sweeps.flatMap { sweep -> [Winner] in
      let record = try store.record(of: sweep.name)
      // A cheap look: following a search reads every run's values.
      guard record.spec.contains(#""select""#), let (rounds, _) = try record.search(in: store)
      else { return [] }
      return rounds.winners.compactMap { winner in
        winner.trial.map {
          Winner(sweep: sweep.name, rounds: rounds, winner: winner, trial: $0)
        }
      }
    }
  }

  /// It for other programs.
  var table: ValueTable {
    var table = ValueTable(
      ["sweep", "trial", "value", "rung", "configurations", "values"].map { .init($0, .exact) })
    for found in winners {
      table.add([
        .text(found.sweep), .text(found.trial.label), found.winner.value.map(Value.number),
        .whole(found.rounds.rungs.budgets.count), .whole(found.winner.configurations),
        .text(Self.values(found.trial)),
      ])
    }
    return table
  }

  /// It for people, a line each.
  var words: [String] {
    winners.map { found in
      let rungs = found.rounds.rungs.budgets.count
      let rung = rungs > 1 ? " at rung \(rungs) of \(rungs)" : ""
      let value = found.winner.value.map(ShortNumber.text) ?? "none"
      let count = found.winner.configurations
      let metric = found.rounds.space.spec.selection?.metric.rawValue ?? "value"
      return "chosen: \(found.trial.label) (\(Self.values(found.trial))), \(metric) \(value)"
        + "\(rung), of \(count) configuration\(count == 1 ? "" : "s")"
    }
  }

  private static func values(_ trial: SearchTrial) -> String {
    trial.chosen.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.words)" }
      .joined(separator: ", ")
  }
}
