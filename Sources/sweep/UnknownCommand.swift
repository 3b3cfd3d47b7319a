import ArgumentParser
import Experiments

/// A word in the place of a command that is none.
///
/// The parser calls it an unexpected argument, or overlooks it where help is asked for.
struct UnknownCommand: CustomFailure {
  /// What was typed.
  private let word: String
  /// The words before it: `sweep data`.
  private let path: String
  /// The commands there are.
  private let known: [String]

  /// Looks for one among what was typed; `nil` where every word up to the first option is a command
  /// or an argument of one.
  init?(in arguments: [String], of root: any ParsableCommand.Type) {
    var command = root
    var path = root.name
    for word in arguments.drop(while: { $0 == "help" }).prefix(while: { !$0.hasPrefix("-") }) {
      let commands = command.configuration.subcommands
      if commands.isEmpty { return nil }
      guard let next = commands.first(where: { $0.names.contains(word) }) else {
        self.word = word
        self.path = path
        known = commands.filter { $0.configuration.shouldDisplay }.map { $0.name }
        return
      }
      command = next
      path += " \(next.name)"
    }
    return nil
  }

  var failure: Failure {
    let near = Suggestion.nearest(to: word, among: known)
    return Failure(
      exitCode: ExitCode.validationFailure.rawValue,
      """
      there is no command \(SpecError.quoted("\(path) \(word)"))\
      \(Suggestion.words(for: word, among: known))
      Usage: \(path) <subcommand>
        See '\(path) --help' for more information.
      """, safe: "nothing was started", next: near.map { "\(path) \($0)" } ?? "\(path) --help")
  }
}

extension ParsableCommand {
  /// What the command is called.
  fileprivate static var name: String { configuration.commandName ?? _commandName }
  /// All that it is called.
  fileprivate static var names: [String] { [name] + configuration.aliases }
}
