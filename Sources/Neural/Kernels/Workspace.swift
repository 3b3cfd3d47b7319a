/// Scratch memory of a training step: handed out in order, taken back all at once.
///
/// The first steps allocate what the longest batch needs; after that a step allocates nothing.
public final class Workspace {
  /// The loops that work on this memory.
  public let kernels: Kernels
  private var chunks: [Buffer] = []
  private var used = 0
  private var handedOut = 0
  private static let smallestChunk = 1 << 20

  /// An empty workspace.
  public init(kernels: Kernels = .best) {
    self.kernels = kernels
  }

  /// Bytes held so far.
  public var bytes: Int { chunks.reduce(0) { $0 + 4 * $1.count } }

  /// Takes back everything that was handed out.
  ///
  /// A pass that did not fit into the one chunk of the pass before leaves one chunk of its size, so
  /// that memory grows to the longest batch's need and no further.
  public func reset() {
    if chunks.count > 1 {
      let needed = handedOut
      chunks.removeAll(keepingCapacity: true)
      chunks.append(Buffer(count: needed))
    }
    used = 0
    handedOut = 0
  }

  /// Memory for `count` floats, not cleared, 64-byte aligned; valid until `reset`.
  func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let needed = (count + 2 * panel - 1) / panel * panel
    if chunks.isEmpty || used + needed > chunks[chunks.count - 1].count {
      chunks.append(Buffer(count: max(needed, Self.smallestChunk)))
      used = 0
    }
    defer {
      used += needed
      handedOut += needed
    }
    return chunks[chunks.count - 1].pointer + used
  }

  /// A copy of some integers, valid as long.
  func integers(_ values: [Int]) -> UnsafePointer<Int> {
    let floats = values.count * MemoryLayout<Int>.stride / MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer(allocate(floats))
      .bindMemory(to: Int.self, capacity: values.count)
    for (index, value) in values.enumerated() { memory[index] = value }
    return UnsafePointer(memory)
  }

  /// Memory for `count` floats, all zero.
  func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = allocate(count)
    memory.update(repeating: 0, count: count)
    return memory
  }
}
