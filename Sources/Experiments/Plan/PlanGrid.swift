/// A spec being expanded into runs.
struct PlanGrid {
  /// Why a run cannot have its folder.
  enum Clash: Hashable {
    /// Two runs have one folder, on some file system at least.
    case shared(folder: String, first: String, second: String)
    /// A part of the folder is longer than file systems take.
    case long(folder: String, label: String)
    /// The folder is one where runs' own files lie.
    case reserved(folder: String, label: String)
  }

  let spec: SweepSpec
  let name: String
  let dataset: DatasetIdentity
  let engine: Int
  private(set) var runs: [Run] = []
  private(set) var duplicates = 0
  /// At most twenty: more do not help a reader.
  private(set) var clashes: [Clash] = []
  private var ids: Set<String> = []
  /// Labels by folder, in small letters.
  private var folders: [String: String] = [:]

  init(spec: SweepSpec, name: String, dataset: DatasetIdentity, engine: Int) {
    self.spec = spec
    self.name = name
    self.dataset = dataset
    self.engine = engine
  }

  mutating func expand() {
    let count = RunCount(of: spec).value ?? 0
    runs.reserveCapacity(count)
    ids.reserveCapacity(count)
    folders.reserveCapacity(count)
    for family in spec.families {
      let axes = spec.axes.filter { family.has($0.setting) }
      let variants = family.hasCell ? spec.cells.map { Variant(family, $0) } : [Variant(family)]
      for variant in variants {
        expand(axes[...], of: variant, spec.settings, label: variant.label)
      }
    }
  }

  private mutating func expand(
    _ axes: ArraySlice<Axis>, of variant: Variant, _ settings: Settings, label: String
  ) {
    guard let axis = axes.first else { return expandSeeds(of: variant, settings, label: label) }
    let key = Self.key(of: axis.setting, among: spec.axes)
    for value in axis.values {
      expand(
        axes.dropFirst(), of: variant, settings.setting(axis.setting, to: value),
        label: axis.values.count > 1 ? "\(label),\(key)=\(value.label)" : label)
    }
  }

  private mutating func expandSeeds(of variant: Variant, _ settings: Settings, label: String) {
    let model = ModelSettings(variant, settings)
    let train = TrainSettings(settings)
    var template: IdentityTemplate?
    for seed in spec.seeds {
      let configuration = Configuration(
        variant: variant, seed: seed, model: model, train: train, dataset: dataset, engine: engine)
      let identity = template ?? IdentityTemplate(configuration)
      template = identity
      add(
        configuration, id: identity.id(seed: seed),
        label: spec.seeds.count > 1 ? "\(label),seed=\(seed)" : label,
        checkpointEvery: settings.checkpointEvery)
    }
  }

  private mutating func add(
    _ configuration: Configuration, id: String, label: String, checkpointEvery: Int
  ) {
    let run = Run(
      id: id, label: label, configuration: configuration,
      folder: spec.output.folder(
        sweep: name, label: label, id: id, configuration: configuration),
      checkpointEvery: checkpointEvery)
    guard ids.insert(run.id).inserted else {
      duplicates += 1
      return
    }
    checkFolder(of: run)
    runs.append(run)
  }

  private mutating func checkFolder(of run: Run) {
    let first = folders.updateValue(run.label, forKey: Self.smallLetters(run.folder))
    guard clashes.count < 20 else { return }
    if let first { clashes.append(.shared(folder: run.folder, first: first, second: run.label)) }
    if Self.hasLongPart(run.folder) { clashes.append(.long(folder: run.folder, label: run.label)) }
    if Self.isReserved(run.folder) {
      clashes.append(.reserved(folder: run.folder, label: run.label))
    }
  }

  // Most folders begin otherwise, and are told by four bytes.
  private static func isReserved(_ folder: String) -> Bool {
    folder.utf8.prefix(4).elementsEqual("runs".utf8) { $0 | 0x20 == $1 }
      && RunHome.isHome(folder)
  }

  private static func smallLetters(_ folder: String) -> String {
    folder.utf8.contains { (0x41...0x5A).contains($0) } ? folder.lowercased() : folder
  }

  private static func hasLongPart(_ folder: String) -> Bool {
    let most = RelativePath.longestPart
    return folder.utf8.count > most
      && folder.utf8.split(separator: 0x2F).contains { $0.count > most }
  }

  /// What a label calls a setting: its key, or its whole path where two axes have one key.
  private static func key(of setting: Setting, among axes: [Axis]) -> String {
    let isAmbiguous = axes.contains { $0.setting != setting && $0.setting.key == setting.key }
    return isAmbiguous ? setting.rawValue : setting.key
  }
}

extension ModelSettings {
  /// The sizes of a variant: the family's own where the settings do not say, none that it lacks.
  init(_ variant: Variant, _ settings: Settings) {
    self.init(
      latent: settings.latent ?? variant.family.latent,
      hidden: variant.family.hasCell ? settings.hidden : nil)
  }
}

extension Family {
  /// The published experiment's width of the embedding.
  fileprivate var latent: Int { self == .cnn ? 128 : 64 }
}

extension TrainSettings {
  /// The settings with figure epochs as they count: sorted, none beyond the end, which is one.
  init(_ settings: Settings) {
    let inside = settings.figureEpochs.filter { $0 <= settings.epochs }
    self.init(
      epochs: settings.epochs, batchSize: settings.batchSize, learningRate: settings.learningRate,
      shuffle: settings.shuffle, figureEpochs: Set(inside + [settings.epochs]).sorted(),
      evaluateEvery: settings.evaluateEvery)
  }
}
