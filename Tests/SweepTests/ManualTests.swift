import Foundation
import TestSupport
import Testing

/// The manual page and the help say the same, and help begins.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ManualTests {
  @Test func sweepAloneNamesThreeThingsToTry() throws {
    let outcome = try SweepProgram().run([])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let tries = outcome.output.split(separator: "\n").filter { $0.hasPrefix("  sweep ") }
    #expect(tries.count == 3 && outcome.output.contains("sweep --help"), "\(outcome.output)")
  }

  @Test func theManualHoldsEveryCommandAndOption() throws {
    let program = try SweepProgram()
    let manual = try program.run("manual").output
    #expect(try program.run("manual").output == manual)
    for command in try Self.commands(program) {
      let path = (["sweep"] + command).joined(separator: " ")
      #expect(command.isEmpty || manual.contains("\n.SS \"\(path)\"\n"), "\(path)")
      let help = try program.run(["help"] + command).output
      for option in help.matches(of: /(?m)^  (?:-., )?(--[a-z-]+)/).map({ String($0.1) })
      where option != "--help" && option != "--version" {
        #expect(manual.contains(option.replacing("-", with: "\\-")), "\(path) \(option)")
      }
    }
    #expect(!manual.contains("worker \\fI") && !manual.contains(".SS \"sweep worker\""))
  }

  @Test(.enabled(if: Tool.isHere("groff"), "no groff")) func theManualIsSoundRoff() throws {
    let program = try SweepProgram()
    let outcome = try program.shell("\"$0\" manual | groff -ww -man -Tutf8 > page")
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(try program.shell("grep -q 'sweep run experiments/paper.json' page").code == 0)
  }

  @Test func theHelpOfEveryCommandHasTwoExamples() throws {
    let program = try SweepProgram()
    for command in try Self.commands(program) {
      let help = try program.run(["help"] + command).output
      let examples = help.components(separatedBy: "EXAMPLES\n").dropFirst().first ?? ""
      let lines = examples.split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && $0.contains("sweep ") }
      #expect(lines.count >= 2, "\(command): \(lines)")
    }
  }

  /// The words of every command that some help lists, the program itself first.
  private static func commands(_ program: SweepProgram) throws -> [[String]] {
    var (found, next): ([[String]], Int) = ([[]], 0)
    while next < found.count {
      let help = try program.run(["help"] + found[next]).output
      let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first ?? ""
      found += list.matches(of: /(?m)^  ([a-z]+)/).map { found[next] + [String($0.1)] }
      next += 1
    }
    return found
  }
}
