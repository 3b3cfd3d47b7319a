import Neural
import Testing

/// A file from its parts, right or wrong.
struct SafetensorsBytes {
  let bytes: [UInt8]

  init(whole bytes: [UInt8]) { self.bytes = bytes }

  /// `length` as in the first eight bytes; the header's own if `nil`.
  init(_ header: some Sequence<UInt8>, data: Int = 0, length: UInt64? = nil) {
    let header = Array(header)
    let length = (length ?? UInt64(header.count)).littleEndian
    bytes =
      withUnsafeBytes(of: length, Array.init) + header + [UInt8](repeating: 0, count: data)
  }

  init(_ header: String, data: Int = 0, length: UInt64? = nil) {
    self.init(header.utf8, data: data, length: length)
  }

  /// One tensor `a` of two numbers, with some of its parts replaced.
  static func tensor(
    type: String = #""F32""#, shape: String = "[2]", offsets: String = "[0,8]", data: Int = 8
  ) -> SafetensorsBytes {
    SafetensorsBytes(
      #"{"a":{"dtype":\#(type),"shape":\#(shape),"data_offsets":\#(offsets)}}"#, data: data)
  }

  func read() throws(SafetensorsError) -> Safetensors {
    try Safetensors(decoding: bytes, file: "epoch_5.safetensors")
  }

  var error: SafetensorsError? {
    do throws(SafetensorsError) {
      _ = try read()
      return nil
    } catch {
      return error
    }
  }

  var errorCode: SafetensorsError.Code? { error?.code }
}

@Suite(.timeLimit(.minutes(60))) struct SafetensorsReadingTests {
  @Test(arguments: [0, 1, 7])
  func aFileShorterThanALengthIsRefused(bytes: Int) {
    #expect(SafetensorsBytes(whole: [UInt8](repeating: 0, count: bytes)).errorCode == .tooShort)
  }

  @Test(arguments: [16 << 20 + 1, 100_000_000, UInt64(Int.max), .max - 7, .max])
  func aHeaderBeyondTheLimitIsRefused(length: UInt64) {
    #expect(SafetensorsBytes("{}", length: length).errorCode == .headerTooLong)
  }

  @Test(arguments: [3, 16 << 20] as [UInt64])
  func aHeaderLongerThanTheFileIsRefused(length: UInt64) {
    #expect(SafetensorsBytes("{}", length: length).errorCode == .headerCutOff)
  }

  @Test(arguments: [
    "", " {}", "[]", "{", "{}x", "{}\0", "{}{}", "\u{FEFF}{}", "{,}", #"{"a"}"#, #"{"a":}"#,
    #"{"a":1}"#, #"{"a":null}"#, #"{"a":[]}"#, #"{a:{}}"#, #"{'a':{}}"#, #"{"__metadata__":null}"#,
    #"{"__metadata__":{"a":"b",}}"#, #"{"__metadata__":{"a":"b"},}"#,
    #"{"__metadata__":{"a" "b"}}"#, #"{"__metadata__":{"a":"b" "c":"d"}}"#, "{\"a\n\":{}}",
    #"{"__metadata__":{"a":"b"}} // "#, #"{"__metadata__":{"a":"b"#,
  ])
  func whatIsNotTheFormatsJSONIsRefused(header: String) {
    #expect(SafetensorsBytes(header).errorCode == .syntax)
  }

  @Test func whiteSpaceMayStandBetweenTokensAndAfterThem() throws {
    let file = try SafetensorsBytes("{ \"__metadata__\"\t:\r{ \"a\" :\n\"b\" } }\n  \t").read()
    #expect(file.metadata == ["a": "b"])
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func invalidUTF8IsRefused(bytes: [UInt8]) {
    let header = Array(#"{"__metadata__":{"a":""#.utf8) + bytes + Array(#""}}"#.utf8)
    #expect(SafetensorsBytes(header).errorCode == .invalidUTF8)
  }

  @Test func escapesAreDecoded() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\uD83D\uDE00\u0000""#
    let file = try SafetensorsBytes(#"{"__metadata__":{"k\u0065y":\#(text)}}"#).read()
    #expect(file.metadata == ["key": "\"\\/\u{8}\u{C}\n\r\tAé😀\0"])
  }

  @Test(arguments: [
    #"\x"#, #"\u12"#, #"\u00G0"#, #"\uD83D"#, #"\uDE00"#, #"\uD83D\n"#, #"\uD83DxDE00"#,
    #"\uD83D\u0041"#, #"\uD83D\uD83D"#, #"\u+041"#,
  ])
  func escapesThatStandForNoCharacterAreRefused(escape: String) {
    let bytes = SafetensorsBytes(#"{"__metadata__":{"a":"\#(escape)"}}"#)
    #expect(bytes.errorCode == .invalidEscape)
  }

  @Test(arguments: [
    #"{"__metadata__":{"a":"b","a":"b"}}"#, #"{"__metadata__":{"a":"b","\u0061":"c"}}"#,
    #"{"__metadata__":{},"__metadata__":{}}"#,
    #"{"a":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{}}"#,
  ])
  func aKeyThatStandsTwiceIsRefused(header: String) {
    #expect(SafetensorsBytes(header).errorCode == .duplicateKey)
  }

  @Test(arguments: ["1", "null", "true", "{}", "[\"b\"]"])
  func metadataThatIsNotTextIsRefused(value: String) {
    let bytes = SafetensorsBytes(#"{"__metadata__":{"a":\#(value)}}"#)
    #expect(bytes.errorCode == .metadataNotText)
  }

  @Test func aTensorHasThreeKeysAndNoOther() {
    let header = { (members: String) in SafetensorsBytes(#"{"a":{\#(members)}}"#).errorCode }
    #expect(header(#""dtype":"F32","shape":[0],"data_offsets":[0,0],"x":1"#) == .unknownKey)
    #expect(header(#""shape":[0],"data_offsets":[0,0]"#) == .missingKey)
    #expect(header(#""dtype":"F32","data_offsets":[0,0]"#) == .missingKey)
    #expect(header(#""dtype":"F32","shape":[0]"#) == .missingKey)
    #expect(header("") == .missingKey)
  }

  @Test(arguments: ["F16", "BF16", "F64", "I32", "f32", ""])
  func otherTypesThanSinglePrecisionAreRefused(type: String) {
    #expect(SafetensorsBytes.tensor(type: "\"\(type)\"").errorCode == .unsupportedType)
  }

  @Test(arguments: [
    "-2", "-0", "+2", "02", "2.0", "2e0", "1e1", "9223372036854775808", "18446744073709551618",
    String(repeating: "9", count: 400),
  ])
  func whatIsNotAnIntegerFromZeroOnIsRefused(number: String) {
    #expect(SafetensorsBytes.tensor(shape: "[\(number)]").errorCode == .invalidInteger)
    #expect(SafetensorsBytes.tensor(offsets: "[0,\(number)]").errorCode == .invalidInteger)
  }

  @Test(arguments: ["[]", "[0]", "[0,4,8]"])
  func offsetsAreAPair(offsets: String) {
    #expect(SafetensorsBytes.tensor(offsets: offsets).errorCode == .offsetCount)
  }

  @Test func aShapeHasNoMoreThan64Axes() throws {
    let shape = { (axes: Int) in "[2" + String(repeating: ",1", count: axes - 1) + "]" }
    #expect(SafetensorsBytes.tensor(shape: shape(65)).errorCode == .tooMany)
    #expect(try SafetensorsBytes.tensor(shape: shape(64)).read()["a"]?.values == [0, 0])
  }

  @Test(arguments: [
    "[4611686018427387904,4]", "[4294967296,4294967296]", "[4611686018427387904]",
    "[9223372036854775807,9223372036854775807,0]",
  ])
  func aShapeBeyondCountingIsRefused(shape: String) {
    #expect(SafetensorsBytes.tensor(shape: shape).errorCode == .shapeTooLarge)
  }

  @Test func anEmptyTensorMayHaveAHugeAxis() throws {
    let shape = "[9223372036854775807,0]"
    let file = try SafetensorsBytes.tensor(shape: shape, offsets: "[0,0]", data: 0).read()
    #expect(try SafetensorsBytes(whole: file.encoded()).read() == file)
  }

  @Test func aSizeThatIsNotTheShapesIsRefused() {
    #expect(SafetensorsBytes.tensor(shape: "[3]").errorCode == .sizeMismatch)
    #expect(SafetensorsBytes.tensor(shape: "[]").errorCode == .sizeMismatch)
    #expect(SafetensorsBytes.tensor(offsets: "[0,7]", data: 7).errorCode == .sizeMismatch)
  }

  @Test func anEndBeforeItsBeginIsRefused() {
    let second = #""b":{"dtype":"F32","shape":[0],"data_offsets":[8,4]}"#
    let first = #""a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#
    #expect(SafetensorsBytes("{\(first),\(second)}", data: 8).errorCode == .endBeforeBegin)
  }

  @Test func gapsAndOverlapsAreRefused() {
    let two = { (begin: Int) in
      SafetensorsBytes(
        #"{"b":{"dtype":"F32","shape":[1],"data_offsets":[\#(begin),\#(begin + 4)]},"#
          + #""a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, data: begin + 4)
    }
    #expect(two(8).errorCode == nil)
    #expect(two(12).errorCode == .gap)
    #expect(two(4).errorCode == .overlap)
    #expect(two(0).errorCode == .overlap)
    #expect(SafetensorsBytes.tensor(offsets: "[4,12]", data: 12).errorCode == .gap)
  }

  @Test func bytesAfterTheLastTensorAreRefused() {
    #expect(SafetensorsBytes.tensor(data: 9).errorCode == .trailingBytes)
    #expect(SafetensorsBytes("{}", data: 1).errorCode == .trailingBytes)
  }

  @Test func aFileThatEndsWithinItsDataIsRefused() {
    #expect(SafetensorsBytes.tensor(data: 7).errorCode == .dataCutOff)
    // No memory is taken for the 4 exabytes this one speaks of.
    let huge = SafetensorsBytes.tensor(
      shape: "[1152921504606846975]", offsets: "[0,4611686018427387900]")
    #expect(huge.errorCode == .dataCutOff)
  }

  @Test func anErrorNamesFileAndPlace() {
    #expect(
      SafetensorsBytes.tensor(type: #""BF16""#).error?.description
        == #"epoch_5.safetensors: tensor "a": only single precision is read here: "#
        + "found BF16, expected F32")
    #expect(
      SafetensorsBytes(#"{"a":{},}"#).error?.description
        == #"epoch_5.safetensors: tensor "a": a key is missing: "#
        + "found no dtype, expected dtype, shape and data_offsets")
    #expect(
      SafetensorsBytes("{}x").error?.description
        == "epoch_5.safetensors: byte 10: the header is not JSON of this format: "
        + #"found "x", expected spaces to the header's end"#)
  }

  @Test func anErrorEscapesWhatATerminalWouldObey() {
    let bytes = SafetensorsBytes(#"{"\u001b[31m\u202e":{}}"#)
    #expect(bytes.error?.place == .tensor("\u{1B}[31m\u{202E}"))
    #expect(bytes.error?.description.contains(#""\u{1b}[31m\u{202e}""#) == true)
  }

  @Test func aDuplicateIsToldWithBothPlaces() {
    let error = SafetensorsBytes(#"{"__metadata__":{},"__metadata__":{}}"#).error
    #expect(error?.place == .byte(27))
    #expect(error?.found == "__metadata__, first at byte 9")
  }
}
