import Experiments

extension ReportWords {
  /// The published words, and what a report says of the autoencoders.
  static let letters = ReportWords(
    step: "epoch", steps: "epochs", work: "sequences", version: "Version",
    about: AboutTable("Structures", columns: ["Encoder", "Decoder"], rows: structures),
    results:
      "Train and Test MSE are ours: the mean squared error of the last evaluated state, with "
      + "batch statistics, as published. Lower is better.",
    isPublished: true, choice: "It was chosen on the test set.",
    groups: [
      MetricGroup(
        "Running statistics",
        "The MSE at the last evaluated state with batch normalisation's running averages in place "
          + "of the batch's own. They keep 0.999 at each step, so they lag behind.",
        [.trainMSERunning, .testMSERunning]),
      MetricGroup(
        "Mean absolute error",
        "The mean absolute error over the test set at the last evaluated state, with batch "
          + "statistics, of the runs that were asked for it.", [.testMAE]),
    ],
    curves: CurveWords(
      "Loss curves",
      "Test MSE with batch statistics at each evaluation; of several seeds, their mean.",
      metrics: [.trainMSE, .testMSE], title: "Train and test MSE",
      each: "Each run, train and test"),
    drawings: DrawingWords(
      column: "Plots", heading: "Reconstructions",
      "The first test batch by epoch: the reconstruction in colour over the truth in grey."),
    data: DataWords(
      files: ["mixoutALL_shifted", "CharacterTrajectories"], sequences: 2858,
      introduction: "Two tips:",
      tips: [
        "Let every trajectory start at zero.",
        "Leave the amplitude of trajectories as it is: normalising it spoils reconstruction.",
      ],
      credit: "Data: Character Trajectories by B. H. Williams, M. Toussaint and A. J. Storkey, UCI "
        + "Machine Learning Repository, licence CC BY 4.0."),
    facts: [
      Fact("dataset.split_seed", name: "split_seed"),
      Fact("dataset.fingerprint", name: "fingerprint"), Fact("engine", name: "numeric_contract"),
    ],
    export: letterColumns)

  private static let structures = Dictionary(
    uniqueKeysWithValues: Variant.table.map { ($0.label, [encoder($0), decoder($0)]) })

  private static func encoder(_ variant: Variant) -> String {
    let cell = variant.cellName.uppercased()
    return switch variant.family {
    case .cnn: "Conv"
    case .rnn: cell
    case .crnn: "Conv-\(cell)"
    case .resrnn: "Conv-Res-\(cell)"
    }
  }

  private static func decoder(_ variant: Variant) -> String {
    let cell = variant.cellName.uppercased()
    return switch variant.family {
    case .cnn: "DeConv"
    case .rnn: cell
    case .crnn, .resrnn: "\(cell)-DeConv"
    }
  }

  /// In this order since they were first released; new ones come last.
  private static let letterColumns: [ExportColumn] = [
    ExportColumn("sweep", .sweep), ExportColumn("run_id", .id), ExportColumn("label", .label),
    ExportColumn("family", .value("variant.family")), ExportColumn("cell", .word("variant.cell")),
    ExportColumn("seed", .seed), column("model.latent"), column("model.hidden"),
    column("train.batch_size"), column("train.learning_rate"), column("train.epochs"),
    ExportColumn("state", .state), ExportColumn("attempts", .attempts),
    ExportColumn("last_epoch", .lastStep), column(.trainMSE), column(.testMSE),
    column(.trainMSERunning), column(.testMSERunning), ExportColumn("seconds", .seconds),
    ExportColumn("sequences", .work), ExportColumn("failure", .failure),
    ExportColumn("evaluated_epoch", .evaluatedStep), ExportColumn("best_epoch", .bestStep),
    ExportColumn("best_test_mse", .best), column("train.shuffle"), column("train.evaluate_every"),
    column("train.figure_epochs"), column("train.checkpoint_every"),
    ExportColumn("split_seed", .value("dataset.split_seed")),
    ExportColumn("fingerprint", .value("dataset.fingerprint")),
    ExportColumn("numeric_contract", .value("engine")), ExportColumn("folder", .folder),
    ExportColumn("checkpoint", .checkpoint), ExportColumn("checkpoint_epoch", .checkpointStep),
    ExportColumn("core_seconds", .coreSeconds), column("train.weight_decay"),
    column("train.clip_norm"), column("train.schedule"), column("train.warmup_epochs"),
    column(.testMAE), ExportColumn("validation", .value(SelectionSpec.factOfSearch)),
    column(.validationMSE),
  ]

  private static func column(_ path: String) -> ExportColumn {
    ExportColumn(ParameterPath.key(of: path), .value(path))
  }

  private static func column(_ metric: MetricName) -> ExportColumn {
    ExportColumn(metric.rawValue, .metric(metric))
  }
}
