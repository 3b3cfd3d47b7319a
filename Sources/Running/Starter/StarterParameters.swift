import Experiments
import Programs

/// The parameters of a starter spec, from a program's help.
struct StarterParameters {
  /// Name and default, in the page's order.
  private(set) var values: [(name: String, json: String)] = []
  /// Items of the command that stand before the options, and after them.
  private(set) var before: [String] = []
  private(set) var after: [String] = []
  /// What a person has to look at, a line each.
  private(set) var notes: [String] = []
  private var variables = Set<String>()
  private var short: [String] = []

  /// What stands where only a person knows the value.
  static let blank = "FILL-IN"
  /// Options that sweep has no use for.
  private static let idle = ["help", "version", "helpfull", "helpshort", "helpxml"]
  /// Options that name the folder where a run writes.
  private static let folders = [
    "outdir", "out-dir", "output-dir", "save-dir", "savedir", "logdir", "log-dir", "checkpoint-dir",
    "ckpt-dir", "run-dir", "results-dir", "output-folder",
  ]

  init(_ page: HelpPage) {
    for option in page.positionals { add(argument: option) }
    for option in page.options { add(option) }
    if !short.isEmpty {
      notes.append(
        "\(short.joined(separator: ", ")) have no long spelling and are left out; "
          + "add what you need to trainer.command")
    }
  }

  private mutating func add(argument option: HelpOption) {
    // No parameter: {args} would give it as an option, too.
    before.append(option.choices.first ?? Self.blank)
    let what = option.choices.isEmpty ? "stands for" : "is one choice for"
    notes.append(
      "trainer.command: \(before[before.count - 1]) \(what) \(option.spellings[0]), "
        + "which must be given")
  }

  private mutating func add(_ option: HelpOption) {
    guard let name = option.name else { return addShort(option) }
    let plain = name.replacing("_", with: "-")
    if Self.idle.contains(name) { return }
    if plain == "seed" {
      after += ["--\(name)", "{seed}"]
    } else if Self.folders.contains(plain), option.placeholder != nil {
      after += ["--\(name)", "{folder}"]
      notes.append("--\(name), which is each run's own folder, {folder}, in trainer.command")
    } else if take(name) {
      values.append((name, json(option, name)))
    } else if !values.contains(where: { $0.name == name }) {
      notes.append("--\(name) is left out: sweep cannot set an option of that name")
    }
  }

  private mutating func addShort(_ option: HelpOption) {
    guard let spelling = option.spellings.first, !["-h", "-V", "-?"].contains(spelling) else {
      return
    }
    short.append(spelling)
  }

  private mutating func json(_ option: HelpOption, _ name: String) -> String {
    if option.placeholder == nil {
      return option.hasOpposite && option.shownDefault == "True" ? "true" : "false"
    }
    // argparse shows None where a value must be given.
    if option.isRequired, option.shownDefault ?? "None" == "None" {
      guard let choice = option.choices.first else {
        notes.append(
          "parameters.\(name): the program must have it; put a value in place of \(Self.blank)")
        return JSONText.quoted(Self.blank)
      }
      return ShownDefault(choice).json
    }
    return option.shownDefault.map { ShownDefault($0).json } ?? "null"
  }

  /// Whether a name may be a parameter's, and is not another's already.
  private mutating func take(_ name: String) -> Bool {
    let isReserved = CommandTemplate.fixed.contains(name) || name == "program"
    return ParameterPath.isKey(name) && !isReserved
      && variables.insert(ProgramSpec.variable(of: name)).inserted
  }
}
