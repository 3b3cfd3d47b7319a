extension TrajectorySet {
  /// Reads a data file and makes of it what the networks see.
  ///
  /// - Parameter path: A `.mat` file, or the `_TRAIN.ts` of a UEA pair.
  /// - Throws: ``DatasetError`` with the file and the place.
  public static func load(path: String) throws(DatasetError) -> TrajectorySet {
    try make(from: try RawDataset.load(path: path), file: path)
  }

  /// Makes of recorded movements what the networks see; order and labels stay. What is too long is
  /// cut, and counted in ``cut``.
  ///
  /// - Throws: ``DatasetError`` naming the data set and the sequence, counted from 1: `.empty`,
  ///   `.tooShort` for a movement under 8 samples, `.notFinite` for one beyond single precision.
  public static func make(from raw: RawDataset) throws(DatasetError) -> TrajectorySet {
    try make(from: raw, file: raw.name)
  }

  private static func make(
    from raw: RawDataset, file: String
  ) throws(DatasetError) -> TrajectorySet {
    guard !raw.sequences.isEmpty else {
      throw DatasetError(
        .empty, file: file, place: .whole, found: "no sequences", expected: "one or more")
    }
    var trajectories: [Trajectory] = []
    for (index, sequence) in raw.sequences.enumerated() {
      do {
        trajectories.append(try Trajectory(of: sequence))
      } catch {
        throw refusal(error, of: index, file)
      }
    }
    return TrajectorySet(
      name: raw.name, trajectories: trajectories,
      movements: raw.sequences.map { Trajectory.movement($0).count })
  }

  private static func refusal(
    _ fault: Trajectory.Fault, of index: Int, _ file: String
  ) -> DatasetError {
    let place = DatasetError.Place.part("sequence \(index + 1)")
    switch fault {
    case .tooShort(let samples):
      return DatasetError(
        .tooShort, file: file, place: place, found: "a movement of \(samples) samples",
        expected: "\(Trajectory.granularity) or more between the zeros at its ends")
    case .notFinite(let step):
      return DatasetError(
        .notFinite, file: file, place: place,
        found: "a position beyond single precision at sample \(step + 1)",
        expected: "finite positions")
    }
  }
}
