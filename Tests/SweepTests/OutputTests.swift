import Foundation
import TestSupport
import Testing

/// Data that could not be written is never passed over, and no stream that is closed does harm.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct OutputTests {
  /// A command line for each command that says data.
  static let commands = [
    "--help", "--version", "help run", "--generate-completion-script bash", "schema", "status",
    "status --json", "ls", "ls --json", "show gru_ae", "show gru_ae --json", "logs gru_ae",
    "compare rnn_ae gru_ae", "export tiny", "export tiny --metrics", "export tiny --format jsonl",
    "plan tiny.json", "plan tiny.json --json", "validate tiny.json", "report tiny",
    "data info tiny.json", "data split tiny.json", "run tiny.json", "run tiny.json --json",
    "verify tiny gru_ae", "bench step --variant rnn_ae --steps 1", "doctor",
  ]

  @Test(arguments: ["> /dev/full", ">&-", "1< /dev/null"])
  func whatCouldNotBeWrittenEndsEveryCommand(_ output: String) throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    for command in Self.commands {
      let outcome = try program.shell("exec \"$0\" \(command) \(output)")
      #expect(outcome.code == 75, "\(command) \(output)")
      #expect(outcome.errors.contains("standard output could not be written: "), "\(command)")
      #expect(outcome.errors.contains("  next: "), "\(command)")
    }
  }

  @Test func aWorseEndKeepsItsCode() throws {
    let outcome = try SweepProgram().shell("exec \"$0\" doctor none.sqlite > /dev/full")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("none.sqlite") && outcome.errors.contains("standard output"))
  }

  @Test func aClosedPipeIsQuiet() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    for command in ["export tiny", "schema", "--help", "ls --json", "verify tiny gru_ae -q"] {
      let outcome = try program.shell("{ sleep 0.2; exec \"$0\" \(command); } | true")
      #expect(outcome.errors.isEmpty, "\(command)")
    }
  }

  @Test(arguments: ["2> /dev/full", "2>&-", "2< /dev/null"])
  func wordsThatCannotBeSaidHarmNothing(_ errors: String) throws {
    let program = try SweepProgram()
    #expect(try program.shell("exec \"$0\" run tiny.json \(errors)").code == 0)
    #expect(try program.shell("exec \"$0\" show nobody \(errors)").code == 2)
    #expect(try program.run("doctor").code == 0)
  }

  @Test func aStreamThatAsksNobodyToWaitIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    // <fcntl.h>: F_SETPIPE_SZ. Less than a schema, so that it has to be waited for.
    #expect(fcntl(ends[1], 1031, 4096) == 4096)
    _ = fcntl(ends[1], F_SETFL, O_WRONLY | O_NONBLOCK)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: SweepProgram.executable)
    process.arguments = ["schema"]
    process.standardOutput = FileHandle(fileDescriptor: ends[1])
    try process.run()
    close(ends[1])
    usleep(200_000)
    let text = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.count > 4096)
    #expect(String(decoding: text, as: UTF8.self) == (try SweepProgram().run("schema").output))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func whatIsRefusedOnlyAtTheCloseIsLostToo() throws {
    // Some file systems take what they have no room for, and say so when it is closed.
    let outcome = try SweepProgram().shell(
      """
      trace() { strace -f -o calls -e trace=close "$@" > said; }
      trace "$0" schema && last=$(grep -c 'close(' calls)
      trace -e inject=close:error=EDQUOT:when=$last "$0" schema
      """)
    #expect(outcome.code == 75 && outcome.errors.contains("Disk quota exceeded"))
  }

  @Test(arguments: ["pipe", "link", "dangling"])
  func onlyARegularFileIsReplaced(_ name: String) throws {
    let program = try SweepProgram()
    #expect(mkfifo(program.folder.appending(path: "pipe").path, 0o644) == 0)
    try program.write("old", to: "target")
    _ = try program.shell("ln -s target link; ln -s new dangling")
    let kind = try program.shell("stat -c %F \(name)").output
    let outcome = try program.run("data", "make", "--sequences", "40", "-o", name)
    #expect(outcome.code == (name == "pipe" ? 2 : 0), "\(outcome.errors)")
    #expect(try program.shell("stat -c %F \(name)").output == kind)
    if name == "pipe" { return #expect(outcome.errors.contains("nobody reads from this pipe")) }
    #expect(try program.run("data", "info", name).output.contains("40: "))
    #expect(outcome.errors.contains("replacing the old file") == (name == "link"))
  }

  // By /proc, where nothing can be replaced: a program that is wrong must not take the machine's
  // own devices away.
  @Test func dataGoesIntoADeviceAsItIs() throws {
    let program = try SweepProgram()
    let make = "\"$0\" data make --sequences 40 -o /proc/self/fd/1"
    let outcome = try program.shell("\(make) | cat > got; exec \"$0\" data info got")
    #expect(outcome.output.contains("40: "), "\(outcome.errors)")
    let full = try program.shell("exec \(make) > /dev/full")
    #expect(full.code == 75 && full.errors.contains("No space left on device"))
  }
}
