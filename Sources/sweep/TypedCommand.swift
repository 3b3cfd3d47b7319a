import ArgumentParser
import Experiments
import Running

/// Which command was typed: the words up to the first option or argument.
struct TypedCommand {
  /// The command's words: `sweep data split`.
  let path: String
  /// A word in the place of a command that is none. The parser calls it an unexpected argument, or
  /// overlooks it where help is asked for.
  let unknown: UnknownCommand?

  init(_ arguments: [String], of root: any ParsableCommand.Type) {
    var (command, path) = (root, root.name)
    for word in arguments.drop(while: { $0 == "help" }).prefix(while: { !$0.hasPrefix("-") }) {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty else { break }
      guard let next = commands.first(where: { $0.names.contains(word) }) else {
        let known = commands.filter { $0.configuration.shouldDisplay }.map { $0.name }
        self.path = path
        unknown = UnknownCommand(word: word, path: path, known: known)
        return
      }
      command = next
      path += " \(next.name)"
    }
    self.path = path
    unknown = nil
  }
}

/// A word that is no command.
struct UnknownCommand: CustomFailure {
  /// What was typed.
  fileprivate let word: String
  /// The words before it: `sweep data`.
  fileprivate let path: String
  /// The commands there are.
  fileprivate let known: [String]

  var failure: Failure {
    Failure(
      exitCode: ExitCode.validationFailure.rawValue,
      """
      there is no command \(SpecError.quoted("\(path) \(word)"))\
      \(Suggestion.words(for: word, among: known))
      Usage: \(path) <subcommand>
        See '\(path) --help' for more information.
      """, safe: "nothing was started", next: next)
  }

  private var next: String {
    if word.hasSuffix(".json") { return "\(path) run \(word)" }
    return Suggestion.nearest(to: word, among: known).map { "\(path) \($0)" } ?? "\(path) --help"
  }
}

extension ParsableCommand {
  /// What the command is called.
  fileprivate static var name: String { configuration.commandName ?? _commandName }
  /// All that it is called.
  fileprivate static var names: [String] { [name] + configuration.aliases }
}
