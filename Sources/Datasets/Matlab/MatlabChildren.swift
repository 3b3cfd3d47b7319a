/// The arrays within a cell array or a structure, one after another.
///
/// They are handed out one at a time: a cell takes 8 bytes of a file and more in memory.
struct MatlabChildren {
  /// How many there are.
  let count: Int
  private let parent: MatlabArray
  private var offset: Int

  /// - Throws: ``DatasetError`` `.malformed` where there cannot be `count` within `parent`.
  init(of parent: MatlabArray, count: Int, from offset: Int) throws(DatasetError) {
    guard count <= (parent.body.upperBound - offset) / 8 else {
      throw parent.error(
        .malformed, found: "\(parent.body.upperBound - offset) bytes",
        expected: "\(count) arrays of 8 bytes or more")
    }
    self.count = count
    self.parent = parent
    self.offset = offset
  }

  /// The next one; to be asked for at most `count` times.
  ///
  /// - Throws: ``DatasetError`` where it is no array.
  mutating func next() throws(DatasetError) -> MatlabArray {
    let array = try MatlabArray(
      at: offset, before: parent.body.upperBound, of: parent.source)
    offset = min(array.next, parent.body.upperBound)
    return array
  }
}

extension MatlabArray {
  /// The cells of a cell array, first dimension fastest.
  ///
  /// - Throws: ``DatasetError`` `.wrongShape` where it is no cell array.
  func cells() throws(DatasetError) -> MatlabChildren {
    guard kind == .cell else {
      throw error(.wrongShape, found: summary, expected: "a cell array")
    }
    return try MatlabChildren(of: self, count: count, from: body.lowerBound)
  }

  /// The field `name` of a 1x1 structure; `nil` where there is none.
  ///
  /// - Throws: ``DatasetError`` `.wrongShape` where it is no 1x1 structure.
  func field(_ name: String) throws(DatasetError) -> MatlabArray? {
    guard kind == .structure, count == 1 else {
      throw error(.wrongShape, found: summary, expected: "a 1x1 structure")
    }
    let (names, start) = try fieldNames()
    var fields = try MatlabChildren(of: self, count: names.count, from: start)
    for candidate in names {
      let field = try fields.next()
      if candidate == name { return field }
    }
    return nil
  }

  /// The names of the fields and where the fields begin.
  private func fieldNames() throws(DatasetError) -> ([String], Int) {
    let width = try source.element(
      [.int32], "length of field names", at: body.lowerBound, before: body.upperBound)
    let names = try source.element(
      [.int8, .uint8, .utf8], "field names", at: width.next, before: body.upperBound)
    let size = width.data.count == 4 ? Int(source.word(at: width.data.lowerBound)) : 0
    guard (1...4096).contains(size), names.data.count % size == 0, names.data.count <= 1 << 16
    else {
      throw source.error(
        .malformed, at: width.offset, found: "\(names.data.count) bytes of names of \(size) each",
        expected: "whole names, of 65536 bytes in all or fewer")
    }
    let starts = stride(from: names.data.lowerBound, to: names.data.upperBound, by: size)
    let texts = starts.map { start in
      String(decoding: source.bytes[start..<start + size].prefix { $0 != 0 }, as: UTF8.self)
    }
    return (texts, names.next)
  }
}
