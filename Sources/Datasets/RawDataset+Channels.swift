extension RawDataset {
  /// Whether the channels are those of a pen, as in the letters' files.
  var isPen: Bool { channels == Self.penChannels }

  /// The places of the channels that count, by names or numbers, or the usual ones of a kind.
  ///
  /// - Throws: ``DatasetError``: `.wrongShape` where none are named and the file is no pen's,
  ///   `.unknownChannel` for names that are not there or come twice.
  func places(
    of names: [String]?, _ kind: DatasetKind, file: String
  ) throws(DatasetError) -> [Int] {
    guard let names else { return try usualPlaces(kind, file) }
    var places: [Int] = []
    for name in names {
      guard let place = place(of: name), !places.contains(place) else {
        throw unknown(name.quoted, isTwice: place(of: name) != nil, file)
      }
      places.append(place)
    }
    guard !places.isEmpty else { throw unknown("no channel", isTwice: false, file) }
    return places
  }

  private func usualPlaces(_ kind: DatasetKind, _ file: String) throws(DatasetError) -> [Int] {
    switch kind {
    case .raw: return Array(channels.indices)
    case .movement:
      guard !isPen else { return [0, 1] }
      throw DatasetError(
        .wrongShape, file: file, place: .whole, found: words,
        expected: "3, a pen's velocities of x, y and force; other data is of kind raw")
    }
  }

  private func place(of name: String) -> Int? {
    channels.firstIndex(of: name)
      ?? Int(name).flatMap { channels.indices.contains($0 - 1) ? $0 - 1 : nil }
  }

  private func unknown(_ name: String, isTwice: Bool, _ file: String) -> DatasetError {
    DatasetError(
      .unknownChannel, file: file, place: .part("channels"),
      found: isTwice ? "\(name) twice" : name,
      expected: isTwice ? "each channel once" : "one or more of \(channels.joined(separator: ", "))"
    )
  }

  private var words: String { channels.count == 1 ? "1 channel" : "\(channels.count) channels" }
}
