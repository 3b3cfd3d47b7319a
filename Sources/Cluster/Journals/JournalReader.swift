import Experiments
import Files

/// Reads what was added to a run's journals since it was last asked.
///
/// A line that has no end yet is left for the next time: it may be on its way. A line that cannot
/// be read ends its journal, and so does one that is longer than any worker's.
public struct JournalReader {
  /// What a journal gave.
  public struct Entry: Hashable, Sendable {
    /// What happened.
    public let event: RunEvent
    /// How far it is to it.
    public let mark: JournalMark
  }

  private let files: SafeFolder
  private let home: RunHome
  private let run: String
  private var number: Int
  private var bytes: Int
  private var host: String?
  /// Why nothing more is read of this journal.
  public private(set) var fault: String?
  /// Whether the last journal's last line is an end that is final for its attempt.
  public private(set) var end: RunEnd?

  private static let piece = 1 << 20
  private static let longestLine = 64 << 20

  /// - Parameter mark: How far was read; `nil` for nothing.
  public init(_ files: SafeFolder, _ home: RunHome, run: String, after mark: JournalMark?) {
    self.files = files
    self.home = home
    self.run = run
    number = mark?.number ?? 0
    bytes = mark?.bytes ?? 0
  }

  /// Whether a journal was found.
  public var hasBegun: Bool { number > 0 }
  /// How far was read: a journal's number and its bytes.
  public var position: [Int] { [number, bytes] }
  /// The machine of the last journal that was begun to be read.
  public var place: String? { host }

  /// The next lines: the rest of the journal that was read last, or of the next one where there is
  /// one. Lines that are added to a journal after the next one was begun to be read are not read.
  ///
  /// - Parameter looksForNext: Whether to look for a further journal.
  /// - Returns: Nothing where nothing was added.
  /// - Throws: `FileError`.
  public mutating func next(looksForNext: Bool = true) throws(FileError) -> [Entry] {
    if number > 0, fault == nil {
      let entries = try more()
      if !entries.isEmpty { return entries }
    }
    guard looksForNext || number == 0 else { return [] }
    let after = number
    let numbers = Journal.numbers(among: files.names(in: home.path))
    guard let following = numbers.first(where: { $0 > after }) else { return [] }
    (number, bytes, host, fault, end) = (following, 0, nil, nil, nil)
    return try more()
  }

  private mutating func more() throws(FileError) -> [Entry] {
    let file = Journal.file(number, in: home)
    var entries: [Entry] = []
    var text: [UInt8] = []
    while fault == nil {
      guard let piece = try files.read(file, from: bytes + text.count, most: Self.piece) else {
        break
      }
      text += piece
      let taken = take(text, into: &entries)
      bytes += taken
      text.removeFirst(taken)
      if text.count > Self.longestLine { fault = "a line is longer than any worker's" }
      if piece.isEmpty || !entries.isEmpty { break }
    }
    return entries
  }

  /// Takes whole lines; returns how many bytes they were.
  private mutating func take(_ text: [UInt8], into entries: inout [Entry]) -> Int {
    var start = 0
    while fault == nil, let feed = text[start...].firstIndex(of: 0x0A) {
      let offset = bytes + feed + 1
      let event = bytes == 0 && start == 0 ? head(text[..<feed]) : event(text[start..<feed])
      if fault != nil { break }
      start = feed + 1
      if let event { entries.append(Entry(event: event, mark: mark(offset, event))) }
    }
    return start
  }

  private mutating func head(_ line: ArraySlice<UInt8>) -> RunEvent? {
    guard let head = try? JSONLines.decode(JournalHead.self, from: line) else {
      fault = Self.words(line)
      return nil
    }
    fault = head.fault(run: run, number: number)
    host = head.host
    return nil
  }

  private mutating func event(_ line: ArraySlice<UInt8>) -> RunEvent? {
    guard let line = try? JSONLines.decode(WorkerLine.self, from: line), line.run == run else {
      fault = Self.words(line)
      return nil
    }
    if case .ended(let how) = line.event { end = how } else { end = nil }
    return line.event
  }

  private func mark(_ bytes: Int, _ event: RunEvent) -> JournalMark {
    JournalMark(number: number, bytes: bytes, isLive: !event.isFinalEnd)
  }

  private static func words(_ line: ArraySlice<UInt8>) -> String {
    "a line of the journal cannot be read: \(String(decoding: line.prefix(120), as: UTF8.self))"
  }
}

extension RunEvent {
  /// Whether it is an end after which the run's task writes no more of it by itself.
  var isFinalEnd: Bool {
    switch self {
    case .ended(.interrupted): false
    case .ended: true
    default: false
    }
  }
}
