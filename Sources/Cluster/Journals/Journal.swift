import Experiments

/// What workers on other machines leave of a run: a file for each attempt, which one process alone
/// writes, in the run's home.
///
/// Its first line says whose it is, the others are a worker's. Attempts are in order by their
/// numbers, never by a clock. Once there is a journal of a higher number, nobody heeds what is added to
/// a lower one.
public enum Journal {
  /// The number of this form of journals; that of the lines is the worker protocol's.
  public static let version = 1

  private static let prefix = "journal-"
  private static let suffix = ".jsonl"

  /// The path of a journal, relative to the save folder.
  public static func file(_ number: Int, in home: RunHome) -> String {
    "\(home.path)/\(prefix)\(number)\(suffix)"
  }

  /// The number of a journal, by its file's name; `nil` where it is none.
  public static func number(ofName name: String) -> Int? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let digits = name.dropFirst(prefix.count).dropLast(suffix.count)
    guard let number = Int(digits), number > 0, "\(number)" == digits else { return nil }
    return number
  }

  /// The numbers of journals among names, ascending.
  public static func numbers(among names: [String]) -> [Int] {
    names.compactMap(number(ofName:)).sorted()
  }
}

/// The first line of a journal.
struct JournalHead: Codable, Hashable {
  /// The form of journals.
  let journal: Int
  /// The worker protocol.
  let version: Int
  /// The run's id.
  let run: String
  /// The journal's number.
  let number: Int
  /// The machine that writes it.
  let host: String

  private enum CodingKeys: String, CodingKey {
    case journal, run, number, host
    case version = "protocol"
  }

  init(run: String, number: Int, host: String) {
    (journal, version) = (Journal.version, WorkerProtocol.number)
    (self.run, self.number, self.host) = (run, number, host)
  }

  /// What keeps a reader from going on; `nil` where nothing does.
  func fault(run: String, number: Int) -> String? {
    if journal != Journal.version || version != WorkerProtocol.number {
      return "the journal is of another version of this program (form \(journal), worker protocol "
        + "\(version); here \(Journal.version) and \(WorkerProtocol.number))"
    }
    return self.run == run && self.number == number
      ? nil : "the journal is of another run or attempt"
  }
}
