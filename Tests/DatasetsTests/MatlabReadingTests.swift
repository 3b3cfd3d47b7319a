import Foundation
import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct MatlabReadingTests {
  @Test(arguments: [true, false], [true, false])
  func everyFormOfAFileReadsTheSame(isLittleEndian: Bool, isCompressed: Bool) throws {
    let fixture = MatlabFixture(
      writer: MatlabWriter(isLittleEndian: isLittleEndian), isCompressed: isCompressed)
    #expect(try Samples.read(fixture.bytes) == fixture.dataset)
  }

  @Test(arguments: [true, false])
  func numbersOfEveryStorageAreRead(isLittleEndian: Bool) throws {
    let writer = MatlabWriter(isLittleEndian: isLittleEndian)
    let stored: [(MatlabType, [UInt8])] = [
      (.int8, writer.digits(Int8(2)) + writer.digits(Int8(1))),
      (.uint8, [2, 1]),
      (.int16, writer.digits(Int16(2)) + writer.digits(Int16(1))),
      (.uint16, writer.digits(UInt16(2)) + writer.digits(UInt16(1))),
      (.int32, writer.digits(Int32(2)) + writer.digits(Int32(1))),
      (.uint32, writer.digits(UInt32(2)) + writer.digits(UInt32(1))),
      (.int64, writer.digits(Int64(2)) + writer.digits(Int64(1))),
      (.uint64, writer.digits(UInt64(2)) + writer.digits(UInt64(1))),
      (.single, writer.digits(Float(2).bitPattern) + writer.digits(Float(1).bitPattern)),
      (.double, writer.digits(2.0.bitPattern) + writer.digits(1.0.bitPattern)),
    ]
    for (type, data) in stored {
      for kind in [MatlabClass.double, .single, .uint8, .int64] {
        let labels = writer.array(kind, [1, 2], writer.element(type, data))
        let fixture = MatlabFixture(writer: writer, charlabels: labels)
        #expect(try Samples.read(fixture.bytes) == fixture.dataset, "\(kind) stored as \(type)")
      }
    }
  }

  @Test func signedAndWideNumbersKeepTheirValues() throws {
    let writer = MatlabWriter()
    let numbers = [Int16(-300), 7, 299].flatMap { writer.digits($0) }
    let cell = writer.array(.double, [3, 1], writer.element(.int16, numbers))
    let fixture = MatlabFixture(mixout: writer.cells([cell, cell], name: "mixout"))
    #expect(try Samples.read(fixture.bytes).sequences[0].values == [-300, 7, 299])
  }

  @Test(arguments: [
    (MatlabType.uint8, [0xE9 as UInt8]), (.int8, [0xE9]), (.utf8, [0xC3, 0xA9]),
    (.uint16, [0xE9, 0]), (.utf16, [0xE9, 0]), (.utf32, [0xE9, 0, 0, 0]),
  ])
  func lettersOfEveryEncodingAreRead(type: MatlabType, data: [UInt8]) throws {
    let writer = MatlabWriter()
    let letter = writer.array(.text, [1, 1], writer.element(type, data))
    let fixture = MatlabFixture(key: writer.cells([letter, writer.text("b")]))
    #expect(try Samples.read(fixture.bytes).sequences.map(\.label) == ["b", "\u{E9}"])
  }

  @Test func aColumnOfCellsIsAsGoodAsARow() throws {
    let writer = MatlabWriter()
    let cells = MatlabFixture().cells
    let column = writer.array(.cell, [2, 1], name: "mixout", Array(cells.joined()))
    #expect(try Samples.read(MatlabFixture(mixout: column).bytes) == MatlabFixture().dataset)
  }

  @Test func otherVariablesArePassedOver() throws {
    let writer = MatlabWriter()
    let fixture = MatlabFixture()
    let other = writer.array(.opaque, [1, 1], name: "other", writer.element(.uint8, [1, 2, 3]))
    let bytes = fixture.bytes + writer.compressed(other) + other
    #expect(try Samples.read(bytes) == fixture.dataset)
  }

  @Test(arguments: [[1, 2], [5], [9, 0, 1], [21, 15, 30]])
  func whatIsWrittenIsReadAgain(lengths: [Int]) throws {
    let dataset = Samples.dataset(lengths: lengths, letters: ["x", "long-name", "x"])
    #expect(try Samples.read(dataset.matlabBytes()) == dataset)
  }

  @Test func writingIsDeterministic() throws {
    #expect(try Samples.dataset().matlabBytes() == Samples.dataset().matlabBytes())
  }

  @Test func whatWasWrittenIsLoadedByAnyName() throws {
    try withFolder { folder in
      let bytes = Data(try Samples.dataset().matlabBytes())
      try bytes.write(to: URL(filePath: folder + "/small.mat"))
      #expect(try RawDataset.load(path: folder + "/small.mat") == Samples.dataset())
      try bytes.write(to: URL(filePath: folder + "/noending"))
      #expect(try RawDataset.load(path: folder + "/noending").sequences.count == 3)
    }
  }

  @Test func whatCannotBeReadAgainIsNotWritten() throws {
    let (bad, none) = (
      RawDataset(name: "x", sequences: [RawSequence(values: [1, .nan, 1], label: "a")]),
      RawDataset(name: "x", sequences: [])
    )
    let nameless = RawDataset(
      name: "x", sequences: [RawSequence(values: [1, 2, 3], label: "a\n")])
    #expect(failure { () throws(DatasetError) in _ = try bad.matlabBytes() }?.code == .notFinite)
    #expect(failure { () throws(DatasetError) in _ = try none.matlabBytes() }?.code == .empty)
    let refusal = failure { () throws(DatasetError) in _ = try nameless.matlabBytes() }
    #expect(refusal?.place == .part("sequence 1"))
  }
}
