import CKernels

/// Single-precision memory that is allocated once, aligned for vectors, and freed with its owner.
public final class Buffer: @unchecked Sendable {
  // Unchecked: owned by one model, which one thread uses at a time.
  /// Number of floats.
  public let count: Int
  let pointer: UnsafeMutablePointer<Float>
  /// Bytes of a large page on most processors.
  private static let largePage = 1 << 21

  /// Memory for `count` floats, all zero.
  public init(count: Int) {
    self.count = count
    let bytes = (count + panel) * MemoryLayout<Float>.stride
    let isLarge = bytes >= Self.largePage
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? Self.largePage : 64)
    // Whole ones only: the rest of the last would be memory that nobody uses.
    if isLarge { kernels_wish_large_pages(raw, bytes / Self.largePage * Self.largePage) }
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    pointer = raw.assumingMemoryBound(to: Float.self)
  }

  deinit { pointer.deallocate() }

  /// The floats, to read or to write.
  public var floats: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }
}

extension Buffer {
  /// The first `shape.count` floats as data: a variable without gradient.
  public func variable(_ shape: Shape) -> Variable {
    precondition(shape.count <= count, "Buffer: \(count) floats as \(shape)")
    return Variable(value: Tensor(shape: shape, pointer: pointer), gradient: nil)
  }
}
