import Experiments

extension Manifest {
  /// The published experiment: ten autoencoders of pen trajectories.
  public static let letters = Manifest(
    name: "letters", takesData: true, parameters: letterParameters,
    groups: [
      Group("model", "Sizes of the model."), Group("train", "How each run is trained."),
    ],
    metrics: [
      MetricDeclaration(
        .trainLoss, .lower, title: "Train loss", quantity: "MSE", digits: 2, isOfEveryStep: true),
      mse(.trainMSE, "Train MSE", short: "train"),
      mse(.testMSE, "Test MSE", short: "test", without: validation),
      mse(.trainMSERunning, "Train MSE, running"),
      mse(.testMSERunning, "Test MSE, running", without: validation),
      MetricDeclaration(
        .testMAE, .lower, title: "Test MAE", quantity: "MAE", digits: 2, needs: "train.test_mae",
        without: validation),
      mse(.validationMSE, "Validation MSE", short: "validation", needs: validation),
    ],
    endings: [Condition("train.schedule", .text("cosine"), .text("step"))],
    headline: .testMSE, columns: [.trainMSE, .testMSE],
    labels: Family.allCases.map {
      LabelRule(when: Condition(family, .text($0.rawValue)), $0.label(cell: "{variant.cell}"))
    },
    words: .letters)

  private static func mse(
    _ name: MetricName, _ title: String, short: String? = nil, needs: String? = nil,
    without: String? = nil
  ) -> MetricDeclaration {
    MetricDeclaration(
      name, .lower, title: title, short: short, quantity: "MSE", digits: 2, needs: needs,
      without: without)
  }

  private static let validation = SelectionSpec.factOfSearch
  private static let family = "variant.family"
  private static let hasCell = Condition(
    family, among: Family.allCases.filter(\.hasCell).map { .text($0.rawValue) })

  private static let letterParameters = [
    ParameterDeclaration(
      family, .choice(of: Family.allCases.map(\.rawValue)), costs: true,
      spelling: .init("variants", one: "variant", isRequired: true),
      summary: "The families; cnn has no cell."),
    ParameterDeclaration(
      "variant.cell", .choice(of: Cell.allCases.map(\.rawValue)), costs: true, applies: hasCell,
      absent: "cnn",
      spelling: .init("cells", one: "cell", isRequired: false),
      summary: "The recurrent cells; all three by default."),
    ParameterDeclaration(
      "model.latent", .integer(from: 1, to: 65_536), fallback: .number(64),
      special: [.init(when: Condition(family, .text("cnn")), .number(128))], costs: true,
      summary: "Width of the embedding; by default 128 for cnn and 64 for the others."),
    ParameterDeclaration(
      "model.hidden", .integer(from: 1, to: 65_536), fallback: .number(128), costs: true,
      applies: hasCell, absent: "none", summary: "Width of the recurrent state; cnn has none."),
    ParameterDeclaration(
      "train.epochs", .integer(from: 0, to: 1_000_000), fallback: .number(300), role: .budget,
      summary: "Passes over the train set. State e is after e passes; 0 is the initial one."),
    ParameterDeclaration(
      "train.batch_size", .integer(from: 1, to: 1_000_000), fallback: .number(64),
      summary: "Sequences in a batch; an incomplete last batch is dropped."),
    ParameterDeclaration(
      "train.learning_rate", .number(above: 0, least: nil), fallback: .number(2e-4),
      summary: "Adam's step size."),
    ParameterDeclaration(
      "train.shuffle", .flag, fallback: .flag(true),
      summary: "Whether each epoch has an order of its own; else the split's order."),
    ParameterDeclaration(
      "train.checkpoint_every", .integer(from: 1, to: 1_000_000), fallback: .number(10),
      counts: false,
      summary: "A checkpoint every so many epochs, at figure epochs and on stopping."),
    ParameterDeclaration(
      "train.figure_epochs", .states, fallback: .list([.number(0)]), role: .kept,
      summary: "States whose reconstructions are drawn; those beyond the end are ignored, "
        + "the last epoch always is one."),
    ParameterDeclaration(
      "train.evaluate_every", .integer(from: 1, to: 1_000_000), fallback: .number(10),
      role: .evaluation,
      summary: "Evaluate every so many epochs; always at figure epochs and at the end."),
    ParameterDeclaration(
      "train.weight_decay", .number(above: nil, least: 0), fallback: .number(0),
      neutral: .number(0),
      summary: "Share of each weight that decays in a step, times the step size (decoupled)."),
    ParameterDeclaration(
      "train.clip_norm", .number(above: 0, least: nil), neutral: .null,
      summary: "Gradients whose global norm is larger are scaled down to it; null for none."),
    ParameterDeclaration(
      "train.schedule", .choice(of: ["constant", "cosine", "step"]), fallback: .text("constant"),
      neutral: .text("constant"),
      summary:
        "What becomes of the step size: cosine ends near 0; step is a tenth from half of the "
        + "epochs on, a hundredth from three quarters on."),
    ParameterDeclaration(
      "train.warmup_epochs", .integer(from: 0, to: 1_000_000), fallback: .number(0),
      neutral: .number(0), summary: "Epochs in which the step size grows to its full size."),
    ParameterDeclaration(
      "train.test_mae", .flag, fallback: .flag(false), neutral: .flag(false),
      summary: "Whether the mean absolute error of the test set is measured too: test_mae."),
  ]
}
