/// Named single-precision tensors and some text: what a safetensors file holds.
///
/// The form: eight bytes with the header's length `N` (little-endian), `N` bytes of JSON, the
/// tensors' data without gaps. Of the format's types only `F32` is known here.
///
/// Source: the format's description in the safetensors project's README,
/// https://github.com/huggingface/safetensors.
public struct Safetensors: Equatable, Sendable {
  /// Free text by key; in the file under `__metadata__`.
  public let metadata: [String: String]
  /// The tensors, sorted by the UTF-8 bytes of their names.
  public let tensors: [Tensor]

  /// The contents of a file yet to be written.
  ///
  /// - Precondition: Names differ, and none is `__metadata__`.
  public init(metadata: [String: String], tensors: [Tensor]) {
    self.metadata = metadata
    self.tensors = tensors.sorted { Self.precedes($0.name, $1.name) }
    Self.requireNames(tensors.map(\.name))
  }

  /// The tensor of this name; `nil` if there is none.
  public subscript(name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }

  /// One tensor. Equal bit by bit, so that NaN equals itself and 0 is not -0.
  public struct Tensor: Equatable, Sendable {
    /// What it is called: `encoder.conv1.weight`.
    public let name: String
    /// Its axes, slowest first; empty for a single number.
    public let shape: [Int]
    /// Its elements, row-major; any bit pattern, NaN and infinities too.
    public let values: [Float]

    /// A tensor.
    ///
    /// - Precondition: As many values as the shape has elements.
    public init(name: String, shape: [Int], values: [Float]) {
      Safetensors.require(shape, holds: values.count, name)
      self.name = name
      self.shape = shape
      self.values = values
    }

    /// Whether names, shapes and the bits of all values are the same.
    public static func == (one: Tensor, other: Tensor) -> Bool {
      one.name == other.name && one.shape == other.shape
        && one.values.elementsEqual(other.values) { $0.bitPattern == $1.bitPattern }
    }
  }
}

// Rules that reading and writing share.
extension Safetensors {
  static let metadataKey = "__metadata__"

  /// Order of bytes, which no locale and no Unicode version changes.
  static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Number of elements; `nil` for a negative axis or beyond what an `Int` counts.
  static func elements(of shape: [Int]) -> Int? {
    var product = 1
    for axis in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: axis)
      guard axis >= 0, !overflow else { return nil }
      product = next
    }
    return product
  }

  static func require(_ shape: [Int], holds count: Int, _ name: String) {
    precondition(
      elements(of: shape) == count, "Safetensors: \(name) of shape \(shape), \(count) values")
  }

  static func requireNames(_ names: [String]) {
    precondition(!names.contains(metadataKey), "Safetensors: a tensor named \(metadataKey)")
    precondition(Set(names).count == names.count, "Safetensors: two tensors of one name: \(names)")
  }
}
