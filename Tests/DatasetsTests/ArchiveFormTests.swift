import Foundation
import Testing

@testable import Datasets

/// Pairs of `.ts` files in the forms that the UEA and UCR archives have and aeon writes.
@Suite(.timeLimit(.minutes(60))) struct ArchiveFormTests {
  /// A pair of one name.
  struct Pair {
    var name = "Motions"
    var header: [String]
    var train: [String]
    var test: [String]? = nil
    var testHeader: [String]? = nil

    func read<Result>(_ body: (String) throws -> Result) throws -> Result {
      var result: Result?
      try withFolder { folder in
        let (train, test) = (header + ["@data"] + train, (testHeader ?? header) + ["@data"])
        try write(train, to: "\(folder)/\(name)_TRAIN.ts")
        try write(test + (self.test ?? self.train), to: "\(folder)/\(name)_TEST.ts")
        result = try body("\(folder)/\(name)_TRAIN.ts")
      }
      return try #require(result)
    }

    func load(_ form: DatasetForm = DatasetForm(kind: .raw)) throws -> TrajectorySet {
      try read { try TrajectorySet.load(path: $0, as: form) }
    }

    func raw(_ kind: DatasetKind = .raw) throws -> RawDataset {
      try read { try RawDataset.load(path: $0, kind: kind) }
    }

    func error(_ form: DatasetForm = DatasetForm(kind: .raw)) throws -> DatasetError? {
      try read { path in
        failure { () throws(DatasetError) in _ = try TrajectorySet.load(path: path, as: form) }
      }
    }

    private func write(_ lines: [String], to path: String) throws {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  /// A case of so many channels; channel `c` has `c * 100 + t` at step `t`.
  static func values(_ channels: Int, _ steps: Int, fill: Int = 0, label: String? = nil) -> String {
    let lines = (0..<channels).map { channel in
      ((0..<steps).map { "\(channel * 100 + $0).5" } + Array(repeating: "NaN", count: fill))
        .joined(separator: ",")
    }
    return (lines + (label.map { [$0] } ?? [])).joined(separator: ":")
  }

  @Test func sixChannelsOfEqualLengthsAsBasicMotionsHasThem() throws {
    let motions = Pair(
      header: [
        "#The data was generated from students wearing a smart watch.", "#",
        "@problemName BasicMotions", "@timeStamps false", "@missing false", "@univariate false",
        "@dimensions 6", "@equalLength true", "@seriesLength 100",
        "@classLabel true Standing Running Walking Badminton",
      ],
      train: ["Standing", "Running"].map { Self.values(6, 100, label: $0) },
      test: [Self.values(6, 100, label: "Badminton")])
    let set = try motions.load()
    #expect(set.labels == ["Standing", "Running", "Badminton"])
    #expect(set.channels == ["1", "2", "3", "4", "5", "6"])
    #expect(set.trajectories.map(\.length) == [104, 104, 104])
    #expect(set.trajectories[0].values[..<7] == [0.5, 100.5, 200.5, 300.5, 400.5, 500.5, 1.5])
    #expect(set.trajectories[0].values.suffix(25) == [599.5] + Array(repeating: 0, count: 24))
    #expect(set.cut == 0 && set.passedOver.isEmpty)
  }

  @Test(arguments: [false, true])
  func twelveChannelsOfUnequalLengthsAsJapaneseVowelsHasThem(isFilled: Bool) throws {
    let lengths = [20, 7, 29]
    let vowels = Pair(
      header: [
        "@problemName JapaneseVowels", "@timeStamps false", "@missing \(isFilled)",
        "@univariate false", "@dimensions 12", "@equalLength false", "@seriesLength 29",
        "@classLabel true 1 2 3 4 5 6 7 8 9",
      ],
      train: lengths.map { Self.values(12, $0, fill: isFilled ? 29 - $0 : 0, label: "1") })
    let raw = try vowels.raw()
    #expect(raw.sequences.map(\.length) == lengths + lengths)
    #expect(raw.sequences.allSatisfy { $0.channels == 12 && $0.values.allSatisfy(\.isFinite) })
    let set = try vowels.load()
    #expect(set.trajectories.prefix(3).map(\.length) == [24, 8, 32])
    #expect(set.channels.count == 12)
    // A speaker's number is no letter.
    #expect(Set(set.labels) == ["1"])
  }

  @Test func oneChannelAsGunPointHasIt() throws {
    let points = Pair(
      header: [
        "@problemName GunPoint", "@timeStamps false", "@missing false", "@univariate true",
        "@equalLength true", "@seriesLength 150", "@classLabel true 1 2",
      ],
      train: ["-0.64788,-0.64199," + Self.values(1, 148, label: "2")])
    let set = try points.load()
    #expect(set.channels == ["1"] && set.labels == ["2", "2"])
    #expect(set.trajectories[0].length == 152)
    #expect(Array(set.trajectories[0].values[..<3]) == [-0.64788, -0.64199, 0.5])
  }

  // No @missing and no @dimensions, the file's name as the problem's, labels of NumPy's floats.
  @Test func whatAeonWritesIsRead() throws {
    let written = Pair(
      header: [
        "# a header of the", "# user's", "@problemName Covid_TRAIN.ts", "@timestamps false",
        "@univariate false", "@equalLength true", "@seriesLength 9",
        "@classLabel true -1.0 0.0 2.0",
      ],
      train: ["-1.0", "2.0"].map { Self.values(4, 9, label: $0) },
      test: [Self.values(4, 9, label: "2")])
    #expect(try written.load().labels == ["-1", "2", "2"])
    #expect(try written.load().channels == ["1", "2", "3", "4"])
  }

  @Test func threeChannelsAreAPensOnlyWhereTheyAreAMovement() throws {
    let pair = Pair(
      header: ["@dimensions 3", "@classLabel true 1 2"], train: [Self.values(3, 9, label: "2")])
    #expect(try pair.load().channels == ["1", "2", "3"] && pair.load().labels == ["2", "2"])
    #expect(try pair.raw(.movement).channels == RawDataset.penChannels)
    #expect(try pair.load(.letters).labels == ["b", "b"])
    #expect(try pair.load(DatasetForm(kind: nil)).kind == .movement)
  }

  @Test func onlyAWholeNumberLosesItsPoint() {
    let plain = ["2.0", "2.00", "-1.0", "2.5", "2.", "1.0.0", "a.0", "loop", ".0", ""]
    #expect(
      plain.map(Label.plain) == ["2", "2", "-1", "2.5", "2.", "1.0.0", "a.0", "loop", ".0", ""])
  }

  @Test(arguments: [
    (["@classLabel false"], ""), (["@classLabel false"], ":"), ([], ""), ([], ":"),
    (["@classLabel true None"], ":"),
  ])
  func withoutLabelsTheSplitIsByTheShuffledOrder(tag: [String], end: String) throws {
    let cases = (0..<10).map { Self.values(2, 8 + $0) + end }
    let set = try Pair(header: ["@univariate false"] + tag, train: cases).load()
    #expect(Set(set.labels) == [""])
    #expect(set.trajectories.count == 20 && set.channels == ["1", "2"])
    let split = Split.make(labels: set.labels, seed: 3)
    #expect(split.train.count == 16 && split.test.count == 4)
    #expect(Set(split.train + split.test) == Set(0..<20))
    #expect(Split.make(labels: set.labels, seed: 4) != split)
  }

  @Test func commentsMayBeginWithAPercentSignAnywhere() throws {
    let pair = Pair(
      header: ["% made from ARFF", "@univariate true", "  % indented", "@classLabel true a"],
      train: ["%1,2,3:a", Self.values(1, 8, label: "a")])
    #expect(try pair.load().trajectories.count == 2)
  }

  @Test func unknownTagsArePassedOverAndKeptForTheUser() throws {
    let pair = Pair(
      header: ["@licence CC BY 4.0", "@univariate true", "@classLabel true a", "@Licence", "@"],
      train: [Self.values(1, 8, label: "a")],
      testHeader: ["@univariate true", "@classLabel true a"])
    #expect(
      try pair.load().passedOver == [
        "\"@licence\" (Motions_TRAIN.ts, line 1)", "\"@Licence\" (Motions_TRAIN.ts, line 4)",
        "\"@\" (Motions_TRAIN.ts, line 5)",
      ])
  }

  @Test func ofUnknownTagsWithoutEndAFewAreKept() throws {
    let tags = (0..<1000).map { "@tag\($0)" }
    let pair = Pair(header: tags + ["@classLabel true a"], train: [Self.values(1, 8, label: "a")])
    #expect(try pair.load().passedOver.count == 40)
  }

  @Test func aTestFileOfAnotherFormIsRefused() throws {
    let header = ["@univariate false", "@classLabel true a"]
    let train = [Self.values(2, 8, label: "a")]
    let wide = Pair(header: header, train: train, test: [Self.values(3, 8, label: "a")])
    #expect(try wide.error()?.code == .wrongShape)
    let bare = Pair(
      header: header, train: train, test: [Self.values(2, 8)], testHeader: ["@classLabel false"])
    #expect(try bare.error()?.code == .labelCount)
    #expect(try bare.error()?.file.hasSuffix("_TEST.ts") == true)
  }

  @Test func channelsOfOneCaseAreThoseOfAll() throws {
    let pair = Pair(
      header: ["@classLabel true a"],
      train: [Self.values(4, 8, label: "a"), Self.values(5, 8, label: "a")])
    let error = try pair.error()
    #expect(error?.code == .wrongShape && error?.place == .line(4, column: 1))
    #expect(error?.expected == "4 dimensions and a label, as the first case has")
    let many = Pair(header: ["@classLabel true a"], train: [Self.values(65, 8, label: "a")])
    #expect(try many.error()?.code == .wrongShape)
    let most = Pair(header: ["@classLabel true a"], train: [Self.values(64, 8, label: "a")])
    #expect(try most.load().channels.count == 64)
  }

  @Test func lengthsFilledUpWithNaNAreHeldToAPromiseOfEqualOnes() throws {
    let header = [
      "@equalLength true", "@seriesLength 10", "@univariate true", "@classLabel true a",
    ]
    let fits = Pair(header: header, train: [Self.values(1, 8, fill: 2, label: "a")])
    #expect(try fits.raw().sequences.map(\.length) == [8, 8])
    let short = Pair(header: header, train: [Self.values(1, 8, fill: 1, label: "a")])
    #expect(try short.error()?.code == .wrongShape)
  }
}
