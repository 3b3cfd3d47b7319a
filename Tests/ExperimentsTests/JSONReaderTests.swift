import TestSupport
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct JSONReaderTests {
  static let good = [
    "null", "true", "false", "0", "-0", "0e1", "0e+1", "0.4e0066", "1E22", "1E-2", "1E+2",
    "-123", "123.456789", "-0.000000000000000000000000000000000000000000000000000000000001",
    "\"\"", "\"asd\"", " [] ", "[[]   ]", "[\"\"]", "[null, 1, \"1\", {}]", "[1,null,null,2]", "{}",
    "{\"\":0}", "{\"a\":[]}", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"foo\\u0000bar\": 42}",
    "{\n\"a\": \"b\"\n}", "\r\n\t [2] \n", "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]",
    "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]",
    "[\"a/*b*/c\"]", "[\"\\uDBFF\\uDFFF\"]", "[\"new\\u00A0line\"]", "[\"\u{10FFFF}\u{2028}\"]",
    "[\"π ⍂㈴⍂\"]", "[\"\\uFFFF\"]", "[\"\u{7F}\"]", "[\"\\u0022\"]",
  ]

  static let bad = [
    "", " ", "[", "]", "{", "}", "[1,]", "[,1]", "[1,,2]", "[\"\"],", "[\"x\"", "[1 true]", "[a",
    "[3[4]]", "[1:2]", "[\"x\", truth]", "nul", "tru", "True", "NaN", "-NaN", "Infinity",
    "-Infinity", "[+1]", "[+Inf]", "[-]", "[- 1]", "[-01]", "[01]", "[-1.0.]", "[.5]", "[-.5]",
    "[2.]", "[2.e3]", "[0.e1]", "[0e]", "[0e+]", "[1e]", "[1e1.5]", "[1eE2]", "[0x42]", "[1_000]",
    "[1a]", "[1+2]", "{1:1}", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\",1}", "{\"a\"::1}",
    "{\"a\":1,}", "{\"a\":1,,\"b\":2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1}#",
    "{\"a\":1}/**/", "{\"a\":1}//", "/*x*/1", "// x\n1", "[\"a", "[\"\\\"]", "\"", "\"\\", "\"\\u1",
    "[\"\\x00\"]", "[\"\\a\"]", "[\"\\u00A\"]", "[\"\\u{12}\"]", "[\"\\uqqqq\"]", "[\"a\u{0}b\"]",
    "[\"new\nline\"]", "[\"tab\there\"]", "[\"\\ud800\"]", "[\"\\ud800abc\"]", "[\"\\udc00\"]",
    "[\"\\ud800\\ud800\"]", "[\"\\ud800\\n\"]", "[\"\\uD83D\\uDE3\"]", "\u{FEFF}{}", "[\u{A0}1]",
    "[\u{C}1]", "[\u{2060}]", "1 2", "[1]]", "{} {}", "<null>", "[1e999]", "[-1e999]",
    "{\"a\":1,\"a\":1}", "[{\"b\":{\"a\":1,\"\\u0061\":2}}]", "[\u{FF11}]",
  ]

  @Test(arguments: good) func jsonIsRead(_ text: String) throws {
    _ = try JSONReader.read(Array(text.utf8), file: "x")
  }

  @Test(arguments: bad) func whatIsNotJSONIsRefused(_ text: String) {
    #expect(throws: SpecError.self) { try JSONReader.read(Array(text.utf8), file: "x") }
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x5B, 0, 0x5D, 0], [0xFE, 0xFF, 0, 0x5B, 0, 0x5D], [0, 0x5B, 0, 0x5D],
      [0x5B, 0, 0x5D, 0], [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE2, 0x82, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22],
      [0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], [0x5B, 0x31, 0x5D, 0], [0xE5],
    ] as [[UInt8]])
  func bytesThatAreNotUTF8AreRefused(_ bytes: [UInt8]) {
    #expect(throws: SpecError.self) { try JSONReader.read(bytes, file: "x") }
  }

  @Test(arguments: [
    ("[1,\n 2,]", "x:2:3: trailing comma"),
    ("{\"π\": \"ü\", 'a': 1}", "x:1:12: strings are written in double quotes"),
    ("[\r\n  01]", "x:2:4: a number may not begin with 0"),
    ("[1e999]", "x:1:2: 1e999 is not a finite number"),
    ("[NaN]", "x:1:2: unexpected \"NaN\"; expected a value"),
    ("[1", "x:1:3: the text ends here; expected \",\" or \"]\""),
    ("{\"a\": 1,\n  \"b\": {}, \"a\": 2}", "x:2:12: duplicate key \"a\"; first at 1:2"),
    ("[\"ab", "x:1:2: unterminated string"),
    ("[\u{1B}]", "x:1:2: unexpected \"\\u{1B}\"; expected a value"),
  ])
  func aFaultIsToldWithItsPlace(_ text: String, _ message: String) throws {
    let error = try #require(throws: SpecError.self) {
      try JSONReader.read(Array(text.utf8), file: "x")
    }
    #expect(error.description.hasPrefix(message))
  }

  @Test func everyDuplicateKeyIsTold() throws {
    let text = "{\"a\": {\"b\": 1, \"b\": 2, \"b\": 3}, \"a\": 4}"
    let error = try #require(throws: SpecError.self) {
      try JSONReader.read(Array(text.utf8), file: "x")
    }
    #expect(error.problems.map(\.code) == [.duplicateKey, .duplicateKey, .duplicateKey])
    #expect(error.problems.map(\.note) == ["first at 1:8", "first at 1:8", "first at 1:2"])
  }

  @Test func nestingIsTakenUpTo64() throws {
    for depth in [64, 65, 512, 500_000] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let (node, problems) = JSONReader.parse(Array(text.utf8), source: 0, name: "x")
      #expect((node != nil) == (depth == 64))
      #expect(problems.map(\.code) == (depth == 64 ? [] : [.tooDeep]))
    }
  }

  @Test func aTextThatIsTooLargeIsRefused() {
    let text = [UInt8](repeating: 0x20, count: JSONReader.maxBytes + 1)
    #expect(JSONReader.parse(text, source: 0, name: "x").problems.map(\.code) == [.tooLarge])
  }

  @Test func aLargeTextIsReadInLinearTime() throws {
    let row = "{\"a\": [1, 2.5, \"é\", null]},"
    let exponent = try growth(from: 1000, to: 30_000) { rows in
      let text = Array(("[" + String(repeating: row, count: rows) + "0]").utf8)
      return try processorSeconds { _ = try JSONReader.read(text, file: "x") }
    }
    #expect(exponent < 1.4)
  }

  @Test func escapesAndPlacesAreKept() throws {
    let node = try JSONReader.read(Array("{\"é\": [\"\\ud83d\\ude39\\n\", -2.50]}".utf8), file: "x")
    guard case .object(let members) = node.value, case .array(let items) = members[0].value.value
    else { return #expect(Bool(false)) }
    #expect(members[0].key == "é")
    #expect(members[0].place == TextPlace(line: 1, column: 2))
    #expect(items[0].value == .string("\u{1F639}\n"))
    #expect(items[1].place == TextPlace(line: 1, column: 26))
    #expect(items[1].value == .number(JSONNode.Number(text: "-2.50", value: -2.5)))
  }

  @Test func aProgramsLineMayHaveWhatPythonWrites() throws {
    let line = Array(#"{"a": [NaN, Infinity, -Infinity, -1]}"#.utf8)
    guard case .object(let members) = JSONReader.read(line: line)?.value,
      case .array(let items) = members[0].value.value
    else { return #expect(Bool(false)) }
    let values = items.map { if case .number(let number) = $0.value { number.value } else { 0.0 } }
    #expect(values[0].isNaN && values.dropFirst() == [.infinity, -.infinity, -1])
    #expect(throws: SpecError.self) { try JSONReader.read(line, file: "x") }
    for wrong in ["-NaN", "Inf", "Nan", "Infinit", "NaN1", #"{"a":1,"a":2}"#, "1e999", "+NaN"] {
      #expect(JSONReader.read(line: Array(wrong.utf8)) == nil, "\(wrong)")
    }
  }
}
