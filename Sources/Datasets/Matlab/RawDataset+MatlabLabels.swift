extension RawDataset {
  /// The letter of each of `count` sequences, from `consts.key` and `consts.charlabels`.
  ///
  /// - Throws: ``DatasetError``: `.missingVariable`, `.wrongShape`, `.labelCount`, `.badLabel`.
  static func letters(_ consts: MatlabArray, count: Int) throws(DatasetError) -> [String] {
    guard consts.kind == .structure, consts.count == 1 else {
      throw consts.error(.wrongShape, in: "consts", expected: "a 1x1 structure")
    }
    let keys = try keys(try field("key", of: consts))
    let labels = try field("charlabels", of: consts)
    guard labels.kind.isNumeric, labels.isVector || labels.count == 0 else {
      throw labels.error(.wrongShape, in: "consts.charlabels", expected: "a row of numbers")
    }
    guard labels.count == count else {
      throw labels.error(
        .labelCount, in: "consts.charlabels", found: "\(labels.count) labels",
        expected: "\(count), one for each cell of mixout")
    }
    return try letters(try labels.numbers(), keys, labels)
  }

  private static func letters(
    _ numbers: [Double], _ keys: [String], _ labels: MatlabArray
  ) throws(DatasetError) -> [String] {
    var letters: [String] = []
    for (index, number) in numbers.enumerated() {
      guard let label = Int(exactly: number), keys.indices.contains(label - 1) else {
        throw labels.error(
          .badLabel, in: "consts.charlabels(\(index + 1))", found: "\(number)",
          expected: "a number from 1 to \(keys.count), that of a letter in consts.key")
      }
      letters.append(keys[label - 1])
    }
    return letters
  }

  private static func keys(_ key: MatlabArray) throws(DatasetError) -> [String] {
    guard key.kind == .cell, key.isVector || key.count == 0 else {
      throw key.error(.wrongShape, in: "consts.key", expected: "a row of cells")
    }
    var cells = try key.cells()
    var keys: [String] = []
    for index in 1...max(cells.count, 1) where cells.count > 0 {
      keys.append(try letter(try cells.next(), "consts.key{\(index)}"))
    }
    return keys
  }

  private static func letter(
    _ cell: MatlabArray, _ part: String
  ) throws(DatasetError) -> String {
    guard cell.kind == .text else {
      throw cell.error(.wrongShape, in: part, expected: "text")
    }
    let letter = try cell.text()
    guard Label.isValid(letter) else {
      throw cell.error(.badLabel, in: part, found: letter.quoted, expected: "a letter")
    }
    return letter
  }

  private static func field(
    _ name: String, of consts: MatlabArray
  ) throws(DatasetError) -> MatlabArray {
    guard let field = try consts.field(name) else {
      throw consts.error(
        .missingVariable, in: "consts.\(name)", found: "no such field",
        expected: "fields key and charlabels")
    }
    return field
  }
}
