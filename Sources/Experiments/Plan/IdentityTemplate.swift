/// The canonical JSON of a configuration with a gap for its seed: runs that differ in nothing else
/// are told apart without writing it anew for each.
struct IdentityTemplate {
  private let head: [UInt8]
  private let tail: [UInt8]

  /// - Parameter configuration: Its seed means nothing.
  init(_ configuration: Configuration) {
    let (bytes, seed) = configuration.canonicalWithSeed { _ in false }
    head = Array(bytes[..<seed.lowerBound])
    tail = Array(bytes[seed.upperBound...])
  }

  /// The id of the configuration with this seed; that of ``Configuration/id``.
  func id(seed: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(head.count + tail.count + 20)
    bytes += head
    bytes += String(seed).utf8
    bytes += tail
    return Hexadecimal.identifier(bytes)
  }
}
