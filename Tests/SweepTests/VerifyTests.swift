import Foundation
import TestSupport
import Testing

/// `sweep verify`: what it compares, what it keeps, what the report says.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct VerifyTests {
  let program: SweepProgram

  init() throws {
    program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
  }

  private func share() throws -> String {
    let page = String(decoding: try program.content("reports/tiny/report.md"), as: UTF8.self)
    return page.split(separator: "\n").first { $0.hasPrefix("| Trained again") }.map(String.init)
      ?? ""
  }

  @Test func theReportCarriesTheAttestedShare() throws {
    #expect(try share().contains("0 of 2 runs"))
    let one = try program.run("verify", "tiny.json", "gru_ae")
    #expect(one.code == 0, "\(one.errors)")
    #expect(one.errors.contains("verified: 1 of 2 runs (50 %)"))
    #expect(try share().contains("1 of 2 runs"))
    #expect(try program.run("report", "tiny", "--check").code == 0)
    #expect(try program.run("report", "reports/tiny/results.jsonl", "--check").code == 0)
    // The other one comes first in a sample, since it was not verified yet.
    #expect(try program.run("verify", "tiny", "--sample", "1").errors.contains("2 of 2 runs"))
    #expect(try share().contains("2 of 2 runs"))
  }

  @Test func anotherBitIsToldAndStaysTold() throws {
    let name = "save/tiny/gru_ae/checkpoints/epoch_3.safetensors"
    var bytes = try program.content(name)
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: program.folder.appending(path: name))
    let outcome = try program.run("verify", "tiny", "gru_ae")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("epoch_3.safetensors"))
    #expect(try share().contains("1 with other bits"))
    let page = String(decoding: try program.content("reports/tiny/report.md"), as: UTF8.self)
    #expect(page.contains("Not reproduced."))
  }

  @Test func aRunAgainAfterAnAttestationKeepsIt() throws {
    #expect(try program.run("verify", "tiny", "--all").code == 0)
    #expect(try program.run("run", "tiny.json", "-q", "--rerun", "gru_ae").code == 0)
    #expect(try share().contains("2 of 2 runs"))
  }

  @Test func resultsWithoutAStoreAreVerifiedToo() throws {
    try FileManager.default.removeItem(at: program.folder.appending(path: "save"))
    let outcome = try program.run("verify", "reports/tiny/results.jsonl", "--all")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("verified: 2 of 2 runs"))
    #expect(!program.has("save"))
  }

  @Test func resultsThatNameAFolderOutsideAreNotFollowed() throws {
    let text = String(decoding: try program.content("reports/tiny/results.jsonl"), as: UTF8.self)
    try program.write(
      text.replacingOccurrences(
        of: #""folder":"tiny/gru_ae""#,
        with: #""folder":"x/../../../..\#(program.folder.path)/out""#),
      to: "evil.jsonl")
    let outcome = try program.run("verify", "evil.jsonl", "gru_ae")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("folder: "), "\(outcome.errors)")
    #expect(!program.has("out"))
  }

  @Test func runsOfAnotherContractAreNamedAndCounted() throws {
    let text = String(decoding: try program.content("reports/tiny/results.jsonl"), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    let foreign = lines.map { $0.replacing(/"engine":\d+/, with: "\"engine\":9") }
    let mixed = lines.dropLast() + foreign.suffix(1)
    try program.write(mixed.joined(separator: "\n"), to: "one.jsonl")
    let one = try program.run("verify", "one.jsonl", "--all")
    #expect(one.code == 0, "\(one.errors)")
    #expect(one.errors.contains("not checked: 1 run is of numeric contract 9"), "\(one.errors)")
    #expect(one.errors.contains("verified: 1 of 2 runs"))
    try program.write(foreign.joined(separator: "\n"), to: "all.jsonl")
    for arguments in [[], ["--all"], ["gru_ae"]] {
      let all = try program.run(["verify", "all.jsonl"] + arguments)
      #expect(all.code == 2 && all.errors.contains("numeric contract 9"), "\(all.errors)")
    }
  }

  @Test(arguments: [["nope"], ["--sample", "0"], ["gru_ae", "--all"]])
  func whatNamesNoRunIsRefused(_ arguments: [String]) throws {
    let outcome = try program.run(["verify", "tiny"] + arguments)
    #expect(outcome.code == (arguments == ["nope"] ? 2 : 64))
  }

  @Test(arguments: ["none.mat", "bad.mat", "other_TRAIN.mat"])
  func dataThatProvesNothingIsRefused(_ file: String) throws {
    try program.write("bad", to: "bad.mat")
    let made = try program.run(
      "data", "make", "--sequences", "60", "--seed", "1", "-o", "other_TRAIN.mat")
    #expect(made.code == 0)
    let outcome = try program.run("verify", "tiny", "gru_ae", "--data", file)
    #expect(outcome.code == 2 && outcome.errors.contains(file), "\(outcome.errors)")
    #expect(try share().contains("0 of 2 runs"))
    #expect(!(try share().contains("other bits")))
  }
}
