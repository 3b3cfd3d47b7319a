import Foundation
import Testing

/// What is malformed or absurd is refused in little time and memory, with nothing written.
@Suite struct HostileInputTests {
  /// An input that takes as much as it can.
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
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
    Input(name: "long.json") { Data(repeating: UInt8(ascii: "["), count: 100 << 20) },
    Input(name: "keys.json") {
      Data(("{" + (0..<100_000).map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
    },
    Input(name: "deep.json") { Data(repeating: UInt8(ascii: "["), count: 1_000_000) },
    Input(name: "wide_TRAIN.ts") {
      let channel = String(repeating: "1,", count: 60_000) + "1"
      let line = [channel, channel, channel, "1\n"].joined(separator: ":")
      return Data((header + String(repeating: line, count: 80)).utf8)
    },
    Input(name: "short_TRAIN.ts") {
      Data((header + String(repeating: "1:1:1:1\n", count: 3 << 20)).utf8)
    },
    Input(name: "zeros.mat") { Data(count: 31 << 20) },
    Input(name: "large.mat") { Data(count: 33 << 20) },
  ]

  @Test(arguments: inputs) func itIsRefusedInLittleTimeAndMemory(_ input: Input) throws {
    let program = try SweepProgram()
    try input.bytes().write(to: program.folder.appending(path: input.name))
    let command = input.name.hasSuffix(".json") ? ["validate"] : ["data", "info"]
    let started = try program.start(command + [input.name])
    let start = Date()
    var peak = 0
    started.wait {
      peak = max(peak, Started.peakMemory(of: started.id))
      return false
    }
    #expect(try started.outcome().code == 2)
    // Under a second on a machine with nothing else to do.
    #expect(Date().timeIntervalSince(start) < 10)
    #expect(peak < 100 << 10, "\(input.name): \(peak) KiB")
    #expect(!program.has("save"))
  }
}
