import Experiments

/// What a configuration says of a model that is trained, as typed values: made at the trainer's door.
public struct LetterSettings: Hashable, Sendable {
  /// Family and cell.
  public let variant: Variant
  /// Sizes of the model.
  public let model: ModelSettings
  /// How it is trained.
  public let train: TrainSettings
  /// On what it is trained.
  public let dataset: DatasetIdentity
  /// The numeric contract of the training core: two engines of one number give the same bits.
  public let engine: Int
  /// What the data's numbers are; `nil` for a movement.
  public let kind: String?
  /// The channels that models see; `nil` for the kind's own.
  public let channels: [String]?
  /// The share of the train set to choose by; `nil` for none.
  public let validation: Double?
  /// Decoupled weight decay; 0 for none.
  public let weightDecay: Double
  /// The longest gradient that is left as it is; `nil` for any.
  public let clipNorm: Double?
  /// What becomes of the step size.
  public let schedule: String
  /// Epochs in which the step size grows to its full size.
  public let warmupEpochs: Int
  /// Whether the mean absolute error is measured.
  public let measuresMAE: Bool

  /// Reads a configuration.
  ///
  /// - Throws: ``RuleBroken`` where it is none of the letters'.
  public init(_ configuration: Configuration) throws(RuleBroken) {
    let values = Reader(values: configuration.values)
    let family = try Self.family(values)
    variant = try Self.variant(family, values)
    model = ModelSettings(
      latent: try values.whole("model.latent"),
      hidden: family.hasCell ? try values.whole("model.hidden") : nil)
    train = try Self.train(values)
    dataset = DatasetIdentity(
      fingerprint: try values.text("dataset.fingerprint"),
      splitSeed: try values.whole("dataset.split_seed", in: Configuration.seeds))
    engine = try values.whole("engine", in: 0...Int(Int32.max))
    kind = try values.choice("dataset.kind", among: DatasetSpec.kinds)
    channels = try values.texts("dataset.channels")
    validation = try values.number(SelectionSpec.factOfSearch, or: nil) { 0 < $0 && $0 < 1 }
    weightDecay = try values.number("train.weight_decay", or: 0) { $0 >= 0 } ?? 0
    clipNorm = try values.number("train.clip_norm", or: nil) { $0 > 0 }
    schedule =
      try values.choice(
        "train.schedule", among: Manifest.letters.parameter("train.schedule")?.words ?? [])
      ?? "constant"
    warmupEpochs = try values.optionalWhole("train.warmup_epochs") ?? 0
    measuresMAE = values.values["train.test_mae"] == .flag(true)
  }

  private static func family(_ values: Reader) throws(RuleBroken) -> Family {
    let word = try values.text("variant.family")
    guard let family = Family(rawValue: word) else {
      throw RuleBroken("variant.family", SpecError.quoted(word), "a family")
    }
    return family
  }

  private static func variant(_ family: Family, _ values: Reader) throws(RuleBroken) -> Variant {
    guard family.hasCell else {
      if let cell = values.values["variant.cell"] {
        throw RuleBroken("variant.cell", cell.words, "for \(family.rawValue), which has no cell")
      }
      return Variant(family)
    }
    let word = try values.text("variant.cell")
    guard let cell = Cell(rawValue: word) else {
      throw RuleBroken("variant.cell", SpecError.quoted(word), "a cell")
    }
    return Variant(family, cell)
  }

  private static func train(_ values: Reader) throws(RuleBroken) -> TrainSettings {
    let epochs = try values.whole("train.epochs")
    let rate = try values.number("train.learning_rate")
    let figures = try values.wholes("train.figure_epochs")
    guard figures.allSatisfy((0...epochs).contains), figures == figures.sorted() else {
      throw RuleBroken(
        "train.figure_epochs", "\(figures)", "an ascending list of epochs of the run")
    }
    return TrainSettings(
      epochs: epochs, batchSize: try values.whole("train.batch_size"), learningRate: rate,
      shuffle: try values.flag("train.shuffle"), figureEpochs: figures,
      evaluateEvery: try values.whole("train.evaluate_every"))
  }

  /// Values of their kinds, by the manifest.
  private struct Reader {
    let values: ParameterValues

    private func value(_ path: String) throws(RuleBroken) -> Value {
      guard let value = values[path] else {
        throw RuleBroken(path, "nothing", "the value that the run needs")
      }
      return value
    }

    func whole(_ path: String, in range: ClosedRange<Int>? = nil) throws(RuleBroken) -> Int {
      let value = try value(path)
      var range = range ?? 0...1_000_000
      if case .integer(let from, let to) = Manifest.letters.parameter(path)?.kind {
        range = from...to
      }
      guard let number = value.integer, range.contains(number) else {
        throw RuleBroken(path, value.words, range.rule)
      }
      return number
    }

    func number(_ path: String) throws(RuleBroken) -> Double {
      let value = try value(path)
      guard let number = value.double, number > 0, number.isFinite else {
        throw RuleBroken(path, value.words, "a number greater than 0")
      }
      return number
    }

    func optionalWhole(_ path: String) throws(RuleBroken) -> Int? {
      values[path] == nil ? nil : try whole(path)
    }

    func number(
      _ path: String, or fallback: Double?, _ isAllowed: (Double) -> Bool
    ) throws(RuleBroken) -> Double? {
      guard let value = values[path] else { return fallback }
      guard let number = value.double, number.isFinite, isAllowed(number) else {
        throw RuleBroken(path, value.words, "a number that a spec may give")
      }
      return number
    }

    func choice(_ path: String, among words: [String]) throws(RuleBroken) -> String? {
      guard let value = values[path] else { return nil }
      guard let word = value.string, words.contains(word) else {
        throw RuleBroken(path, value.words, "one of \(words.joined(separator: ", "))")
      }
      return word
    }

    func texts(_ path: String) throws(RuleBroken) -> [String]? {
      guard let value = values[path] else { return nil }
      guard case .list(let items) = value, case let texts = items.compactMap(\.string),
        texts.count == items.count, !texts.isEmpty
      else { throw RuleBroken(path, value.words, "a list of channels") }
      return texts
    }

    func text(_ path: String) throws(RuleBroken) -> String {
      let value = try value(path)
      guard let text = value.string else { throw RuleBroken(path, value.words, "a text") }
      return text
    }

    func flag(_ path: String) throws(RuleBroken) -> Bool {
      let value = try value(path)
      guard let flag = value.bool else { throw RuleBroken(path, value.words, "true or false") }
      return flag
    }

    func wholes(_ path: String) throws(RuleBroken) -> [Int] {
      let value = try value(path)
      guard let numbers = value.integers else {
        throw RuleBroken(path, value.words, "a list of whole numbers")
      }
      return numbers
    }
  }
}
