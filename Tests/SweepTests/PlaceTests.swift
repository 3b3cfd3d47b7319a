import Foundation
import TestSupport
import Testing

/// Folders and files as people have them: odd names, odd kinds, nothing there. Each is used as it is
/// or refused in our words.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct PlaceTests {
  /// A name in Latin-1.
  private static let name = #"$(printf 'caf\351')"#

  @Test(arguments: [
    "run tiny.json --save \"\(name)\"", "run tiny.json --store \"\(name)/x\"", "run \"\(name)\"",
    "run tiny.json --data=\"\(name)\"", "report tiny --reports \"\(name)\"", "doctor \"\(name)\"",
  ])
  func anArgumentThatIsNotUTF8IsRefused(_ command: String) throws {
    let program = try SweepProgram()
    let outcome = try program.shell("exec \"$0\" \(command)")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("is not UTF-8: ") && outcome.errors.contains(#"caf\xe9"#))
    #expect(try program.shell("ls").output == "tiny.json\n")
  }

  @Test(arguments: ["SWEEP_SAVE", "SWEEP_STORE", "SWEEP_REPORTS", "SWEEP_DATA", "TMPDIR"])
  func aPlaceOfTheEnvironmentThatIsNotUTF8IsRefused(_ variable: String) throws {
    let program = try SweepProgram()
    let outcome = try program.shell("\(variable)=\"\(Self.name)\" \"$0\" run tiny.json")
    #expect(outcome.code == 2 && outcome.errors.contains("\(variable) is not UTF-8"))
    #expect(try program.shell("ls").output == "tiny.json\n")
  }

  @Test func aWorkingFolderThatIsNotUTF8OrGoneIsRefused() throws {
    let program = try SweepProgram()
    let odd = try program.shell(
      "mkdir \"\(Self.name)\"; cd \"\(Self.name)\"; \"$0\" run ../tiny.json; echo $?; ls | wc -l")
    #expect(odd.output.split(whereSeparator: \.isWhitespace) == ["2", "0"])
    #expect(odd.errors.contains("the working folder is not UTF-8"))
    let gone = try program.shell("s=$PWD; mkdir x; cd x; rmdir ../x; \"$0\" run $s/tiny.json")
    #expect(gone.code == 2 && gone.errors.contains("the working folder cannot be found"))
    #expect(try program.run("--version").code == 0)
  }

  @Test func aLinkToAFolderThatIsNotUTF8IsRefused() throws {
    let program = try SweepProgram()
    let outcome = try program.shell(
      "mkdir \"\(Self.name)\"; ln -s \"\(Self.name)\" save; \"$0\" run tiny.json; "
        + "echo $?; ls | wc -l; ls save | wc -l")
    #expect(outcome.output.split(whereSeparator: \.isWhitespace) == ["3", "3", "0"])
    #expect(outcome.errors.contains("not UTF-8"))
  }

  @Test(arguments: ["--save", "--store", "--reports", "--data"])
  func anEmptyNameNamesNothing(_ option: String) throws {
    let program = try SweepProgram()
    let outcome = try program.run("plan", "tiny.json", option, "")
    #expect(outcome.code == 64 && outcome.errors.contains("the name is empty"))
    let variables = ["SWEEP_SAVE", "SWEEP_STORE", "SWEEP_REPORTS", "SWEEP_DATA"]
    let none = Dictionary(uniqueKeysWithValues: variables.map { ($0, "") })
    #expect(try program.run(["plan", "tiny.json"], environment: none).code == 0)
  }

  /// What each command is tried with; `X` is an odd place.
  static let commands = [
    "run tiny.json -j 1 -q --save X", "run tiny.json -j 1 -q --store X",
    "run tiny.json -j 1 -q --reports X", "run tiny.json --data X", "run tiny.json --save X/y",
    "plan tiny.json --save X", "plan tiny.json --store X", "resume --save X", "status --save X",
    "ls --store X", "show gru_ae --store X", "logs gru_ae --save X", "export X",
    "compare gru_ae rnn_ae --store X", "report tiny --reports X", "report X",
    "report tiny --check --reports X", "validate X", "data info X", "data split X",
    "data make --sequences 40 -o X/y", "verify tiny gru_ae --store X", "verify X", "doctor X",
    "doctor X --repair", "doctor --save X", "bench step --variant rnn_ae --steps 1 --data X/y",
    "bench overhead --runs 1 --save X", "merge X", "merge save --store X", "merge save --save X/y",
  ]

  @Test(arguments: ["file", "dangling", "loop", "/proc/self", "file/x", "0123456789"])
  func noPlaceBringsARawErrorToAnybody(_ place: String) throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    _ = try program.shell("ln -s nowhere dangling; ln -s loop loop; cp -r save kept")
    // A name that is too long for a folder.
    let odd = place == "0123456789" ? String(repeating: place, count: 30) : place
    for command in Self.commands {
      _ = try program.shell("rm -rf file nowhere save; cp -r kept save; echo x > file")
      let line = command.replacing("X", with: odd)
      expectOurWords(try program.shell("exec \"$0\" \(line) < /dev/null"), command)
    }
    let verified = try program.run(
      ["verify", "tiny", "gru_ae"],
      environment: ["TMPDIR": odd.hasPrefix("/") ? odd : "\(program.folder.path)/\(odd)"])
    expectOurWords(verified, "verify")
    #expect(place == "/proc/self" || verified.code == 2, "\(verified.errors)")
  }

  private func expectOurWords(_ outcome: SweepProgram.Outcome, _ command: String) {
    #expect([0, 1, 2, 3, 4].contains(outcome.code), "\(command): \(outcome.code)")
    let raw = [
      "CocoaError", "Error Domain", "could not be completed", "internal error", "couldn’t",
      "POSIXError", "Foundation.", "Swift.",
    ]
    for words in raw {
      let isRaw = (outcome.output + outcome.errors).contains(words)
      #expect(!isRaw, "\(command): \(outcome.errors)")
    }
  }

  @Test(arguments: [["nofile"], ["--store", "nofile"], ["--save", "nofolder"]])
  func aStoreThatSomebodyNamesAndIsNotThereIsNotSound(_ arguments: [String]) throws {
    let program = try SweepProgram()
    let outcome = try program.run(["doctor"] + arguments)
    #expect(outcome.code == 2 && outcome.errors.contains("there is no store here"))
    let unnamed = try program.run("doctor")
    #expect(unnamed.code == 0 && unnamed.output.contains("store: none at save/results.sqlite"))
  }
}
