import Foundation
import Testing

/// The published experiment's words are its own target's: whoever else knew them could serve no other.
@Suite(.timeLimit(.minutes(60))) struct WordTests {
  private static let targets = [
    "Experiments", "Training", "Programs", "Running", "Scheduling", "Storage", "Reports", "Files",
    "sweep",
  ]

  /// Files and folders that may have them, and why.
  private static let exempt = [
    // Frozen: migrations, and the two views that other programs read.
    "Sources/Storage/Schema/",
    // A member of `status --json` that other programs read.
    "Sources/Running/Progress/Status.swift",
    // The lists of trainers.
    "Sources/Running/Sweep/OwnTrainers.swift", "Sources/sweep/Commands/WorkerTrainers.swift",
    // Commands about the published data, and benchmarks of the published models.
    "Sources/sweep/Benches/", "Sources/sweep/Commands/Bench", "Sources/sweep/Commands/Data",
    // Examples in help that name the published experiment.
    "Sources/sweep/Commands/CompareCommand.swift", "Sources/sweep/Commands/ExportCommand.swift",
    "Sources/sweep/Commands/PlanCommand.swift",
  ]

  @Test func nobodyElseHasTheWordsOfThePublishedExperiment() throws {
    let files = try Self.targets.flatMap { try Repository.swiftFiles(under: "Sources/\($0)") }
    for file in files where !Self.exempt.contains(where: file.hasPrefix) {
      for (number, line) in try Repository.lines(of: file).enumerated() {
        #expect(!Self.isOfExperiment(line), "\(file):\(number + 1): \(line)")
      }
    }
  }

  @Test func whatMayHaveThemIsThere() {
    for path in Self.exempt where !path.hasSuffix("/Bench") && !path.hasSuffix("/Data") {
      #expect(Repository.has(path), "\(path)")
    }
  }

  @Test(arguments: [
    ("case lstm", true), ("let testMSE = 1", true), (#""train_mse": 1"#, true),
    ("configuration.model.latent", true), ("Manifest.letters", true), ("/// Of a letter.", true),
    ("LetterSettings(configuration)", true), (#""clstm_ae""#, true),
    ("struct ProgramSearch {", false), ("character.isLetter", false), ("import Letters", false),
    ("/// members of themselves", false),
  ])
  func everyFormOfAWordIsSeen(_ line: String, _ isSeen: Bool) {
    #expect(Self.isOfExperiment(line) == isSeen)
  }

  // Identifiers are taken apart where a capital begins a word: `testMSE` has `MSE`.
  private static func isOfExperiment(_ line: String) -> Bool {
    guard line.contains(#/(?i)lstm|mse|latent|letter/#), line != "import Letters" else {
      return false
    }
    let words = line.replacing("isLetter", with: "").matches(of: #/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/#)
      .map { $0.output.lowercased() }
    return words.contains { word in
      word.contains("lstm") || ["mse", "mses", "latent", "letter", "letters"].contains(word)
    }
  }
}
