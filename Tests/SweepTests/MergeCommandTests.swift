import Foundation
import TestSupport
import Testing

/// Two halves of a sweep become the whole, from stores and from reports.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct MergeCommandTests {
  private static let halves = [#"["rnn"]"#, #"["gru"]"#]

  /// A program's folder with the sweep run at once in `whole`, and its halves in `a` and `b`.
  private func parted() throws -> SweepProgram {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q", "--save", "whole").code == 0)
    for (save, cells) in zip(["a", "b"], Self.halves) {
      let half = try program.run(
        "run", "tiny.json", "-q", "--save", save, "--reports", "reports-\(save)", "--set",
        "cells=\(cells)")
      #expect(half.code == 0, "\(half.errors)")
    }
    return program
  }

  private func values(_ program: SweepProgram, _ save: String) throws -> String {
    try program.run("export", "tiny", "--metrics", "--save", save).output
  }

  @Test func twoHalvesBecomeTheWholeWithoutTraining() throws {
    let program = try parted()
    let dry = try program.run("merge", "a/results.sqlite", "b", "-n", "--save", "c")
    #expect(dry.code == 0 && dry.errors.contains("would take 1 run"), "\(dry.errors)")
    #expect(!program.has("c"))
    let merged = try program.run("merge", "a/results.sqlite", "b", "--save", "c")
    #expect(merged.code == 0, "\(merged.errors)")
    #expect(merged.errors.contains("another spec here"))
    let again = try program.run("merge", "a/results.sqlite", "b", "--save", "c")
    #expect(again.errors.contains("0 runs taken, 1 equal already"), "\(again.errors)")
    let run = try program.run("run", "tiny.json", "--save", "c")
    #expect(run.code == 0 && run.errors.contains("0 of 2 runs to run"), "\(run.errors)")
    #expect(try values(program, "c") == values(program, "whole"))
    let weights = try program.files(in: "whole/runs", ending: [".safetensors"])
    #expect(!weights.isEmpty)
    #expect(try program.files(in: "c/runs", ending: [".safetensors"]) == weights)
    #expect(try program.run("doctor", "c/results.sqlite").code == 0)
  }

  @Test func reportsBecomeTheWholeAndNameBothMachines() throws {
    let program = try parted()
    let path = "reports-b/tiny/results.jsonl"
    let text = String(decoding: try program.content(path), as: UTF8.self)
    let other = text.replacing(/"host":"[^"]*"/, with: #""host":"elsewhere""#)
    #expect(other != text)
    try program.write(other, to: "b.jsonl")
    let merged = try program.run("merge", "reports-a/tiny", "b.jsonl", "--save", "c")
    #expect(merged.code == 0 && merged.errors.contains("no checkpoints"), "\(merged.errors)")
    let run = try program.run("run", "tiny.json", "-q", "--save", "c", "--reports", "reports-c")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try values(program, "c") == values(program, "whole"))
    let page = String(decoding: try program.content("reports-c/tiny/report.md"), as: UTF8.self)
    #expect(page.contains("elsewhere"))
  }

  @Test func anOtherValueIsRefusedWithBothShown() throws {
    let program = try parted()
    let path = "reports/tiny/results.jsonl"
    let text = String(decoding: try program.content(path), as: UTF8.self)
    let loss = /"train_loss":\{"epochs":\[1,2,3\],"values":\[([0-9.]+),/
    let value = try #require(text.firstMatch(of: loss))
    try program.write(
      text.replacingCharacters(in: value.range, with: value.0.replacing(value.1, with: "123.5")),
      to: "other.jsonl")
    let before = try values(program, "whole")
    let refused = try program.run("merge", "other.jsonl", "--save", "whole")
    #expect(refused.code == 1, "\(refused.errors)")
    #expect(refused.errors.contains("train_loss of step 1 is \(value.1) here, 123.5 there"))
    #expect(try values(program, "whole") == before)
  }

  @Test func whatIsDamagedIsLeftOutOrRefused() throws {
    let program = try parted()
    try program.write("no tensors", to: "a/tiny/rnn_ae/checkpoints/epoch_3.safetensors")
    let merged = try program.run("merge", "a", "--save", "c")
    #expect(merged.code == 0 && merged.errors.contains("values alone"), "\(merged.errors)")
    let page = String(decoding: try program.content("reports-b/tiny/report.md"), as: UTF8.self)
    try program.write(page + "more", to: "reports-b/tiny/report.md")
    let refused = try program.run("merge", "reports-b/tiny", "--save", "c")
    #expect(refused.code == 1 && refused.errors.contains("does not match the pages"))
    #expect(try program.run("merge", "c", "--save", "c").code == 2)
    #expect(try program.run("merge", "none.jsonl", "--save", "c").code == 2)
  }

  @Test func killedAtAnyMomentItGoesOn() throws {
    let program = try parted()
    for delay in [0, 5, 10, 15, 20, 30, 50] {
      let merge = try program.start("merge", "a", "b", "--save", "c")
      usleep(UInt32(delay * 1000))
      merge.send(SIGKILL)
      _ = try merge.outcome()
      // No half run is ever there; a store whose making was cut short holds nothing, and is made whole.
      guard program.has("c/results.sqlite") else { continue }
      let doctor = try program.run("doctor", "c/results.sqlite")
      #expect(
        doctor.code == 0 || doctor.output.contains("creating it was interrupted")
          || doctor.output.contains("the store holds nothing yet"),
        "\(doctor.output)\(doctor.errors)")
    }
    #expect(try program.run("merge", "a", "b", "--save", "c", "-q").code == 0)
    #expect(try program.run("run", "tiny.json", "-q", "--save", "c").code == 0)
    #expect(try values(program, "c") == values(program, "whole"))
  }

  @Test func aFreshCloneIsToldOfTheReportThatLiesThere() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q", "--save", "first").code == 0)
    let told = try program.run("run", "tiny.json", "--save", "fresh")
    let note =
      "reports/tiny/results.jsonl has 2 of these 2 runs: sweep merge reports/tiny/results.jsonl"
    #expect(told.errors.contains(note), "\(told.errors)")
    let known = try program.run("run", "tiny.json", "--save", "first")
    #expect(!known.errors.contains("sweep merge"))
  }
}
