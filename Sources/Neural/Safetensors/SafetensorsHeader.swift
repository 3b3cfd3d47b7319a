/// What a header says, before its layout is checked.
struct SafetensorsHeader {
  var metadata: [String: String] = [:]
  var entries: [SafetensorsEntry] = []

  /// Checks that the tensors fill the data without gap or overlap; leaves them sorted by offset.
  mutating func checkLayout(dataBytes: Int, _ file: String) throws(SafetensorsError) {
    entries.sort { ($0.begin, $0.end) < ($1.begin, $1.end) }
    var last = 0
    for entry in entries {
      try entry.check(after: last, file)
      last = entry.end
    }
    guard last == dataBytes else {
      throw SafetensorsError(
        last < dataBytes ? .trailingBytes : .dataCutOff, file,
        entries.last.map { .tensor($0.name) } ?? .byte(8),
        found: "\(dataBytes) bytes of data", expected: "\(last)")
    }
  }
}

/// What a header says of one tensor. Offsets are in bytes from where the data begin.
struct SafetensorsEntry {
  let name: String
  let shape: [Int]
  let begin: Int
  let end: Int

  /// Checks the place after a tensor that ends at `last`, and the size against the shape.
  func check(after last: Int, _ file: String) throws(SafetensorsError) {
    guard begin == last else {
      throw SafetensorsError(
        begin < last ? .overlap : .gap, file, .tensor(name), found: "\(begin)", expected: "\(last)")
    }
    guard end >= begin else {
      throw SafetensorsError(
        .endBeforeBegin, file, .tensor(name), found: "\(end)", expected: "\(begin) at least")
    }
    guard let elements = Safetensors.elements(of: shape),
      case (let size, let overflow) = elements.multipliedReportingOverflow(by: 4), !overflow
    else {
      throw SafetensorsError(
        .shapeTooLarge, file, .tensor(name), found: "\(shape)",
        expected: "a size in bytes below 2^63")
    }
    guard size == end - begin else {
      throw SafetensorsError(
        .sizeMismatch, file, .tensor(name), found: "\(end - begin) bytes",
        expected: "\(size) bytes for shape \(shape)")
    }
  }
}
