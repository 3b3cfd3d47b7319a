extension TrajectorySet {
  /// Reads a data file and makes of it what the networks see.
  ///
  /// - Parameters:
  ///   - path: A `.mat` file, or the `_TRAIN.ts` of a pair.
  ///   - form: What the numbers are and which channels count.
  /// - Throws: ``DatasetError`` with the file and the place.
  public static func load(
    path: String, as form: DatasetForm = .letters
  ) throws(DatasetError) -> TrajectorySet {
    let raw = try RawDataset.load(path: path, kind: form.kind ?? .movement)
    return try make(from: raw, as: form, file: path)
  }

  /// Makes of recorded sequences what the networks see; order and labels stay. What is too long is
  /// cut, and counted in ``cut``.
  ///
  /// - Throws: ``DatasetError`` naming the data set and the sequence, counted from 1: `.empty`,
  ///   `.tooShort` for a movement under 8 samples, `.notFinite` for a value beyond single
  ///   precision; or `.wrongShape` or `.unknownChannel` where the form does not fit.
  public static func make(
    from raw: RawDataset, as form: DatasetForm = .letters
  ) throws(DatasetError) -> TrajectorySet {
    try make(from: raw, as: form, file: raw.name)
  }

  private static func make(
    from raw: RawDataset, as form: DatasetForm, file: String
  ) throws(DatasetError) -> TrajectorySet {
    guard !raw.sequences.isEmpty else {
      throw DatasetError(
        .empty, file: file, place: .whole, found: "no sequences", expected: "one or more")
    }
    let kind = form.kind(of: raw)
    let places = try raw.places(of: form.channels, kind, file: file)
    var trajectories: [Trajectory] = []
    for (index, sequence) in raw.sequences.enumerated() {
      do {
        trajectories.append(try Trajectory(of: sequence, kind: kind, channels: places))
      } catch {
        throw refusal(error, of: index, file)
      }
    }
    return TrajectorySet(
      name: raw.name, kind: kind, channels: places.map { raw.channels[$0] },
      trajectories: trajectories, samples: raw.sequences.map { samples(of: $0, kind) },
      passedOver: raw.passedOver)
  }

  private static func samples(of sequence: RawSequence, _ kind: DatasetKind) -> Int {
    switch kind {
    case .movement: Trajectory.movement(sequence).count
    case .raw: sequence.length
    }
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
        found: "a value beyond single precision at sample \(step + 1)",
        expected: "finite values")
    }
  }
}
