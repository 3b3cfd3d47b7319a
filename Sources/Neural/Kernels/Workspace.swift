/// Scratch memory of a training step: handed out in order, taken back all at once.
///
/// The first steps allocate what the longest batch needs; after that a step allocates nothing.
public final class Workspace {
  /// The loops that work on this memory.
  public let kernels: Kernels
  private var chunks: [Buffer] = []
  private var current = 0
  private var used = 0
  private static let smallestChunk = 1 << 20

  /// An empty workspace.
  public init(kernels: Kernels = .best) {
    self.kernels = kernels
  }

  /// Bytes held so far.
  public var bytes: Int { chunks.reduce(0) { $0 + 4 * $1.count } }

  /// Takes back everything that was handed out.
  public func reset() {
    current = 0
    used = 0
  }

  /// Memory for `count` floats, not cleared, 64-byte aligned; valid until `reset`.
  func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let needed = (count + 2 * panel - 1) / panel * panel
    while current < chunks.count {
      if used + needed <= chunks[current].count {
        defer { used += needed }
        return chunks[current].pointer + used
      }
      current += 1
      used = 0
    }
    chunks.append(Buffer(count: max(needed, Self.smallestChunk)))
    used = needed
    return chunks[current].pointer
  }

  /// Memory for `count` floats, all zero.
  func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = allocate(count)
    memory.update(repeating: 0, count: count)
    return memory
  }
}
