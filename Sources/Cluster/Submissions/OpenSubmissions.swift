import Files

/// The submissions of a sweep that nobody has put away: some may go on.
public struct OpenSubmissions {
  /// Each with its folder.
  public let all: [(record: SubmissionFolder.Record, folder: SubmissionFolder)]

  /// Finds them; those that were cut short before they were complete are removed where asked to.
  public init(_ saveFolder: String, sweep: String, removesIncomplete: Bool = true) {
    all = SubmissionFolder.tokens(in: saveFolder, sweep: sweep).compactMap { token in
      let folder = SubmissionFolder(saveFolder, sweep: sweep, token: token)
      guard let record = folder.record() else {
        if removesIncomplete { folder.remove() }
        return nil
      }
      return (record, folder)
    }
  }

  /// The runs in all sweeps' submissions that are not over, by their ids.
  public static func runs(in saveFolder: String) -> Set<String> {
    let sweeps = SafeFolder(saveFolder).names(in: SubmissionFolder.root)
    return sweeps.reduce(into: []) { found, sweep in
      found.formUnion(OpenSubmissions(saveFolder, sweep: sweep, removesIncomplete: false).runs)
    }
  }

  /// Removes what submissions leave behind, the copies of the program among them, once no sweep has one.
  public static func tidy(_ saveFolder: String) {
    let files = SafeFolder(saveFolder)
    guard files.kind(of: SubmissionFolder.root) != nil,
      SubmissionFolder.sweeps(in: saveFolder).isEmpty
    else { return }
    SubmissionFolder("\(saveFolder)/\(SubmissionFolder.root)").remove()
  }

  var watches: [SubmissionWatch] { all.map { SubmissionWatch($0.record, $0.folder) } }

  /// The runs in them, by their ids.
  public var runs: Set<String> { Set(all.flatMap { $0.record.tasks.joined() }) }
}
