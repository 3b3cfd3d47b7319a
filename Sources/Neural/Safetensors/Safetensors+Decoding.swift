import Foundation

extension Safetensors {
  /// The longest header that is read, in bytes: room for 100,000 tensors. The format allows
  /// 100,000,000, which would take several times that in memory before the first number is read.
  static let longestHeader = 16 << 20

  /// Reads a file's bytes.
  ///
  /// Strict: the header is JSON with the format's keys only, no key stands twice, every tensor
  /// begins where the one before ends, sizes agree with shapes, and the last ends with the file.
  /// All of that is checked before memory is taken for data.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: What the file is called in errors.
  /// - Throws: ``SafetensorsError``, the first thing that is wrong.
  public init(
    decoding bytes: UnsafeRawBufferPointer, file: String
  ) throws(SafetensorsError) {
    let dataBegin = try Self.headerEnd(bytes, file)
    var scanner = SafetensorsScanner(bytes: bytes, range: 8..<dataBegin, file: file)
    var header = try scanner.header()
    try header.checkLayout(dataBytes: bytes.count - dataBegin, file)
    header.entries.sort { Self.precedes($0.name, $1.name) }
    metadata = header.metadata
    tensors = header.entries.map {
      Tensor($0, UnsafeRawBufferPointer(rebasing: bytes[dataBegin...]))
    }
  }

  /// Reads a file's bytes; as ``init(decoding:file:)-(UnsafeRawBufferPointer,_)``.
  ///
  /// - Throws: ``SafetensorsError``, the first thing that is wrong.
  public init(decoding bytes: [UInt8], file: String) throws(SafetensorsError) {
    self = try bytes.withUnsafeBytes { bytes in
      Result { () throws(SafetensorsError) in try Safetensors(decoding: bytes, file: file) }
    }.get()
  }

  /// Reads a file's bytes; as ``init(decoding:file:)-(UnsafeRawBufferPointer,_)``.
  ///
  /// - Throws: ``SafetensorsError``, the first thing that is wrong.
  public init(decoding bytes: Data, file: String) throws(SafetensorsError) {
    self = try bytes.withUnsafeBytes { bytes in
      Result { () throws(SafetensorsError) in try Safetensors(decoding: bytes, file: file) }
    }.get()
  }

  /// Where the header ends and the data begin.
  private static func headerEnd(
    _ bytes: UnsafeRawBufferPointer, _ file: String
  ) throws(SafetensorsError) -> Int {
    guard bytes.count >= 8 else {
      throw SafetensorsError(
        .tooShort, file, .byte(bytes.count), found: "\(bytes.count) bytes",
        expected: "8 bytes at least")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(longestHeader) else {
      throw SafetensorsError(
        .headerTooLong, file, .byte(0), found: "\(length) bytes",
        expected: "\(longestHeader) at most")
    }
    guard Int(length) <= bytes.count - 8 else {
      throw SafetensorsError(
        .headerCutOff, file, .byte(0), found: "\(length) bytes",
        expected: "\(bytes.count - 8) at most, for the file ends there")
    }
    return 8 + Int(length)
  }
}

extension Safetensors.Tensor {
  /// Copies a tensor that was checked out of the data.
  fileprivate init(_ entry: SafetensorsEntry, _ data: UnsafeRawBufferPointer) {
    let source = UnsafeRawBufferPointer(rebasing: data[entry.begin..<entry.end])
    // Of no capacity, the count would be written to the array that all empty ones share.
    if source.isEmpty {
      self.init(name: entry.name, shape: entry.shape, values: [])
      return
    }
    let values = [Float](unsafeUninitializedCapacity: source.count / 4) { floats, count in
      let target = UnsafeMutableRawBufferPointer(floats)
      target.copyMemory(from: source)
      Safetensors.makeLittleEndian(target)
      count = source.count / 4
    }
    self.init(name: entry.name, shape: entry.shape, values: values)
  }
}
