@testable import Datasets

/// A MATLAB file of two sequences, each part of which a test can replace.
struct MatlabFixture {
  var writer = MatlabWriter()
  var isCompressed = false
  var mixout: [UInt8]?
  var key: [UInt8]?
  var charlabels: [UInt8]?
  var consts: [UInt8]?

  /// Cells of 3x9 numbers, of which none is zero.
  var cells: [[UInt8]] {
    [0.5, 1.5].map { first in
      writer.doubles((0..<27).map { first + Double($0) }, [3, 9])
    }
  }

  var dataset: RawDataset {
    let letters = ["b", "a"]
    return RawDataset(
      name: "small.mat",
      sequences: zip([0.5, 1.5], letters).map { first, letter in
        RawSequence(values: (0..<27).map { first + Double($0) }, label: letter)
      })
  }

  var bytes: [UInt8] {
    let variables = [mixout ?? writer.cells(cells, name: "mixout"), consts ?? structure]
    return writer.header()
      + variables.flatMap { isCompressed ? writer.compressed($0) : $0 }
  }

  private var structure: [UInt8] {
    writer.structure(
      [
        ("other", writer.text("not looked at")),
        ("key", key ?? writer.cells([writer.text("a"), writer.text("b")])),
        ("charlabels", charlabels ?? writer.doubles([2, 1], [1, 2])),
      ], name: "consts")
  }

  /// The error that reading it gives.
  var failure: DatasetError? {
    DatasetsTests.failure { () throws(DatasetError) in _ = try Samples.read(bytes) }
  }
}
