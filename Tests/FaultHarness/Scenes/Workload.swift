/// A sweep to disturb.
public struct Workload: Sendable {
  /// The sweep's name.
  let name: String
  /// Its specification.
  let spec: String
  /// How many runs it has.
  let runs: Int
  /// Files of this repository that lie beside the specification.
  let files: [String]
  /// Programs that it needs.
  let tools: [String]

  private init(_ name: String, runs: Int, _ middle: String, train: String) {
    self.init(
      name, runs: runs,
      spec: """
        {
          "name": "\(name)",
          "dataset": { "sources": ["data.mat"] },
          \(middle),
          "train": { "batch_size": 4, \(train) }
        }
        """)
  }

  private init(
    _ name: String, runs: Int, files: [String] = [], tools: [String] = [], spec: String
  ) {
    self.name = name
    self.runs = runs
    self.files = files
    self.tools = tools
    self.spec = spec
  }

  /// Twelve runs of about 0.3 seconds: for faults at random moments.
  public static let base = Workload(
    "base", runs: 12,
    #""variants": ["rnn", "crnn"], "cells": ["gru"], "seeds": [0, 1], "#
      + #""model": { "latent": [3, 4, 5], "hidden": 8 }"#,
    train: #""epochs": 12, "checkpoint_every": 3, "evaluate_every": 4, "figure_epochs": [0, 12]"#)

  /// Two runs of four epochs: for faults at every single point.
  public static let small = Workload(
    "small", runs: 2,
    #""variants": ["rnn"], "cells": ["lstm", "gru"], "model": { "latent": 2, "hidden": 4 }"#,
    train: #""epochs": 4, "checkpoint_every": 1, "evaluate_every": 2, "figure_epochs": [0, 4]"#)

  /// Two runs that diverge, and one that does not.
  public static let diverging = Workload(
    "diverging", runs: 3,
    #""variants": ["rnn"], "cells": ["gru"], "model": { "latent": 2, "hidden": 4 }"#,
    train: #""epochs": 4, "checkpoint_every": 1, "learning_rate": [1e-3, 1e30, 1e38]"#)

  /// Two runs of somebody else's program, the worked example, with four checkpoints each.
  public static let digits = Workload(
    "digits", runs: 2, files: ["experiments/digits.py"], tools: ["python3"],
    spec: """
      {
        "name": "digits",
        "trainer": {
          "command": ["python3", "digits.py", "{args}"],
          "inputs": ["digits.py"],
          "metrics": { "accuracy": "higher", "loss": "lower" },
          "budget": "epochs"
        },
        "parameters": { "lr": [0.1, 0.01], "optimizer": "adam", "epochs": 20 }
      }
      """)

  /// A search of the worked example: six trials, of which the best two go on, and the best again.
  public static let search = Workload(
    "search", runs: 9, files: ["experiments/digits.py"], tools: ["python3"],
    spec: """
      {
        "name": "search",
        "trainer": {
          "command": ["python3", "digits.py", "{args}"],
          "inputs": ["digits.py"],
          "metrics": { "accuracy": "higher", "loss": "lower" },
          "budget": "epochs"
        },
        "parameters": { "lr": { "log": [0.01, 1] }, "optimizer": "adam", "epochs": 20 },
        "search": {
          "method": "sobol", "trials": 6, "halving": { "metric": "loss", "factor": 3, "from": 6 }
        },
        "select": { "metric": "loss", "then": { "seeds": [1] } }
      }
      """)
}
