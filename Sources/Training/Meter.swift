/// Counts sequences and seconds of an attempt.
public struct Meter {
  private let clock: () -> Double
  private let start: Double
  private var lastSave: Double
  private var lastReport: Double
  private var sequencesAtReport = 0
  /// Sequences trained.
  public private(set) var sequences = 0
  private static let secondsBetweenSaves = 60.0
  private static let secondsBetweenReports = 0.5

  /// Begins to count.
  ///
  /// - Parameter clock: Seconds, monotonic.
  public init(clock: @escaping () -> Double) {
    self.clock = clock
    start = clock()
    lastSave = start
    lastReport = start
  }

  /// Seconds since the attempt began.
  public var seconds: Double { clock() - start }

  /// Whether the last checkpoint is a minute old.
  public var isSaveDue: Bool { clock() - lastSave >= Self.secondsBetweenSaves }

  /// A checkpoint was written.
  public mutating func saved() { lastSave = clock() }

  /// So many sequences were trained.
  public mutating func count(_ sequences: Int) { self.sequences += sequences }

  /// Sequences a second since the last report, where one is due.
  public mutating func rateIfDue() -> Double? {
    let now = clock()
    guard now - lastReport >= Self.secondsBetweenReports else { return nil }
    let rate = Double(sequences - sequencesAtReport) / (now - lastReport)
    (lastReport, sequencesAtReport) = (now, sequences)
    return rate
  }
}
