import CZlib

/// Writes the elements of a MATLAB level-5 file, in the order and with the padding of MATLAB's own.
///
/// Source: The MathWorks, "MAT-File Format" (level 5).
struct MatlabWriter: Sendable {
  /// Whether numbers are stored least significant byte first.
  var isLittleEndian = true

  /// The header of 128 bytes. It holds no date, so that equal content is equal bytes.
  func header() -> [UInt8] {
    let text = Array("MATLAB 5.0 MAT-file, written by sweep".utf8)
    let mark = Array((isLittleEndian ? "IM" : "MI").utf8)
    return text + [UInt8](repeating: 0x20, count: 116 - text.count)
      + [UInt8](repeating: 0, count: 8) + digits(UInt16(0x0100)) + mark
  }

  /// An element: a tag of 8 bytes, or 4 where the data fit beside it, data, padding to 8 bytes.
  func element(_ type: MatlabType, _ data: [UInt8]) -> [UInt8] {
    guard type == .matrix || data.isEmpty || data.count > 4 else { return small(type, data) }
    let padding = [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
    return digits(type.rawValue) + digits(UInt32(data.count)) + data + padding
  }

  /// An array: flags, dimensions and name, then `content`, which is elements.
  func array(
    _ kind: MatlabClass, _ dimensions: [Int], name: String = "", _ content: [UInt8]
  ) -> [UInt8] {
    let flags = element(.uint32, digits(UInt32(kind.rawValue)) + digits(UInt32(0)))
    let sizes = element(.int32, dimensions.flatMap { digits(Int32($0)) })
    return element(.matrix, flags + sizes + element(.int8, Array(name.utf8)) + content)
  }

  /// An array of doubles, first dimension fastest.
  func doubles(_ numbers: [Double], _ dimensions: [Int], name: String = "") -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity(8 * numbers.count)
    for number in numbers {
      let word = isLittleEndian ? number.bitPattern.littleEndian : number.bitPattern.bigEndian
      withUnsafeBytes(of: word) { data.append(contentsOf: $0) }
    }
    return array(.double, dimensions, name: name, element(.double, data))
  }

  /// A row of characters.
  func text(_ text: String, name: String = "") -> [UInt8] {
    let units = Array(text.utf16)
    return array(
      .text, [1, units.count], name: name, element(.uint16, units.flatMap { digits($0) }))
  }

  /// A row of arrays.
  func cells(_ cells: [[UInt8]], name: String = "") -> [UInt8] {
    array(.cell, [1, cells.count], name: name, Array(cells.joined()))
  }

  /// A 1x1 structure.
  func structure(_ fields: [(name: String, value: [UInt8])], name: String) -> [UInt8] {
    let width = 32
    let names = fields.flatMap { field in
      Array(field.name.utf8) + [UInt8](repeating: 0, count: width - field.name.utf8.count)
    }
    let content = element(.int32, digits(Int32(width))) + element(.int8, names)
    return array(.structure, [1, 1], name: name, content + fields.flatMap(\.value))
  }

  /// An element that holds another one, compressed by zlib at its default level; not padded.
  func compressed(_ element: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(element.count))
    var data = [UInt8](repeating: 0, count: Int(size))
    let status = compress(&data, &size, element, UInt(element.count))
    precondition(status == Z_OK, "zlib: compress gives \(status) though its bound is kept")
    return digits(MatlabType.compressed.rawValue) + digits(UInt32(size)) + data[..<Int(size)]
  }

  /// A number's bytes in the file's order.
  func digits<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: isLittleEndian ? number.littleEndian : number.bigEndian, Array.init)
  }

  private func small(_ type: MatlabType, _ data: [UInt8]) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: 4 - data.count)
    return digits(UInt32(data.count) << 16 | type.rawValue) + data + padding
  }
}
