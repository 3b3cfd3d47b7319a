import Testing

@testable import Datasets

/// What becomes of a file's numbers: kinds, channels, and the fingerprint of both.
@Suite(.timeLimit(.minutes(60))) struct DatasetFormTests {
  private let pen = Samples.dataset(lengths: [21, 30], letters: ["a", "b"])
  private let four = RawDataset(
    name: "four", channels: ["1", "2", "3", "4"],
    sequences: [
      RawSequence(values: (0..<40).map { Double($0 % 4 + 1) }, channels: 4, label: "a")
    ])

  private func make(_ raw: RawDataset, _ kind: DatasetKind?, _ channels: [String]? = nil) throws
    -> TrajectorySet
  {
    try TrajectorySet.make(from: raw, as: DatasetForm(kind: kind, channels: channels))
  }

  @Test func thePensFormIsTheDefault() throws {
    let usual = try TrajectorySet.make(from: pen)
    #expect(usual.kind == .movement && usual.channels == ["x", "y"])
    for channels in [["x", "y"], ["1", "2"], ["x", "2"]] {
      #expect(try make(pen, .movement, channels) == usual)
    }
    #expect(try make(pen, nil) == usual)
  }

  @Test func forceIsSummedUpLikeXAndY() throws {
    let three = try make(pen, .movement, ["x", "y", "force"]).trajectories[0]
    let two = try TrajectorySet.make(from: pen).trajectories[0]
    #expect(three.length == two.length)
    for step in 0..<two.length {
      #expect(
        Array(three.values[3 * step..<3 * step + 2])
          == Array(two.values[2 * step..<2 * step + 2]))
    }
    // The movement begins at the third sample.
    let force = Float(pen.sequences[0].values[3 * 3 + 2])
    #expect(three.values[2] == 0 && abs(three.values[5] - force) < 1e-6 && force != 0)
  }

  @Test func channelsComeInTheOrderAskedFor() throws {
    let set = try make(four, .raw, ["4", "1"])
    #expect(set.channels == ["4", "1"])
    #expect(Array(set.trajectories[0].values[..<4]) == [4, 1, 4, 1])
    let summed = try make(four, .movement, ["2"]).trajectories[0]
    #expect(summed.values == [0, 2, 4, 6, 8, 10, 12, 14])
  }

  @Test func rawValuesKeepTheirRestAndAreFilledUpWithZeros() throws {
    let set = try make(four, .raw)
    #expect(set.trajectories[0].length == 16)
    let rows = Array(repeating: [1, 2, 3, 4] as [Float], count: 10).joined()
    #expect(set.trajectories[0].values == rows + [Float](repeating: 0, count: 24))
    let still = RawDataset(
      name: "still", channels: ["1"],
      sequences: [RawSequence(values: [0, 0, 5], channels: 1, label: "a")])
    #expect(try make(still, .raw).trajectories[0].values == [0, 0, 5, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [(1, 8), (8, 8), (9, 16), (176, 176), (177, 176), (5000, 176)])
  func rawLengthsAreRoundedUpAndCut(samples: Int, length: Int) throws {
    let values = Array(repeating: 1.0, count: samples)
    let raw = RawDataset(
      name: "x", channels: ["1"],
      sequences: [RawSequence(values: values, channels: 1, label: "")])
    let set = try make(raw, nil)
    #expect(set.kind == .raw && set.trajectories[0].length == length)
    #expect(set.cut == (samples > 176 ? 1 : 0) && set.longestSamples == samples)
  }

  @Test func aValueBeyondSinglePrecisionIsADataError() throws {
    let raw = RawDataset(
      name: "x", channels: ["1"],
      sequences: [RawSequence(values: [1, 1e39], channels: 1, label: "a")])
    let error = failure { () throws(DatasetError) in
      _ = try TrajectorySet.make(from: raw, as: DatasetForm(kind: .raw))
    }
    #expect(error?.code == .notFinite && error?.found.hasSuffix("at sample 2") == true)
  }

  @Test(arguments: [["z"], ["5"], ["0"], ["1", "1"], [], ["x"], [""]])
  func channelsThatAreNotThereOrComeTwiceAreRefused(_ names: [String]) {
    let error = failure { () throws(DatasetError) in
      _ = try TrajectorySet.make(from: four, as: DatasetForm(kind: .raw, channels: names))
    }
    #expect(error?.code == .unknownChannel)
    #expect(error?.description.hasPrefix("four: channels: found ") == true)
  }

  @Test func aMovementOfOtherChannelsThanAPensHasToNameThem() throws {
    let error = failure { () throws(DatasetError) in _ = try TrajectorySet.make(from: four) }
    #expect(error?.code == .wrongShape && error?.expected.contains("kind raw") == true)
    #expect(try make(four, .movement, ["1", "2"]).channels == ["1", "2"])
  }

  @Test func theFingerprintIsOfKindAndChannelsToo() throws {
    let sets = [
      try make(pen, .movement), try make(pen, .raw), try make(pen, .raw, ["x", "y"]),
      try make(pen, .raw, ["y", "x"]), try make(pen, .movement, ["x"]),
      try make(pen, .movement, ["x", "y", "force"]),
    ]
    #expect(Set(sets.map(\.fingerprint)).count == sets.count)
    let values = [Trajectory(values: [1, 2], length: 1, label: "a")]
    let named = [["x", "y"], ["y", "x"], ["1", "2"]].map {
      TrajectorySet(name: "x", channels: $0, trajectories: values).fingerprint
    }
    #expect(Set(named).count == 3)
  }

  /// Python, with t(s) = struct.pack("<Q", len(s)) + s: hashlib.sha256(b"sweep trajectories 2\n" +
  /// t(b"raw") + struct.pack("<Q", 1) + t(b"1") + struct.pack("<Q", 1) + t(b"a") +
  /// struct.pack("<Q2f", 2, 0.5, -2)).hexdigest()
  @Test func theFingerprintOfOtherDataIsThatOfTheDocumentedBytes() {
    let set = TrajectorySet(
      name: "x", kind: .raw, channels: ["1"],
      trajectories: [Trajectory(values: [0.5, -2], length: 2, label: "a")])
    #expect(
      set.fingerprint == "ecd53d8712d0fde01c4005b181b790acfbf0ed8b6a61efc5218d8a4ff60ff24b")
  }

  @Test func onlyAPensDataIsWrittenAsMatlab() {
    let error = failure { () throws(DatasetError) in _ = try four.matlabBytes() }
    #expect(error?.code == .wrongShape)
  }
}
