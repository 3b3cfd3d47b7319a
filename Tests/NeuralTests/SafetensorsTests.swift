import Foundation
import Neural
import Testing

@Suite(.timeLimit(.minutes(60))) struct SafetensorsTests {
  private let small = Safetensors(
    metadata: ["epoch": "3", "batch": "0"],
    tensors: [
      .init(name: "b", shape: [2], values: [1, -2]), .init(name: "a", shape: [], values: [0.5]),
    ])

  @Test func theBytesOfASmallFileAreThese() {
    let header =
      #"{"__metadata__":{"batch":"0","epoch":"3"},"#
      + #""a":{"data_offsets":[0,4],"dtype":"F32","shape":[]},"#
      + #""b":{"data_offsets":[4,12],"dtype":"F32","shape":[2]}}    "#
    let data: [UInt8] = [0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    #expect(small.encoded() == [152, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + data)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let file = Safetensors(
      metadata: ["": "", "quote \" slash \\ / line\r\n": "\u{0}\u{1F} é 😀 \u{7F}"],
      tensors: [
        .init(name: "weird \"\\\n é 😀", shape: [1, 2, 1], values: [.nan, -0.0]),
        .init(name: "", shape: [0, 7], values: []),
        .init(name: "Z", shape: [0], values: []),
        .init(name: "bits", shape: [3], values: [.infinity, -.infinity, .leastNonzeroMagnitude]),
        .init(name: "signal", shape: [1], values: [Float(bitPattern: 0xFFA5_A5A5)]),
      ])
    #expect(try Safetensors(decoding: file.encoded(), file: "f") == file)
    #expect(try Safetensors(decoding: Data(file.encoded()), file: "f") == file)
  }

  @Test func anEmptyFileHasAnEmptyObject() throws {
    let empty = Safetensors(metadata: [:], tensors: [])
    #expect(empty.encoded() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try Safetensors(decoding: empty.encoded(), file: "f") == empty)
  }

  @Test func dataBeginOnAMultipleOfEight() {
    for length in 0..<16 {
      let name = String(repeating: "n", count: length)
      let tensor = Safetensors.Tensor(name: name, shape: [1], values: [1])
      let bytes = Safetensors(metadata: [:], tensors: [tensor]).encoded()
      #expect((bytes.count - 4) % 8 == 0)
    }
  }

  @Test func numbersWhereTheyLieGiveTheSameBytesInAnyOrder() {
    let one: [Float] = [0.5]
    let two: [Float] = [1, -2]
    one.withUnsafeBufferPointer { one in
      two.withUnsafeBufferPointer { two in
        let metadata = ["batch": "0", "epoch": "3"]
        let bytes = Safetensors.encode(
          metadata: metadata, tensors: [("b", [2], two), ("a", [], one)])
        #expect(bytes == small.encoded())
        #expect(
          Safetensors.encode(metadata: metadata, tensors: [("a", [], one), ("b", [2], two)])
            == bytes)
      }
    }
  }

  @Test func tensorsAreFoundByName() {
    #expect(small["b"]?.values == [1, -2])
    #expect(small["c"] == nil)
  }

  @Test func equalityIsOfBits() {
    let tensor = { Safetensors.Tensor(name: "a", shape: [1], values: [$0]) }
    #expect(tensor(.nan) == tensor(.nan))
    #expect(tensor(0) != tensor(-0.0))
  }

  @Test func namesThatOnlyUnicodeHoldsEqualAreRefused() {
    let bytes = SafetensorsBytes(
      #"{"é":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"#
        + #""e\u0301":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#)
    #expect(bytes.errorCode == .duplicateKey)
  }
}
