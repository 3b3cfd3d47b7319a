import Foundation
import TestSupport
import Testing

/// What `data info` says of data that are no letters.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct DataInfoTests {
  private static func pair(
    _ program: SweepProgram, _ name: String, _ header: String, _ line: String
  ) throws {
    for part in ["TRAIN", "TEST"] {
      let text = header + "\n@data\n" + String(repeating: line + "\n", count: 10)
      try program.write(text, to: "\(name)_\(part).ts")
    }
  }

  private static func values(_ channels: Int, _ steps: Int) -> String {
    let line = (0..<steps).map { "\($0)" }.joined(separator: ",")
    return Array(repeating: line, count: channels).joined(separator: ":")
  }

  private static let header =
    "@univariate false\n@dimensions 6\n@licence CC\n@classLabel true go stop"

  @Test func aFileOfOtherChannelsThanAPensIsRaw() throws {
    let program = try SweepProgram()
    try Self.pair(program, "Motions", Self.header, Self.values(6, 100) + ":stop")
    let info = try program.run("data", "info", "Motions_TRAIN.ts")
    #expect(info.code == 0, "\(info.errors)")
    for words in [
      "raw: values as they are", "6: 1, 2, 3, 4, 5, 6", "20: 16 train, 4 test",
      "104 to 104, median 104", "1: stop 20", "passed over",
      "\"@licence\" (Motions_TRAIN.ts, line 3)", "\"@licence\" (Motions_TEST.ts, line 3)",
    ] {
      #expect(info.output.contains(words), "\(words) in \(info.output)")
    }
    let some = ["data", "info", "Motions_TRAIN.ts", "--channels", "6,2", "--json"]
    let json = try program.run(some).output
    #expect(json.contains(#""channels":["6","2"]"#) && json.contains(#""kind":"raw""#))
    let summed = try program.run(some + ["--kind", "movement"]).output
    #expect(summed.contains(#""kind":"movement""#) && summed.contains(#""longest":96"#))
  }

  @Test func lettersAreAMovementInXAndYAndForceCanBeAskedFor() throws {
    let program = try SweepProgram()
    #expect(try program.run("data", "make", "--sequences", "40", "-o", "letters.mat").code == 0)
    let info = try program.run("data", "info", "letters.mat").output
    #expect(info.contains("movement: velocities, summed up") && info.contains("2: x, y"))
    #expect(!info.contains("passed over"))
    let three = try program.run("data", "info", "letters.mat", "--channels", "x,y,force").output
    #expect(three.contains("3: x, y, force"))
  }

  @Test func dataWithoutLabelsSaySo() throws {
    let program = try SweepProgram()
    try Self.pair(program, "Bare", "@univariate true\n@classLabel false", Self.values(1, 20))
    let info = try program.run("data", "info", "Bare_TRAIN.ts")
    #expect(info.output.contains("none; the split is by the shuffled order alone"))
    #expect(info.output.contains("20: 16 train, 4 test"))
  }

  @Test(arguments: [
    (["--channels", "7"], "expected one or more of 1, 2, 3, 4, 5, 6"),
    (["--channels", "1,1"], #"found "1" twice"#),
    (["--channels", ""], "expected one or more of 1"),
    (["--kind", "movement"], "expected 3, a pen's velocities of x, y and force"),
  ])
  func whatTheFileDoesNotHaveIsRefused(options: [String], words: String) throws {
    let program = try SweepProgram()
    try Self.pair(program, "Motions", Self.header, Self.values(6, 10) + ":go")
    let info = try program.run(["data", "info", "Motions_TRAIN.ts"] + options)
    #expect(info.code == 2 && info.errors.contains(words), "\(info.errors)")
  }

  @Test func aPlanSaysWhichTagsWerePassedOver() throws {
    let program = try SweepProgram()
    let header = "@dimensions 3\n@licence CC\n@classLabel true a"
    try Self.pair(program, "Letters", header, Self.values(3, 60) + ":a")
    let plan = try program.run("plan", "tiny.json", "--data", "Letters_TRAIN.ts")
    #expect(plan.code == 0, "\(plan.errors)")
    for place in ["(Letters_TRAIN.ts, line 2)", "(Letters_TEST.ts, line 2)"] {
      #expect(plan.errors.contains("\"@licence\" \(place)"), "\(plan.errors)")
    }
    #expect(plan.errors.contains("passed over"))
  }

  @Test func aSpecsDataOfAnotherFormIsRefusedBeforeAnythingStarts() throws {
    let program = try SweepProgram()
    try Self.pair(program, "Motions", Self.header, Self.values(6, 10) + ":go")
    let plan = try program.run("run", "tiny.json", "--data", "Motions_TRAIN.ts")
    #expect(plan.code == 2 && plan.errors.contains("other data is of kind raw"))
    #expect(!program.has("save"))
  }
}
