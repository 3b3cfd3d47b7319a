import Neural
import Testing

@Suite(.timeLimit(.minutes(60))) struct SafetensorsDamageTests {
  private let bytes = Safetensors(
    metadata: ["epoch": "3", "é\"": "😀"],
    tensors: [
      .init(name: "a.weight", shape: [2, 1], values: [1, -2]),
      .init(name: "b", shape: [], values: [0.5]), .init(name: "c", shape: [0], values: []),
    ]
  ).encoded()

  @Test func aFileCutAnywhereIsRefused() {
    for length in bytes.indices {
      #expect(SafetensorsBytes(whole: Array(bytes[..<length])).error != nil, "cut at \(length)")
    }
  }

  // What is read in spite of a flip is a file of its own: another number, name or text.
  @Test func aFlippedBitIsRefusedOrReadAsAnotherFile() throws {
    let whole = try SafetensorsBytes(whole: bytes).read()
    for place in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[place] ^= 1 << bit
        guard let file = try? SafetensorsBytes(whole: flipped).read() else { continue }
        #expect(try SafetensorsBytes(whole: file.encoded()).read() == file)
        #expect(file != whole || bytes[place] == 0x20, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test func charactersOfTheGrammarAreSurvivedAtEveryPlace() {
    for place in bytes.indices {
      for byte in "{}[]:,\"\\u09- \0".utf8 {
        var changed = bytes
        changed[place] = byte
        _ = SafetensorsBytes(whole: changed).error
      }
    }
  }

  @Test func partsLeftOutOrDoubledAreSurvived() {
    for begin in stride(from: 0, to: bytes.count, by: 5) {
      for end in stride(from: begin + 1, to: bytes.count, by: 7) {
        var shorter = bytes
        shorter.removeSubrange(begin..<end)
        _ = SafetensorsBytes(shorter).error
        _ = SafetensorsBytes(whole: Array(bytes[..<end] + bytes[begin...])).error
        // With a length that fits, so that the damage is seen by the scanner.
        _ =
          SafetensorsBytes(shorter.dropFirst(8), length: UInt64(max(shorter.count, 20) - 20)).error
      }
    }
  }

  @Test func aHeaderOfManyEmptyTensorsEndsInAnErrorSoon() {
    let member = { (name: Int) in #""\#(name)":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"# }
    let header = "{" + (0...100_000).map(member).joined(separator: ",") + "}"
    #expect(SafetensorsBytes(header).errorCode == .tooMany)
  }

  @Test func deepNestingIsRefusedWhereItBegins() {
    let deep = #"{"a":"# + String(repeating: "[", count: 1_000_000)
    #expect(SafetensorsBytes(deep).error?.place == .byte(13))
    let objects = String(repeating: #"{"a":"#, count: 1_000_000)
    #expect(SafetensorsBytes(objects).errorCode == .unknownKey)
  }
}
