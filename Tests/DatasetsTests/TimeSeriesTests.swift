import Foundation
import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct TimeSeriesTests {
  static let header = """
    # a comment
    @problemName Pen
    @timeStamps false
    @missing false
    @univariate false
    @dimensions 3
    @equalLength false
    @classLabel true 1 2 20
    @data

    """

  @Test func aPairIsReadTrainFirstAndNumbersBecomeLetters() throws {
    let dataset = try read(train: "1,2:3,4:5,6:2\n", test: "-1.5e-1:0:0.25:20\n")
    #expect(dataset.name == "Pen")
    #expect(
      dataset.sequences == [
        RawSequence(values: [1, 3, 5, 2, 4, 6], label: "b"),
        RawSequence(values: [-0.15, 0, 0.25], label: "z"),
      ])
  }

  @Test func theNumbersOneToTwentyAreTheLettersInTheirOrder() {
    #expect(RawDataset.letters.joined() == "abcdeghlmnopqrsuvwyz")
    #expect(RawDataset.letters.count == 20)
  }

  @Test func otherLabelsAreKept() throws {
    let header = Self.header.replacingOccurrences(of: "1 2 20", with: "1 loop")
    let dataset = try read(header: header, train: "1:3:5:1\n", test: "1:3:5:loop\n")
    #expect(dataset.sequences.map(\.label) == ["1", "loop"])
  }

  @Test func windowsLinesCapitalsBlanksAndAByteOrderMarkAreAccepted() throws {
    let header = "\u{FEFF}" + Self.header.uppercased().replacingOccurrences(of: "\n", with: "\r\n")
    let dataset = try read(header: header, train: "1, 2 :3,4: 5,6 : 2 \r\n\r\n", test: "1:2:3:1")
    #expect(dataset.sequences[0].values == [1, 3, 5, 2, 4, 6])
    #expect(dataset.sequences[1].label == "a")
  }

  @Test func aHeaderWithoutLengthsAllowsUnequalOnes() throws {
    let header = Self.header.replacingOccurrences(of: "@equalLength false\n", with: "")
    let dataset = try read(header: header, train: "1:2:3:1\n1,1:2,2:3,3:2\n", test: "1:2:3:1")
    #expect(dataset.sequences.map(\.length) == [1, 2, 1])
  }

  /// Text of the train file's cases, and what is wrong with it where.
  static let badCases: [(String, DatasetError.Code, Int, Int)] = [
    ("1:2:3:1\n1,2:3,?:5,6:2\n", .unsupported, 11, 7),
    ("1,2:3,4:5,6:9\n", .badLabel, 10, 13),
    ("1,2:3,4:5,6:\n", .badLabel, 10, 13),
    ("1,2:3,4:2\n", .wrongShape, 10, 1),
    ("1:2:3:4:2\n", .wrongShape, 10, 1),
    ("1,2:3,4:5:2\n", .wrongShape, 10, 9),
    ("1,2:3,x:5,6:2\n", .malformed, 10, 7),
    ("1,2:3,:5,6:2\n", .malformed, 10, 7),
    ("1,2:3,4 4:5,6:2\n", .malformed, 10, 7),
    ("1,2:3,0x1p3:5,6:2\n", .malformed, 10, 7),
    ("1,2:nan,3:5,6:2\n", .notFinite, 10, 5),
    ("1,2,3:3,NaN,nan:5,6,7:2\n", .wrongShape, 10, 7),
    ("1,2:3,4:NaN, NaN:2\n", .notFinite, 10, 9),
    ("1,2:3,4:5,NaN,?:2\n", .unsupported, 10, 15),
    ("1,2:3,1e999:5,6:2\n", .notFinite, 10, 7),
    ("1,2:3,-inf:5,6:2\n", .notFinite, 10, 7),
    ("(1,2):3:5:2\n", .malformed, 10, 1),
    ("1,\(String(repeating: "1", count: 100)):3,4:5,6:2\n", .malformed, 10, 3),
  ]

  @Test(arguments: badCases)
  func aBadCaseIsToldWithLineAndColumn(
    text: String, code: DatasetError.Code, line: Int, column: Int
  ) {
    let error = refusal(Self.header + text)
    #expect(error?.code == code)
    #expect(error?.place == .line(line, column: column))
    #expect(error?.description.hasPrefix("Pen_TRAIN.ts:\(line):\(column): found ") == true)
  }

  /// A header line, what takes its place, and the error.
  static let badHeaders: [(String, String, DatasetError.Code)] = [
    ("@timeStamps false", "@timeStamps true", .unsupported),
    ("@dimensions 3", "@dimensions 4", .wrongShape),
    ("@dimensions 3", "@dimensions 65", .wrongShape),
    ("@dimensions 3", "@dimensions -3", .malformed),
    ("@dimensions 3", "@dimensions 99999999999999999999", .malformed),
    ("@univariate false", "@univariate true", .wrongShape),
    ("@univariate false", "@univariate perhaps", .malformed),
    ("@missing false", "@dimensions 3", .malformed),
    ("@classLabel true 1 2 20", "@classLabel false", .wrongShape),
    ("@classLabel true 1 2 20", "@classLabel true", .malformed),
    ("@classLabel true 1 2 20", "", .wrongShape),
    ("@missing false", "@targetLabel true", .unsupported),
    ("@data", "1:2:3:1", .wrongFormat),
    ("@data", "", .wrongFormat),
  ]

  @Test(arguments: badHeaders)
  func aBadHeaderIsRefused(line: String, replacement: String, code: DatasetError.Code) {
    let header = Self.header.replacingOccurrences(of: line, with: replacement)
    #expect(refusal(header + "1:2:3:1\n")?.code == code)
  }

  @Test func aHeaderThatPromisesEqualLengthsIsHeldToIt() throws {
    let equal = Self.header.replacingOccurrences(
      of: "@equalLength false", with: "@equalLength true")
    let error = refusal(equal + "1:2:3:1\n1,2:3,4:5,6:2\n")
    #expect(error?.code == .wrongShape)
    #expect(error?.place == .line(11, column: 1))
    #expect(refusal(equal + "1:2:3:1\n1:2:3:2\n") == nil)
    let long = equal.replacingOccurrences(of: "@data", with: "@seriesLength 2\n@data")
    #expect(refusal(long + "1:2:3:1\n")?.code == .wrongShape)
    let loose = Self.header.replacingOccurrences(of: "@data", with: "@seriesLength 2\n@data")
    #expect(refusal(loose + "1:2:3:1\n") == nil)
  }

  @Test func filesThatEndEarlyOrHoldSomethingElseAreRefused() {
    #expect(refusal("")?.code == .truncated)
    #expect(refusal("@problemName Pen\n")?.code == .truncated)
    #expect(refusal(Self.header)?.code == .empty)
    #expect(refusal("x,y\n1,2\n")?.place == .line(1, column: 1))
    let matlab = InputFile(path: "Pen_TRAIN.ts", bytes: MatlabFixture().bytes)
    let error = failure { () throws(DatasetError) in _ = try TimeSeriesFile(matlab) }
    #expect(error?.code == .wrongFormat)
    #expect(error?.found.contains("MATLAB") == true)
  }

  @Test func aCaseWithoutEndIsRefused() {
    let values = String(repeating: "1,", count: 70_000)
    #expect(refusal(Self.header + values + "1:2:3:1\n")?.code == .tooLarge)
  }

  @Test func casesWithoutEndAreRefusedEarly() {
    let short = String(repeating: "1:2:3:1\n", count: RawDataset.mostSequences + 1)
    #expect(refusal(Self.header + short)?.code == .tooLarge)
    let channel = String(repeating: "1,", count: 60_000) + "1"
    let long = String(repeating: "\(channel):\(channel):\(channel):1\n", count: 24)
    #expect(refusal(Self.header + long)?.code == .tooLarge)
  }

  @Test func aPairWithoutItsTestFileOrItsNameIsRefused() throws {
    try withFolder { folder in
      let text = Data((Self.header + "1:2:3:1\n").utf8)
      try text.write(to: URL(fileURLWithPath: folder + "/Pen_TRAIN.ts"))
      try text.write(to: URL(fileURLWithPath: folder + "/Pen.ts"))
      let lone = failure { () throws(DatasetError) in
        _ = try RawDataset.load(path: folder + "/Pen_TRAIN.ts")
      }
      #expect(lone?.code == .missingFile)
      #expect(lone?.file == folder + "/Pen_TEST.ts")
      let unnamed = failure { () throws(DatasetError) in
        _ = try RawDataset.load(path: folder + "/Pen.ts")
      }
      #expect(unnamed?.code == .wrongFormat)
    }
  }

  @Test func aFileCutOrChangedAnywhereIsAnErrorOrAValidFile() {
    let bytes = Array((Self.header + "1,2:3,4:5,6:2\n1:2:3:1\n").utf8)
    for count in 0..<bytes.count { _ = refusal(Array(bytes[..<count])) }
    for index in bytes.indices {
      for value: UInt8 in [0, 10, 13, 32, 35, 44, 58, 64, 0xC3, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        _ = refusal(damaged)
      }
    }
  }

  private func read(
    header: String = header, train: String, test: String
  ) throws -> RawDataset {
    var dataset: RawDataset?
    try withFolder { folder in
      for (part, text) in [("TRAIN", train), ("TEST", test)] {
        try Data((header + text).utf8).write(
          to: URL(fileURLWithPath: "\(folder)/Pen_\(part).ts"))
      }
      dataset = try RawDataset.load(path: folder + "/Pen_TRAIN.ts")
    }
    return try #require(dataset)
  }

  private func refusal(_ text: String) -> DatasetError? { refusal(Array(text.utf8)) }

  private func refusal(_ bytes: [UInt8]) -> DatasetError? {
    let file = InputFile(path: "Pen_TRAIN.ts", bytes: bytes)
    return failure { () throws(DatasetError) in _ = try TimeSeriesFile(file) }
  }
}
