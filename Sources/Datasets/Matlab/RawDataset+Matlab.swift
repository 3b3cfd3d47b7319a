extension RawDataset {
  /// Reads a file of the form of `mixoutALL_shifted.mat`.
  ///
  /// It holds `mixout`, a row or column of cells of 3xT numbers (velocities of x, y and pen force),
  /// and `consts` with `key`, cells of letters, and `charlabels`, for each cell of `mixout` a number
  /// from 1 that stands for a letter. First dimension fastest, 3xT is row-major `[T, 3]` already.
  ///
  /// - Throws: ``DatasetError`` with the byte or the cell.
  init(matlab file: InputFile) throws(DatasetError) {
    let variables = try MatlabFile(file).variables(["mixout", "consts"])
    guard let mixout = variables["mixout"], let consts = variables["consts"] else {
      preconditionFailure("MatlabFile.variables gives all that it is asked for")
    }
    let count = try Self.sequenceCount(mixout)
    let letters = try Self.letters(consts, count: count)
    self.init(
      name: file.name,
      sequences: try Self.sequences(mixout, letters))
  }

  private static func sequenceCount(_ mixout: MatlabArray) throws(DatasetError) -> Int {
    guard mixout.kind == .cell, mixout.isVector || mixout.count == 0 else {
      throw mixout.error(.wrongShape, in: "mixout", expected: "a row of cells")
    }
    guard mixout.count > 0 else {
      throw mixout.error(.empty, in: "mixout", expected: "one cell or more")
    }
    guard mixout.count <= mostSequences else {
      throw mixout.error(.tooLarge, in: "mixout", expected: "at most \(mostSequences) cells")
    }
    return mixout.count
  }

  private static func sequences(
    _ mixout: MatlabArray, _ letters: [String]
  ) throws(DatasetError) -> [RawSequence] {
    // As doubles they may take eight times what they have in the file.
    var budget = mostValues
    var cells = try mixout.cells()
    var sequences: [RawSequence] = []
    sequences.reserveCapacity(cells.count)
    for (index, letter) in letters.enumerated() {
      let part = "mixout{\(index + 1)}"
      let velocity = try velocity(try cells.next(), part, &budget)
      sequences.append(RawSequence(values: velocity, label: letter))
    }
    return sequences
  }

  private static func velocity(
    _ cell: MatlabArray, _ part: String, _ budget: inout Int
  ) throws(DatasetError) -> [Double] {
    guard cell.kind.isNumeric, cell.dimensions.count == 2, cell.dimensions[0] == 3 else {
      throw cell.error(.wrongShape, in: part, expected: "3xT numbers: x, y and pen force")
    }
    budget -= cell.count
    guard budget >= 0 else {
      throw cell.error(.tooLarge, in: part, expected: "at most \(mostValues) numbers in all")
    }
    let velocity = try cell.numbers()
    if let index = velocity.firstIndex(where: { !$0.isFinite }) {
      throw cell.error(
        .notFinite, in: "\(part)(\(index % 3 + 1),\(index / 3 + 1))",
        found: "\(velocity[index])", expected: "a finite number")
    }
    return velocity
  }
}
