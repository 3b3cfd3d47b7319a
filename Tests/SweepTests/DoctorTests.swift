import Foundation
import TestSupport
import Testing

/// The doctor says what is lacking, and what to do.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct DoctorTests {
  @Test func aGoodMachineLacksNothingAndIsToldHowToBegin() throws {
    let program = try SweepProgram()
    let outcome = try program.run("doctor")
    #expect(outcome.code == 0 && outcome.output.contains("this machine lacks nothing\n"))
    #expect(outcome.output.contains("store: none at save/results.sqlite; sweep run makes it"))
    #expect(outcome.errors.contains("next: sweep init"), "\(outcome.errors)")
    #expect(outcome.output.contains("glibc ") && outcome.output.contains("Swift runtime"))
  }

  @Test func aStoreOfNoBytesIsNotDamaged() throws {
    let program = try SweepProgram()
    #expect(try program.shell("mkdir save; : > save/results.sqlite").code == 0)
    for arguments in [["doctor"], ["doctor", "--repair"], ["doctor", "save/results.sqlite"]] {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("holds nothing yet: its making was cut short"))
    }
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.run("doctor").output.contains("2 runs, 4 checkpoints: sound"))
  }

  @Test func whatTheEnvironmentNamesAndIsNotThereIsTold() throws {
    let program = try SweepProgram()
    let outcome = try program.run(
      "doctor", environment: ["SWEEP_DATA": "none.mat", "TMPDIR": "/none"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("lacks: a temporary folder: /none: No such file"))
    #expect(outcome.output.contains("lacks: the data file that SWEEP_DATA names, none.mat"))
    #expect(outcome.output.contains("  next: export TMPDIR=DIR"))
    let json = try program.run("doctor", "--json", environment: ["SWEEP_DATA": "none.mat"])
    #expect(json.output.contains(#""lacks":[{"next":"export SWEEP_DATA"#), "\(json.output)")
  }

  @Test func aStoreThatASweepCouldNotWriteIsToldAndStillRead() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shell("ln save/results.sqlite second").code == 0)
    let outcome = try program.run("doctor")
    #expect(outcome.output.contains("lacks: a store that can be written: "), "\(outcome.output)")
    #expect(outcome.output.contains("hard links") && outcome.output.contains("next: --save DIR"))
    #expect(outcome.code == 0 && outcome.output.contains("sound"))
  }

  @Test func aStoreOfTheFutureIsAClockThatIsWrong() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shell("touch -d '2 days' save/results.sqlite").code == 0)
    let outcome = try program.run("doctor")
    #expect(outcome.output.contains("lacks: a clock that agrees"), "\(outcome.output)")
  }

  @Test func aDamagedStoreIsSaidOnceWithTheRepair() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    #expect(try program.shell("head -c 30000 save/results.sqlite > bad.sqlite").code == 0)
    let outcome = try program.run("doctor", "bad.sqlite")
    #expect(outcome.code == 4 && outcome.output.contains("store: bad.sqlite"))
    #expect(outcome.errors.contains("bad.sqlite is damaged: database disk image is malformed"))
    #expect(outcome.errors.contains("next: sweep doctor bad.sqlite --repair"), "\(outcome.errors)")
  }

  /// What the loader says on a machine that lacks something, and what the archive's script makes of it.
  @Test(arguments: [
    (
      "./sweep: /lib/libc.so.6: version `GLIBC_2.99' not found (required by ./sweep)",
      "needs GLIBC_2.99"
    ),
    (
      "./sweep: error while loading shared libraries: libfoo.so.3: cannot open shared object file",
      "lacks: the library libfoo.so.3"
    ),
    ("sh: cannot execute binary file: Exec format error", "lacks: the processor"),
    ("sh: ./sweep: not found", "lacks: glibc"), ("Killed", "something unforeseen: Killed"),
  ])
  func whereItCannotStartTheArchivesScriptSaysWhy(_ words: String, _ told: String) throws {
    let program = try SweepProgram()
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scripts/check-machine").standardized.path
    try program.write(words, to: "words")
    try program.write("#!/bin/sh\ncat \"$(dirname \"$0\")/../words\" >&2\nexit 1\n", to: "fake")
    let outcome = try program.shell(
      "mkdir bin; mv fake bin/sweep; chmod +x bin/sweep; cp '\(script)' check; sh check")
    #expect(outcome.code == 1 && outcome.errors.contains(told), "\(outcome.errors)")
    #expect(outcome.errors.contains("  next: "))
  }
}
