/// Who has which line: a run keeps its own while it is on, and the next one takes the first that is
/// free.
struct BoardPlaces: Sendable {
  private var ids: [String?] = []

  /// Those that are on, in the lines' order.
  var entered: [String] { ids.compactMap { $0 } }

  mutating func enter(_ id: String) {
    guard !ids.contains(id) else { return }
    if let free = ids.firstIndex(of: nil) { ids[free] = id } else { ids.append(id) }
  }

  mutating func leave(_ id: String) {
    guard let place = ids.firstIndex(of: id) else { return }
    ids[place] = nil
    while let last = ids.last, last == nil { ids.removeLast() }
  }
}
