import CZlib
import Foundation
import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct MatlabRefusalTests {
  let writer = MatlabWriter()

  @Test func aMissingVariableIsNamed() {
    let lone = writer.header() + writer.cells(MatlabFixture().cells, name: "mixout")
    let error = refusal(lone)
    #expect(error?.code == .missingVariable)
    #expect(error?.description.contains("small.mat: found no variable consts") == true)
    #expect(refusal(writer.header())?.code == .missingVariable)
  }

  @Test func aMissingFieldIsNamed() {
    let consts = writer.structure(
      [("key", writer.cells([writer.text("a")]))], name: "consts")
    #expect(MatlabFixture(consts: consts).failure?.place == .part("consts.charlabels"))
  }

  @Test func aSecondVariableOfTheNameIsRefused() {
    let bytes = MatlabFixture().bytes + writer.cells(MatlabFixture().cells, name: "mixout")
    #expect(refusal(bytes)?.code == .malformed)
  }

  @Test func cellsOfAnotherShapeAreRefused() {
    let flat = writer.doubles([1, 2, 3, 4], [2, 2])
    let shapes: [([UInt8], String)] = [
      (writer.cells([MatlabFixture().cells[0], flat], name: "mixout"), "mixout{2}"),
      (writer.cells([writer.text("abc"), flat], name: "mixout"), "mixout{1}"),
      (writer.doubles([1, 2], [1, 2], name: "mixout"), "mixout"),
      (writer.array(.cell, [2, 2], name: "mixout", []), "mixout"),
    ]
    for (mixout, part) in shapes {
      let error = MatlabFixture(mixout: mixout).failure
      #expect(error?.code == .wrongShape)
      #expect(error?.place == .part(part))
    }
  }

  @Test func anEmptySetIsRefused() {
    let mixout = writer.array(.cell, [0, 0], name: "mixout", [])
    #expect(MatlabFixture(mixout: mixout).failure?.code == .empty)
  }

  @Test(arguments: [0.0, 3, 1.5, -1, .nan, .infinity, 1e300])
  func aLabelOutOfRangeIsRefused(label: Double) {
    let error = MatlabFixture(charlabels: writer.doubles([1, label], [1, 2])).failure
    #expect(error?.code == .badLabel)
    #expect(error?.place == .part("consts.charlabels(2)"))
  }

  @Test(arguments: [1, 3])
  func labelsAndCellsMustBeAsMany(count: Int) {
    let labels = writer.doubles([1, 2, 1].dropLast(3 - count), [1, count])
    let error = MatlabFixture(charlabels: labels).failure
    #expect(error?.code == .labelCount)
    #expect(error?.found == "\(count) labels")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aValueThatIsNotFiniteIsRefusedWithItsPlace(value: Double) {
    let cell = writer.doubles([1, 2, 3, 4, value, 6], [3, 2])
    let mixout = writer.cells([MatlabFixture().cells[0], cell], name: "mixout")
    let error = MatlabFixture(mixout: mixout).failure
    #expect(error?.code == .notFinite)
    #expect(error?.place == .part("mixout{2}(2,2)"))
  }

  @Test func complexNumbersAreRefused() {
    var cell = writer.doubles([1, 2, 3], [3, 1])
    cell[17] |= 0x08
    let mixout = writer.cells([cell, cell], name: "mixout")
    #expect(MatlabFixture(mixout: mixout).failure?.code == .unsupported)
  }

  @Test func lettersThatAreNoneAreRefused() {
    for text in ["", " ", "a\u{1B}[2J", String(repeating: "x", count: 65)] {
      let key = writer.cells([writer.text("a"), writer.text(text)])
      #expect(MatlabFixture(key: key).failure?.code == .badLabel, "\(text.debugDescription)")
    }
    let number = writer.cells([writer.doubles([1], [1, 1]), writer.text("b")])
    #expect(MatlabFixture(key: number).failure?.place == .part("consts.key{1}"))
    let loneSurrogate = writer.array(.text, [1, 1], writer.element(.uint16, [0, 0xD8]))
    let key = writer.cells([loneSurrogate, writer.text("b")])
    #expect(MatlabFixture(key: key).failure?.code == .malformed)
  }

  @Test func otherFormatsAreToldApart() {
    let v73 = Array("MATLAB 7.3 MAT-file, Platform: GLNXA64".utf8)
    let padded = v73 + [UInt8](repeating: 0x20, count: 124 - v73.count) + [0, 2] + Array("IM".utf8)
    let level4: [UInt8] = [0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 200)
    let cases: [([UInt8], String)] = [
      (padded, "HDF5"), ([0x89] + Array("HDF\r\n".utf8), "HDF5"), (level4, "MATLAB 4"),
      (Array("@problemName x\n@data\n".utf8), "text"), ([], "empty file"),
      (Array("PK\u{3}\u{4}".utf8), "ZIP"), ([UInt8](repeating: 0xFF, count: 300), "binary data"),
    ]
    for (bytes, word) in cases {
      #expect(refusal(bytes)?.code == .wrongFormat)
      #expect(refusal(bytes)?.found.contains(word) == true, "\(word)")
    }
  }

  @Test func aMissingFileAFolderAndAPipeAreRefused() throws {
    try withFolder { folder in
      #expect(load(folder + "/none.mat")?.code == .missingFile)
      #expect(load(folder + "/none.mat")?.file == folder + "/none.mat")
      #expect(load(folder)?.code == .unreadable)
      #expect(load("a\0b.mat")?.code == .missingFile)
      #expect(mkfifo(folder + "/pipe.mat", 0o600) == 0)
      #expect(load(folder + "/pipe.mat")?.code == .unreadable)
      try Data("some text".utf8).write(to: URL(fileURLWithPath: folder + "/readme"))
      #expect(load(folder + "/readme")?.code == .wrongFormat)
    }
  }

  private func load(_ path: String) -> DatasetError? {
    failure { () throws(DatasetError) in _ = try TrajectorySet.load(path: path) }
  }

  private func refusal(_ bytes: [UInt8]) -> DatasetError? {
    failure { () throws(DatasetError) in _ = try Samples.read(bytes) }
  }
}
