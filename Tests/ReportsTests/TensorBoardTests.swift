import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// Event files. That TensorBoard reads them, scripts/check-tensorboard shows.
@Suite(.timeLimit(.minutes(60))) struct TensorBoardTests {
  // The vectors of RFC 3720, appendix B.4, and of the catalogue of checksums.
  private static let sums: [([UInt8], UInt32)] = [
    (Array("123456789".utf8), 0xE306_9283), (Array(repeating: 0, count: 32), 0x8A91_36AA),
    (Array(repeating: 0xFF, count: 32), 0x62A8_AB43), (Array(0..<32), 0x46DD_794E), ([], 0),
  ]

  @Test(arguments: sums)
  func sumsAreThoseOfTheStandard(_ bytes: [UInt8], _ sum: UInt32) {
    #expect(CastagnoliSum.of(bytes) == sum)
  }

  @Test func fieldsAreEncodedAsProtocolBuffersAre() {
    var buffer = ProtocolBuffer()
    buffer.integer(1, 300)
    buffer.text(2, "testing")
    buffer.float(3, 1)
    buffer.double(4, -2)
    buffer.message(16) { $0.integer(1, -1) }
    let minusOne = [UInt8](repeating: 0xFF, count: 9) + [0x01]
    let expected: [UInt8] =
      [0x08, 0xAC, 0x02, 0x12, 7] + Array("testing".utf8) + [0x1D, 0, 0, 0x80, 0x3F]
      + [0x21, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0x82, 0x01, 11, 0x08] + minusOne
    #expect(buffer.bytes == expected)
  }

  @Test func aRecordHasItsLengthAndBothSums() {
    var file = RecordFile()
    file.add([1, 2, 3])
    let (length, record) = (file.bytes.prefix(8), Array(file.bytes.dropFirst(12).prefix(3)))
    #expect(Array(length) == [3, 0, 0, 0, 0, 0, 0, 0] && record == [1, 2, 3])
    #expect(file.bytes.count == 8 + 4 + 3 + 4)
    let sum = CastagnoliSum.of(record)
    let masked = UInt32(truncatingIfNeeded: UInt64(sum) << 17) | sum >> 15
    #expect(masked &+ 0xA282_EAD8 == CastagnoliSum.masked(record))
  }

  @Test func everyRunHasAFolderOfItsOwnWithOneFile() throws {
    let results = try ProgramSample.results()
    let paths = TensorBoard.files(of: [results], areApart: false).map(\.path)
    #expect(Set(paths).count == results.runs.count)
    #expect(paths.allSatisfy { $0.hasSuffix("/\(TensorBoard.fileName)") })
    #expect(paths[0].hasPrefix("\(results.runs[0].run.label)/"))
    let apart = TensorBoard.files(of: [results], areApart: true).map(\.path)
    #expect(apart == paths.map { "digits/\($0)" })
  }

  @Test(arguments: [
    "../../x", "a/b", ".hidden", "", "\u{1B}[31m", String(repeating: "x", count: 999),
  ])
  func noLabelLeadsOutOfTheFolder(_ label: String) throws {
    let run = Sample.run(Variant(.cnn))
    let named = Run(
      id: run.run.id, label: label, configuration: run.run.configuration, folder: "x",
      uncounted: ParameterValues([]))
    let result = ProgramSample.outcome(named, .finished, [], artifacts: [])
    let paths = TensorBoard.files(of: [Sample.results([result])], areApart: false).map(\.path)
    let parts = paths.flatMap { $0.split(separator: "/", omittingEmptySubsequences: false) }
    #expect(parts.count == 2 && parts[0].hasPrefix("run-") && parts[0].utf8.count < 200)
    #expect(parts[0].utf8.allSatisfy { (0x21..<0x7F).contains($0) })
  }

  @Test func valuesSettingsAndHowItEndedAreInTheFile() throws {
    let results = try ProgramSample.results()
    let file = Array(TensorBoard.files(of: [results], areApart: false))[8].bytes
    func has(_ text: String) -> Bool { Data(file).range(of: Data(text.utf8)) != nil }
    for word in ["brain.Event:2", "grad norm", "_hparams_/session_start_info", "optimizer"] {
      #expect(has(word), "\(word)")
    }
    // The loss of step 7, of the run that diverged there, is not a number.
    #expect(Data(file).range(of: Data([0x15, 0, 0, 0xC0, 0x7F])) != nil)
    #expect(has("_hparams_/session_end_info"))
  }

  @Test func theSameResultsAreTheSameBytes() throws {
    let files = try (0..<2).map { _ in
      Array(TensorBoard.files(of: [try ProgramSample.results()], areApart: false))
    }
    #expect(files[0] == files[1])
  }
}

/// Values by rows and columns.
@Suite(.timeLimit(.minutes(60))) struct ValueTableTests {
  private static let table: ValueTable = {
    var table = ValueTable([
      .init("id", .id), .init("lr", .exact), .init("loss", .short), .init("note", .exact),
    ])
    table.add([
      .text("0123456789abcdef"), .number(1e-7), .number(0.123456789), .text("a|b, \"c\""),
    ])
    table.add([.text("x"), .number(100), .number(.nan), nil])
    return table
  }()

  @Test func programsGetWholeValues() {
    #expect(
      Self.table.csv
        == "id,lr,loss,note\r\n0123456789abcdef,1e-7,0.123456789,\"a|b, \"\"c\"\"\"\r\n"
        + "x,100,nan,\r\n")
    #expect(
      Self.table.json
        == #"[{"id":"0123456789abcdef","lr":1e-7,"loss":0.123456789,"note":"a|b, \"c\""},"#
        + #"{"id":"x","lr":100,"loss":"nan","note":null}]"# + "\n")
  }

  @Test func peopleGetShortOnesWithNumbersOnTheRight() {
    #expect(
      Self.table.text.render() == """
        id              lr    loss  note
        0123456789ab  1e-7  0.1235  a|b, "c"
        x              100     nan  -

        """)
    #expect(
      Self.table.markdown == """
        | id | lr | loss | note |
        | --- | ---: | ---: | --- |
        | 0123456789ab | 1e-7 | 0.1235 | a\\|b, "c" |
        | x | 100 | nan |  |

        """)
  }

  @Test func aTableWithoutRowsHasItsTitles() {
    let table = ValueTable([.init("id", .id), .init("lr", .exact)])
    #expect(table.csv == "id,lr\r\n" && table.json == "[]\n" && table.text.render() == "id  lr\n")
  }
}
