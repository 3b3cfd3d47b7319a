import Foundation
import TestSupport
import Testing

/// `sweep init` writes a spec that the other commands take, and replaces nothing.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct InitTests {
  @Test func aStarterIsAskedNothingAndRuns() throws {
    let program = try SweepProgram()
    let outcome = try program.run("init")
    #expect(outcome.code == 0 && outcome.errors.contains("next: sweep plan sweep.json"))
    #expect(try program.run("plan", "sweep.json").code == 0)
    let again = try program.run("init")
    #expect(again.code == 2 && again.errors.contains("sweep.json is there already"))
    #expect(again.errors.contains("next: sweep init sweep-2.json"), "\(again.errors)")
    let json = try program.run("init", "more.json", "--json")
    #expect(json.output == "{\"file\":\"more.json\",\"look_at\":[]}\n" && json.errors.isEmpty)
  }

  @Test(.enabled(if: Tool.isHere("python3"), "no python3"))
  func aProgramsOptionsBecomeParameters() throws {
    let program = try SweepProgram()
    try program.write(Self.argparse, to: "train.py")
    let outcome = try program.run("init", "--program", "train.py")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let spec = try Self.object(program.content("train.json"))
    let trainer = try #require(spec["trainer"] as? [String: Any])
    #expect(
      trainer["command"] as? [String] == [
        "python3", "train.py", "FILL-IN", "{args}", "--seed", "{seed}", "--out-dir", "{folder}",
      ])
    #expect(trainer["inputs"] as? [String] == ["train.py"])
    #expect(trainer["metrics"] as? [String: String] == ["val_loss": "lower", "acc": "higher"])
    let parameters = try #require(spec["parameters"] as? [String: Any])
    #expect(
      Set(parameters.keys) == [
        "lr", "optimizer", "betas", "momentum", "size", "verbose", "shuffle", "name",
      ])
    #expect(parameters["lr"] as? Double == 1e-5 && parameters["optimizer"] as? String == "sgd")
    #expect(parameters["betas"] as? [[Double]] == [[0.9, 0.999]])
    #expect(parameters["momentum"] is NSNull && parameters["name"] as? String == "two words")
    #expect(parameters["verbose"] as? Bool == false && parameters["shuffle"] as? Bool == true)
    #expect(parameters["size"] as? String == "FILL-IN")
    for words in [
      "trainer.command: FILL-IN stands for data", "parameters.size", "trainer.metrics", "-q ",
    ] {
      #expect(outcome.errors.contains("look at \(words)"), "\(words): \(outcome.errors)")
    }
    let plan = try program.run("plan", "train.json", "--json")
    #expect(plan.code == 0, "\(plan.errors)")
    // And the program takes what the command gives it.
    let run = try program.run(
      "run", "train.json", "-q", "--set", "size=3", "--set", "lr=[0.1,0.2]")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test(.enabled(if: Tool.isHere("python3"), "no python3"))
  func aCommandOfAProgramIsNamed() throws {
    let program = try SweepProgram()
    try program.write(
      """
      import argparse
      parser = argparse.ArgumentParser()
      commands = parser.add_subparsers(required=True)
      fit = commands.add_parser("fit")
      fit.add_argument("--lr", type=float, default=0.1, help="rate (default: %(default)s)")
      commands.add_parser("test")
      parser.parse_args()
      """, to: "train.py")
    let whole = try program.run("init", "--program", "train.py")
    #expect(whole.code == 2 && whole.errors.contains("commands of its own: fit, test"))
    #expect(whole.errors.contains("next: name one: sweep init --program 'train.py fit'"))
    #expect(!program.has("train.json"))
    #expect(try program.run("init", "fit.json", "--program", "train.py fit").code == 0)
    let spec = try Self.object(program.content("fit.json"))
    #expect((spec["parameters"] as? [String: Any])?.keys.sorted() == ["lr"])
    #expect(try program.run("plan", "fit.json").code == 0)
  }

  @Test(.enabled(if: Tool.isHere("python3"), "no python3"))
  func aProgramWithoutHelpIsToldAndNothingIsWritten() throws {
    let program = try SweepProgram()
    try program.write("import sys; sys.exit('no help here')", to: "fails.py")
    try program.write("import time; time.sleep(1000)", to: "hangs.py")
    for (name, words) in [
      ("fails.py", "exited with code 1\n  no help here"), ("hangs.py", "was not done after 1 s"),
      ("none.py", "none.py: no such file"), ("./none", "no such file"),
    ] {
      let outcome = try program.run("init", "--program", name, "--timeout", "1")
      #expect(outcome.code == 2 && outcome.errors.contains(words), "\(name): \(outcome.errors)")
      #expect(outcome.errors.contains("safe: nothing was written"))
    }
    #expect(try program.shell("ls *.json").output == "tiny.json\n")
  }

  @Test func aProgramInAnyLanguageIsAsked() throws {
    let program = try SweepProgram()
    try program.write(
      """
      #!/bin/sh
      [ "$1" = --help ] && printf 'Usage: t [OPTION]...\\n  -l, --lr=RATE  rate (default 0.5)\\n' \
        && exit 0
      echo "{\\"step\\": 1, \\"metrics\\": {\\"loss\\": 0.5}}"
      """, to: "t")
    #expect(try program.shell("chmod +x t; mkdir sub; mv t sub").code == 0)
    let outcome = try program.run("init", "--program", "sub/t")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let spec = try Self.object(program.content("sub/t.json"))
    #expect((spec["trainer"] as? [String: Any])?["command"] as? [String] == ["./t", "{args}"])
    #expect(try program.run("run", "sub/t.json", "-q").code == 0)
  }

  @Test func noFileIsReplacedNotEvenALinkToNowhere() throws {
    let program = try SweepProgram()
    #expect(try program.run("init", "tiny.json").code == 2)
    #expect(try program.content("tiny.json") == Data(SweepProgram.spec().utf8))
    #expect(try program.shell("ln -s away.json link.json; \"$0\" init link.json").code == 2)
    #expect(!program.has("away.json"))
    let folder = try program.run("init", "none/x.json")
    #expect(folder.code == 2 && folder.errors.contains("No such file or directory"))
  }

  private static func object(_ bytes: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  private static let argparse = """
    import argparse, json
    parser = argparse.ArgumentParser(
        formatter_class=argparse.ArgumentDefaultsHelpFormatter, description="-- trains, or so")
    group = parser.add_argument_group("optimisation", "how it learns")
    group.add_argument("--lr", type=float, default=1e-05, help="the rate, e.g. a number")
    group.add_argument("-o", "--optimizer", choices=["sgd", "adam"], default="sgd", help="which")
    group.add_argument("--betas", type=float, nargs=2, default=[0.9, 0.999], help="of Adam")
    group.add_argument("--momentum", type=float, help="has no default")
    parser.add_argument("--name", default="two words", help="a name " * 60)
    parser.add_argument("--verbose", action="store_true", help="say more")
    parser.add_argument("--shuffle", action=argparse.BooleanOptionalAction, default=True, help="x")
    parser.add_argument("--seed", type=int, default=0, help="of draws")
    parser.add_argument("--out-dir", default="runs", help="where")
    parser.add_argument("--size", type=int, required=True, help="must be given")
    parser.add_argument("-q", action="count", default=0, help="one letter alone")
    parser.add_argument("data", help="must be given, too")
    parser.add_argument("more", nargs="?", default="x", help="may be given")
    options = parser.parse_args()
    assert options.out_dir != "runs" and options.betas == [0.9, 0.999] and options.shuffle
    print(json.dumps({"step": 1, "metrics": {"val_loss": options.lr, "acc": 0.5}}))
    """
}
