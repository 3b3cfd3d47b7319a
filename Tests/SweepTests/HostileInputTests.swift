import Foundation
import TestSupport
import Testing

/// What is malformed or absurd is refused in little time and memory, with nothing written.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct HostileInputTests {
  /// An input that takes as much as it can.
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    /// Why it is refused.
    let reason: String
    let bytes: @Sendable () -> Data
    var testDescription: String { name }
  }

  static let header = """
    @problemName X
    @dimensions 3
    @classLabel true 1
    @data

    """

  static let inputs = [
    Input(name: "long.json", reason: "1048576 bytes") {
      Data(repeating: UInt8(ascii: "["), count: 100 << 20)
    },
    Input(name: "keys.json", reason: #"unknown key "0""#) {
      Data(("{" + (0..<100_000).map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
    },
    Input(name: "deep.json", reason: "nested deeper than 64") {
      Data(repeating: UInt8(ascii: "["), count: 1_000_000)
    },
    Input(name: "wide_TRAIN.ts", reason: "4194304 values") {
      let channel = String(repeating: "1,", count: 60_000) + "1"
      let line = [channel, channel, channel, "1\n"].joined(separator: ":")
      return Data((header + String(repeating: line, count: 80)).utf8)
    },
    Input(name: "short_TRAIN.ts", reason: "65536 cases") {
      Data((header + String(repeating: "1:1:1:1\n", count: 3 << 20)).utf8)
    },
    Input(name: "zeros.mat", reason: "128 bytes") { Data(count: 31 << 20) },
    Input(name: "large.mat", reason: "33554432") { Data(count: 33 << 20) },
  ]

  @Test(arguments: inputs) func itIsRefusedInLittleTimeAndMemory(_ input: Input) throws {
    let program = try SweepProgram()
    try input.bytes().write(to: program.folder.appending(path: input.name))
    let command = input.name.hasSuffix(".json") ? ["validate"] : ["data", "info"]
    // It takes less than a second of processor time.
    let outcome = try program.run(command + [input.name], kilobytes: 100 << 10, seconds: 20)
    #expect(outcome.code == 2 && outcome.errors.contains(input.reason), "\(outcome.errors)")
    #expect(!program.has("save"))
  }

  @Test func whoNeedsMoreMemoryThanTheLimitDoesNotPass() throws {
    let program = try SweepProgram()
    let arguments = ["data", "make", "-o", "large.mat", "--sequences", "20000"]
    #expect(try program.run(arguments, kilobytes: 100 << 10, seconds: 20).code != 0)
  }
}
