/// What one worker is told about one attempt at one run: a JSON line on its standard input.
public struct Assignment: Codable, Hashable, Sendable {
  /// What to train.
  public let run: Run
  /// 1 for the first attempt.
  public let attempt: Int
  /// Where the data is, whose fingerprint must equal the configuration's; or the program.
  public let source: TrainingSource
  /// The absolute save folder.
  public let saveFolder: String
  /// The run's home, relative to the save folder: all that a worker writes lies in it.
  public let home: String
  /// Checkpoints to go on from, newest first; the first whose file has its digest is taken.
  public let checkpoints: [Checkpoint]
  /// Whether only values are kept: no reconstructions, and checkpoints only once a minute and when
  /// asked to stop. Changes no number.
  public let valuesOnly: Bool

  /// Makes an assignment.
  public init(
    run: Run, attempt: Int, source: TrainingSource, saveFolder: String, home: String,
    checkpoints: [Checkpoint], valuesOnly: Bool = false
  ) {
    self.run = run
    self.attempt = attempt
    self.source = source
    self.saveFolder = saveFolder
    self.home = home
    self.checkpoints = checkpoints
    self.valuesOnly = valuesOnly
  }

  /// The same run, tried once more from where it has come to.
  public func again(attempt: Int, from checkpoints: [Checkpoint]) -> Assignment {
    Assignment(
      run: run, attempt: attempt, source: source, saveFolder: saveFolder, home: home,
      checkpoints: checkpoints, valuesOnly: valuesOnly)
  }
}
