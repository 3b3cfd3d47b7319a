extension Safetensors {
  /// The file's bytes; equal contents give equal bytes.
  ///
  /// Keys stand in the order of their UTF-8 bytes, data in the order of names, little-endian, from
  /// a multiple of 8 on.
  public func encoded() -> [UInt8] {
    Self.encode(metadata, tensors.map { ($0.name, $0.shape) }) { index, target in
      tensors[index].values.withUnsafeBytes { target.copyMemory(from: $0) }
    }
  }

  /// The same bytes as ``encoded()``, from numbers where they lie.
  ///
  /// - Parameters:
  ///   - metadata: Free text by key.
  ///   - tensors: In any order; the memory is read during the call only.
  /// - Precondition: Names differ, none is `__metadata__`, shapes and counts agree.
  public static func encode(
    metadata: [String: String],
    tensors: [(name: String, shape: [Int], values: UnsafeBufferPointer<Float>)]
  ) -> [UInt8] {
    for tensor in tensors { require(tensor.shape, holds: tensor.values.count, tensor.name) }
    requireNames(tensors.map(\.name))
    let sorted = tensors.sorted { precedes($0.name, $1.name) }
    return encode(metadata, sorted.map { ($0.name, $0.shape) }) { index, target in
      target.copyMemory(from: UnsafeRawBufferPointer(sorted[index].values))
    }
  }

  /// Lays out tensors in the order given; `fill` writes each one's elements as they are in memory.
  private static func encode(
    _ metadata: [String: String], _ tensors: [(name: String, shape: [Int])],
    fill: (_ index: Int, _ target: UnsafeMutableRawBufferPointer) -> Void
  ) -> [UInt8] {
    let sizes = tensors.map { MemoryLayout<Float>.stride * (elements(of: $0.shape) ?? 0) }
    let header = header(metadata, tensors, sizes)
    let total = header.count + sizes.reduce(0, +)
    return [UInt8](unsafeUninitializedCapacity: total) { bytes, count in
      let file = UnsafeMutableRawBufferPointer(bytes)
      file.copyBytes(from: header)
      var end = header.count
      for (index, size) in sizes.enumerated() {
        let target = UnsafeMutableRawBufferPointer(rebasing: file[end..<end + size])
        fill(index, target)
        makeLittleEndian(target)
        end += size
      }
      count = total
    }
  }

  /// Length, JSON and padding.
  private static func header(
    _ metadata: [String: String], _ tensors: [(name: String, shape: [Int])], _ sizes: [Int]
  ) -> [UInt8] {
    var members: [(key: String, value: String)] = []
    if !metadata.isEmpty { members.append((metadataKey, json(metadata))) }
    var begin = 0
    for (tensor, size) in zip(tensors, sizes) {
      members.append((tensor.name, json(tensor.shape, begin..<begin + size)))
      begin += size
    }
    members.sort { precedes($0.key, $1.key) }
    var text = Array(object(members).utf8)
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8))
    return withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
  }

  private static func json(_ metadata: [String: String]) -> String {
    let sorted = metadata.sorted { precedes($0.key, $1.key) }
    return object(sorted.map { ($0.key, quoted($0.value)) })
  }

  private static func json(_ shape: [Int], _ offsets: Range<Int>) -> String {
    let axes = shape.map(String.init).joined(separator: ",")
    return
      #"{"data_offsets":[\#(offsets.lowerBound),\#(offsets.upperBound)],"#
      + #""dtype":"F32","shape":[\#(axes)]}"#
  }

  private static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { quoted($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
  }

  /// A JSON string; only what must be escaped is.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\0"..<"\u{10}": quoted += "\\u000" + String(scalar.value, radix: 16)
      case "\u{10}"..<" ": quoted += "\\u00" + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Turns elements between the processor's order of bytes and the file's; each is its own inverse.
  static func makeLittleEndian(_ bytes: UnsafeMutableRawBufferPointer) {
    #if _endian(big)
      for offset in stride(from: 0, to: bytes.count, by: 4) {
        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        bytes.storeBytes(of: bits.byteSwapped, toByteOffset: offset, as: UInt32.self)
      }
    #endif
  }
}
