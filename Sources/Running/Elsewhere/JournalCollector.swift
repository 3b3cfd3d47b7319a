import Cluster
import Experiments
import Files
import Scheduling
import Storage

/// Reads what runs on other machines have left since somebody last looked, into the store.
///
/// What is recorded and how far was read go into one transaction: so nothing is taken twice or left
/// out, whoever is killed. Only for who holds the store.
struct JournalCollector {
  private let store: ResultStore
  private let place: SavePlace
  private let manifest: Manifest
  /// The sweep's submissions that are not over.
  let open: OpenSubmissions

  private static let batch = 4096

  /// - Parameter manifest: What the sweep's trainer declares.
  init(_ store: ResultStore, _ place: SavePlace, sweep: String, _ manifest: Manifest) {
    self.store = store
    self.place = place
    self.manifest = manifest
    open = OpenSubmissions(place.files.path, sweep: sweep)
  }

  /// Collects.
  ///
  /// - Returns: Values that came out otherwise than before.
  /// - Throws: `StoreError`.
  func collect() throws -> [String] {
    let marks = try store.journalMarks()
    guard !open.all.isEmpty else {
      try store.endJournals(of: marks.filter(\.value.isLive).map(\.key))
      return []
    }
    let progress = try store.progress()
    let known = open.all.flatMap { submission in
      submission.record.tasks.enumerated().flatMap { index, ids in
        ids.compactMap { id in
          progress.runs[id].map { Known(run: $0, folder: submission.folder, task: index) }
        }
      }
    }
    let recorder = Recorder(
      store, place, manifest, planned: known.map(planned), now: Clock.seconds())
    var events: [ScheduledEvent] = []
    for run in known {
      events += self.events(of: run, after: marks[run.run.id])
      guard events.count >= Self.batch else { continue }
      recorder.record(events, now: Clock.seconds())
      events = []
    }
    recorder.record(events, now: Clock.seconds())
    recorder.commit(Clock.seconds())
    if let failure = recorder.failure { throw failure }
    let elsewhere = open.runs
    try store.endJournals(
      of: marks.filter { $0.value.isLive && !elsewhere.contains($0.key) }.map(\.key))
    return recorder.conflicts
  }

  private struct Known {
    let run: StoredRun
    let folder: SubmissionFolder
    let task: Int
  }

  private func events(of known: Known, after mark: JournalMark?) -> [ScheduledEvent] {
    let home = place.home(known.run.id)
    let run = run(known)
    let assignment = Assignment(
      run: run, attempt: 1, source: .data(.synthetic(sequences: 1, seed: 0)),
      saveFolder: place.files.path, home: home.path, checkpoints: [])
    var reader = JournalReader(place.files, home, run: run.id, after: mark)
    var events: [ScheduledEvent] = []
    var before: [Int]
    repeat {
      before = reader.position
      for entry in (try? reader.next()) ?? [] {
        guard let event = try? CheckpointPublisher.receiveIfThere(entry.event, of: assignment)
        else { continue }
        events.append(
          ScheduledEvent(run: run, attempt: entry.mark.number, event: event, mark: entry.mark))
      }
    } while reader.position != before
    return events
  }

  private func run(_ known: Known) -> Run {
    Run(
      id: known.run.id, label: known.run.id, configuration: known.run.configuration, folder: "",
      uncounted: ParameterValues([]))
  }

  /// As a run that goes on: what it took over from a shorter one is recorded once it has begun.
  private func planned(_ known: Known) -> PlannedRun {
    let own = known.run.checkpoints
    let adopted = own.isEmpty && known.run.attempts == 0 ? adopted(known) : []
    return PlannedRun(
      run: run(known), decision: .new, checkpoints: own.isEmpty ? adopted : own,
      continues: adopted.isEmpty ? nil : known.run.id)
  }

  // The task's lines are read only where files are there that nobody has recorded.
  private func adopted(_ known: Known) -> [Checkpoint] {
    let home = place.home(known.run.id)
    guard place.files.names(in: home.checkpoints).contains(where: Checkpoint.isName),
      let lines = try? known.folder.lines(of: known.task, .own)
    else { return [] }
    return lines.first { $0.assignment.run.id == known.run.id }?.assignment.checkpoints ?? []
  }
}
