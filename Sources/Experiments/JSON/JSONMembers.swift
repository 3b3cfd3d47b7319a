/// The members of an object being read: the first of each key.
///
/// Keys are compared by their bytes. A few are looked through; for many there is an index, so that
/// an object of many keys is read in linear time too.
struct JSONMembers {
  private(set) var all: [JSONNode.Member] = []
  private var index: [[UInt8]: Int] = [:]
  private static let few = 16

  /// Adds a member, or tells where its key stood first.
  mutating func insert(_ member: JSONNode.Member) -> TextPlace? {
    if let first = position(of: member.key) { return all[first].place }
    all.append(member)
    if all.count == Self.few { makeIndex() }
    if all.count > Self.few { index[Array(member.key.utf8)] = all.count - 1 }
    return nil
  }

  private func position(of key: String) -> Int? {
    guard all.count < Self.few else { return index[Array(key.utf8)] }
    return all.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private mutating func makeIndex() {
    for (position, member) in all.enumerated() { index[Array(member.key.utf8)] = position }
  }
}
