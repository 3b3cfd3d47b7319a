/// All that the live board shows, whether a sweep's own events say it or its store.
package struct BoardState: Equatable, Sendable {
  /// A run that is on, or on its way.
  package struct Run: Equatable, Sendable {
    /// What it is doing.
    package enum State: Sendable {
      /// Handed over, and not begun: a cluster's queue has it.
      case queued
      /// Begun.
      case running
    }

    package var label: BoardText
    package var state = State.running
    /// The machine that it is on, where that is not this one.
    package var place: BoardText?
    /// What a step is called.
    package var unit = "epoch"
    /// Steps completed.
    package var step = 0
    /// Of how many; `nil` where nobody knows.
    package var steps: Int?
    /// How much of it is done, 0 to 1; `nil` where nobody knows.
    package var share: Double?
    /// The loss of its last batch, where that is told.
    package var loss: Double?
    /// What its headline is called.
    package var metric = ""
    /// The last values of its headline, the oldest first.
    package var values: [Double] = []
    /// So many ``rateUnit`` it does; 0 where that is not known.
    package var rate = 0.0
    package var rateUnit = ""
    /// Seconds until it is done; `nil` where nobody knows.
    package var left: Double?

    package init(label: BoardText) { self.label = label }

    /// Whether it has done what it was to do, and only has to end.
    var isFinishing: Bool { steps.map { $0 > 0 && step >= $0 } ?? false }
    /// Whether it has said nothing yet that could be shown.
    var isSilent: Bool { step == 0 && values.isEmpty && loss == nil && (share ?? 0) == 0 }
  }

  /// A run that went wrong.
  package struct Failed: Equatable, Sendable {
    package let label: BoardText
    /// The first line of why.
    package let cause: BoardText
    /// The command that shows more.
    package let look: String
    /// The same where there is little room.
    package let shortLook: String

    package init(_ sweep: String, label: String, id: String, cause: String) {
      self.label = BoardText(label)
      self.cause = BoardText(cause.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
      look = "sweep logs \(Self.name(sweep, label, id))"
      shortLook = "sweep logs \(id.prefix(8))"
    }

    // What a shell would take otherwise than it is meant is named by its id.
    private static func name(_ sweep: String, _ label: String, _ id: String) -> String {
      let name = "\(sweep)/\(label)"
      let isPlain = name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || "_./,=+:@%-".utf8.contains($0)
      }
      return isPlain && name.utf8.count <= 40 ? name : String(id.prefix(8))
    }
  }

  /// The sweep's name.
  package var sweep: BoardText
  /// All its runs.
  package var total = 0
  /// Those that are done, diverged ones too.
  package var done = 0
  package var diverged = 0
  package var failed = 0
  /// How much is done, 0 to 1, with the parts of what is on.
  package var share = 0.0
  /// What a search is doing.
  package var stage: BoardText?
  /// Seconds until all is done; `nil` where nobody knows yet.
  package var left: Double?
  /// When that is by the clock, such as `14:32`.
  package var ends: String?
  /// Those that are on, then those that wait in a queue.
  package var runs: [Run] = []
  /// The last ones that failed, the latest last.
  package var failures: [Failed] = []

  package init(sweep: BoardText) { self.sweep = sweep }
}
