import Foundation
import TestSupport
import Testing

/// The benchmarks do the real thing, and runs of values only differ in what they leave.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct BenchTests {
  @Test func overheadIsTheTimeOfRealRuns() throws {
    let program = try SweepProgram()
    let outcome = try program.run(
      "bench", "overhead", "--runs", "6", "-j", "2", "--save", "kept", "--json")
    let timing = try object(outcome.output)
    #expect(outcome.code == 0)
    #expect(timing["runs"] as? Int == 6)
    #expect((timing["seconds"] as? Double ?? 0) > 0)
    let list = try program.run("ls", "--save", "kept", "--state", "finished").output
    #expect(list.split(separator: "\n").count == 7)
    #expect(try program.files(in: "kept/overhead", ending: [".png", ".safetensors"]).isEmpty)
  }

  @Test func theBoardsCostIsMeasuredWithoutASweep() throws {
    let program = try SweepProgram()
    let outcome = try program.run("bench", "board", "--runs", "20", "--seconds", "5", "--json")
    let timing = try object(outcome.output)
    #expect(timing["runs"] as? Int == 20 && timing["frames_per_second"] as? Int == 10)
    #expect((timing["percent_of_core"] as? Double ?? 0) > 0)
    #expect((1..<2000).contains(timing["bytes_per_frame"] as? Double ?? 0), "only what changed")
    #expect(try program.files(in: ".", ending: [".sqlite"]).isEmpty)
  }

  @Test func overheadTakesNoFolderThatHoldsAStore() throws {
    let program = try SweepProgram()
    let arguments = ["bench", "overhead", "--runs", "1", "--save", "kept"]
    #expect(try program.run(arguments).code == 0)
    #expect(try program.run(arguments).code == 2)
  }

  @Test func scalingSaysHowFarFromLinearEachCostGrows() throws {
    let outcome = try SweepProgram().run("bench", "scaling", "--runs", "2560", "--json")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let curves = try #require(value as? [[String: Any]])
    #expect(curves.count == 4)
    for curve in curves {
      let what = curve["what"] as? String ?? ""
      let exponent = try #require(curve["exponent"] as? Double)
      // Quadratic would be 2; what does not depend on the size pulls it below 1.
      #expect(exponent < 1.4, "\(what)")
      #expect((curve["points"] as? [[String: Any]])?.count ?? 0 >= 4, "\(what)")
    }
  }

  @Test func runsOfValuesOnlyHaveTheSameValues() throws {
    let (all, values) = (try SweepProgram(), try SweepProgram())
    #expect(try all.run("run", "tiny.json", "-q").code == 0)
    #expect(try values.run("run", "tiny.json", "-q", "--values-only").code == 0)
    let metrics = try all.run("export", "tiny", "--metrics").output
    #expect(!metrics.isEmpty)
    #expect(try values.run("export", "tiny", "--metrics").output == metrics)
    #expect(try values.files(in: "save/tiny", ending: [".png", ".safetensors"]).isEmpty)
    #expect(try values.run("report", "tiny", "--check").code == 0)
    #expect(try values.run("verify", "tiny", "--all").code == 0)
  }

  @Test func theReportSaysWhatTheSweepTook() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let page = String(decoding: try program.content("reports/tiny/report.md"), as: UTF8.self)
    #expect(page.contains("Wall-clock: ") && page.contains(" in one session"))
    #expect(page.contains("Core time: ") && page.contains("Core seconds"))
  }

  private func object(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }
}
