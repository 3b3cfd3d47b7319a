import ArgumentParser
import Foundation

/// `sweep manual`: the page that `man sweep` shows, from the words of `--help`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for man.",
    discussion: """
      EXAMPLES
        sweep manual > sweep.1
        sweep manual | man -l -
      """, shouldDisplay: false)

  func run() throws {
    let help = try JSONDecoder().decode(HelpTree.self, from: Data(Sweep._dumpHelp().utf8))
    Console.data(ManualPage(help.command, version: Product.version).text)
  }
}
