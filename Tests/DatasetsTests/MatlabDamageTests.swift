import TestSupport
import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct MatlabDamageTests {
  let writer = MatlabWriter()

  @Test(arguments: [true, false])
  func aFileCutAnywhereIsRefused(isCompressed: Bool) {
    let bytes = MatlabFixture(isCompressed: isCompressed).bytes
    for count in 0..<bytes.count {
      #expect(refusal(Array(bytes[..<count])) != nil, "cut to \(count) of \(bytes.count) bytes")
    }
  }

  @Test(arguments: [true, false], [true, false])
  func aFlippedBitIsAnErrorOrAValidFile(isCompressed: Bool, isLittleEndian: Bool) {
    let writer = MatlabWriter(isLittleEndian: isLittleEndian)
    let bytes = MatlabFixture(writer: writer, isCompressed: isCompressed).bytes
    for bit in 0..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << (bit % 8)
      if let error = refusal(damaged) { #expect(error.file == "small.mat") }
    }
  }

  @Test(arguments: [0x00, 0x7F, 0x80, 0xFF] as [UInt8])
  func aByteOrAWordOfExtremesIsAnErrorOrAValidFile(value: UInt8) {
    let bytes = MatlabFixture().bytes
    for start in bytes.indices.dropLast(3) {
      for count in [1, 2, 4] {
        var damaged = bytes
        for offset in start..<start + count { damaged[offset] = value }
        _ = refusal(damaged)
      }
    }
  }

  @Test func noFlippedBitOfCompressedContentIsOverlooked() {
    let bytes = MatlabFixture(isCompressed: true).bytes
    let dataset = MatlabFixture().dataset
    for bit in 8 * MatlabFile.headerSize..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << (bit % 8)
      guard let read = try? Samples.read(damaged) else { continue }
      #expect(read == dataset, "bit \(bit)")
    }
  }

  @Test func aTruncationTellsTheByte() {
    let bytes = MatlabFixture().bytes
    let error = refusal(Array(bytes.dropLast(20)))
    #expect(error?.code == .truncated)
    #expect(error?.description.hasPrefix("small.mat: byte ") == true)
  }

  @Test func damageWithinWhatIsCompressedTellsBothPlaces() {
    let bad = writer.element(.matrix, writer.element(.uint32, [1, 2, 3, 4, 5]))
    let error = refusal(writer.header() + writer.compressed(bad))
    #expect(error?.place == .inflated(8, element: 128))
  }

  @Test func aZlibBombIsRefusedBeforeItIsInflated() {
    let bomb = writer.element(.matrix, [UInt8](repeating: 0, count: 41 << 20))
    var bytes: [UInt8] = []
    let making = processorSeconds { bytes = writer.header() + writer.compressed(bomb) }
    let refusing = processorSeconds { #expect(refusal(bytes)?.code == .tooLarge) }
    #expect(refusing < making / 20, "made in \(making) s, refused in \(refusing) s")
  }

  @Test func bombsThatAddUpAreRefused() {
    let flags = MatlabWriter().array(.double, [1, 1], name: "x", [])
    let bomb = writer.element(.matrix, flags.dropFirst(8) + [UInt8](repeating: 0, count: 12 << 20))
    let compressed = writer.compressed(bomb)
    #expect(refusal(writer.header() + compressed + compressed)?.code == .missingVariable)
    let four = writer.header() + compressed + compressed + compressed + compressed
    #expect(refusal(four)?.code == .tooLarge)
  }

  @Test func aTagThatPromisesMoreThanAStreamCanHoldIsRefused() {
    var element = MatlabFixture(isCompressed: false).cells[0]
    element[6] = 0xFF
    #expect(refusal(writer.header() + writer.compressed(element))?.code == .malformed)
    element[6] = 0
    element[4] &-= 64
    #expect(refusal(writer.header() + writer.compressed(element))?.code == .malformed)
  }

  @Test func hugeAndNegativeDimensionsAreRefused() {
    let sizes: [[Int]] = [
      [3, Int(Int32.max)], [Int(Int32.max), Int(Int32.max), Int(Int32.max)], [3, -1],
      [1 << 30, 1 << 30, 8, 0],
    ]
    for dimensions in sizes {
      let cell = writer.array(.double, dimensions, writer.element(.double, []))
      let mixout = writer.cells([cell, cell], name: "mixout")
      #expect(MatlabFixture(mixout: mixout).failure != nil, "\(dimensions)")
      let cells = writer.array(.cell, [1, dimensions[1]], name: "mixout", [])
      #expect(MatlabFixture(mixout: cells).failure != nil, "\(dimensions)")
    }
  }

  @Test func bytesThatWouldBecomeTooManyDoublesAreRefused() {
    let count = 6 << 20
    let data = [UInt8](repeating: 1, count: count)
    let cell = writer.array(.uint8, [3, count / 3], writer.element(.uint8, data))
    let mixout = writer.cells([cell, cell], name: "mixout")
    #expect(MatlabFixture(isCompressed: true, mixout: mixout).failure?.code == .tooLarge)
  }

  @Test func aMillionCellsAreRefusedUnread() {
    let cell = writer.element(.matrix, [])
    let cells = writer.array(
      .cell, [1, 1 << 20], name: "mixout", Array(repeatElement(cell, count: 1 << 20).joined()))
    #expect(MatlabFixture(isCompressed: true, mixout: cells).failure?.code == .tooLarge)
  }

  private func refusal(_ bytes: [UInt8]) -> DatasetError? {
    failure { () throws(DatasetError) in
      let dataset = try Samples.read(bytes)
      _ = try? TrajectorySet.make(from: dataset)
    }
  }
}
