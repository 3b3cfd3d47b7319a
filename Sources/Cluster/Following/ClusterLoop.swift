import Experiments
import Foundation
import Scheduling

/// Hands over, supervises and follows; one thread's. What it does may be cut short anywhere and done
/// again by another one.
struct ClusterLoop {
  let engine: any TaskEngine
  let settings: ClusterSettings
  /// Attempts that are not handed over, in the order in which they came.
  var waiting: [(assignment: Assignment, output: AsyncStream<AttemptEvent>.Continuation)] = []
  /// Attempts that are, by their runs' ids.
  var followed: [String: FollowedRun] = [:]
  /// Submissions that are not over.
  var submissions: [SubmissionWatch]
  /// Why no task can be handed over.
  private(set) var failure: ClusterError?
  /// Attempts that it was given.
  private(set) var taken = 0
  /// Runs of which it was given none yet.
  private var expected: Set<String>
  /// In which of the submissions that were there already a run is, by its id; until it is taken.
  private var held: [String: String]
  /// How far journals were read, by the runs' ids: the next attempt at a run goes on from there.
  private var marks: [String: JournalMark]
  /// Runs whose task is over without having come to them.
  private var passedOver: [String] = []

  private var stopping: StopManner?
  private var firstWaited: Double?
  private var nextLook = 0.0
  private var wasUnreachable = false
  /// What was said last of tasks that are held.
  private var saidHeld: String?
  private var lastPass = 0.0

  /// Attempts are gathered for so long, to be handed over together.
  private static let gathering = 0.2
  private static let longestPause = 1.0

  /// Told why nothing can be handed over, before any attempt ends for that.
  private let refused: @Sendable (ClusterError) -> Void

  init(
    _ engine: any TaskEngine, _ settings: ClusterSettings,
    refused: @escaping @Sendable (ClusterError) -> Void = { _ in }
  ) {
    self.engine = engine
    self.refused = refused
    self.settings = settings
    expected = settings.runs
    marks = settings.marks
    submissions = OpenSubmissions(settings.saveFolder, sweep: settings.sweep).watches
    held = [:]
    for watch in submissions where !watch.folder.isAskedToStop {
      for run in watch.record.tasks.joined() { held[run] = watch.record.token }
    }
  }

  /// Seconds until the next turn, if nothing comes: a pass over many journals is not made all the time.
  var pause: Double {
    if !waiting.isEmpty, failure == nil, !wasUnreachable { return Self.gathering }
    return max(Self.longestPause, 10 * lastPass)
  }

  /// Takes an attempt: it joins what goes on, or waits to be handed over.
  mutating func take(_ assignment: Assignment, _ output: AsyncStream<AttemptEvent>.Continuation) {
    let run = assignment.run.id
    if stopping != nil || failure != nil {
      return output.letGo()
    }
    taken += 1
    expected.remove(run)
    let mark = marks[run]
    // What ended for good in a task does not go on there.
    let token = held.removeValue(forKey: run)
    let holder = token.flatMap { token in submissions.first { $0.record.token == token } }
    if let holder, holder.holds(run), followed[run] == nil, mark?.isLive ?? true {
      followed[run] = FollowedRun(assignment, output, of: holder.record.token, after: mark)
    } else {
      waiting.append((assignment, output))
      firstWaited = firstWaited ?? monotonicSeconds()
    }
  }

  /// Does all that is due.
  mutating func turn() {
    let start = monotonicSeconds()
    if stopping == nil { handOver() }
    if start >= nextLook, !followed.isEmpty || !submissions.isEmpty {
      nextLook = start + settings.lookSeconds
      look()
    }
    follow()
    lastPass = monotonicSeconds() - start
  }

  /// Stops: at once what only waits.
  mutating func stop(_ manner: StopManner) {
    guard stopping.map({ $0 < manner }) ?? true else { return }
    let isFirst = stopping == nil
    stopping = manner
    dropWaiting()
    if manner == .gently, isFirst {
      for watch in submissions {
        try? watch.folder.askToStop()
        try? engine.cancel(watch.submission)
      }
      nextLook = 0
      endWhatWaits()
    } else if manner != .gently {
      for run in followed.keys { followed[run]?.end(.interrupted(seconds: 0, sequences: 0)) }
      followed = [:]
    }
  }

  /// Ends the attempts whose tasks have not begun: they are taken back.
  private mutating func endWhatWaits() {
    for watch in submissions {
      for task in watch.tasks where !task.hasBegun {
        for run in task.runs where followed[run]?.token == watch.record.token {
          followed[run]?.end(.interrupted(seconds: 0, sequences: 0))
          followed[run] = nil
        }
      }
    }
  }

  /// Puts away what is over; gives tasks that have just said their last a moment to end.
  mutating func close() {
    for _ in 0..<20 where stopping == nil || stopping == .gently {
      for index in submissions.indices { submissions[index].lookAtFolder() }
      submissions.removeAll { watch in
        guard watch.tasks.allSatisfy(\.isOver) else { return false }
        watch.folder.remove()
        return true
      }
      if submissions.isEmpty || !followed.isEmpty { break }
      usleep(250_000)
    }
  }

  private mutating func dropWaiting() {
    for (_, output) in waiting { output.letGo() }
    waiting = []
  }

  /// Notes why nothing can be handed over, and lets go of what waits.
  mutating func fail(_ error: ClusterError) {
    failure = error
    refused(error)
    dropWaiting()
  }
}

// MARK: - Handing over

extension ClusterLoop {
  private mutating func handOver() {
    guard failure == nil, let first = firstWaited,
      monotonicSeconds() - first >= Self.gathering
    else { return }
    firstWaited = nil
    let gathered = waiting
    waiting = []
    let packing = TaskPacking(taskSeconds: settings.taskSeconds, atATime: settings.atATime)
    let tasks = packing.tasks(gathered.map { settings.expected($0.assignment.run.id) })
    for start in stride(from: 0, to: tasks.count, by: settings.maxTasks) {
      let part = tasks[start..<min(start + settings.maxTasks, tasks.count)]
      submit(part.map { $0.map { gathered[$0] } })
      if failure != nil { break }
    }
    if failure != nil {
      for (assignment, output) in gathered where followed[assignment.run.id] == nil {
        output.letGo()
      }
    }
  }

  private mutating func submit(
    _ tasks: [[(assignment: Assignment, output: AsyncStream<AttemptEvent>.Continuation)]]
  ) {
    let token = Submission.newToken()
    let folder = SubmissionFolder(settings.saveFolder, sweep: settings.sweep, token: token)
    let seconds = tasks.map { task in
      task.reduce(Double?(0)) { sum, run in
        sum.flatMap { sum in settings.expected(run.assignment.run.id).map { sum + $0 } }
      }
    }
    let record = SubmissionFolder.Record(
      sweep: settings.sweep, token: token, tasks: tasks.map { $0.map(\.assignment.run.id) },
      needs: settings.needs,
      seconds: seconds.contains(nil) ? nil : seconds.compactMap(\.self).max(),
      program: settings.program, commit: settings.commit)
    do {
      try folder.write(
        record,
        tasks.map { $0.map { line($0.assignment) } })
    } catch {
      folder.remove()
      return fail(ClusterError(.resource, "\(error)"))
    }
    submissions.append(SubmissionWatch(record, folder))
    for run in tasks.joined() {
      let id = run.assignment.run.id
      followed[id] = FollowedRun(
        run.assignment, run.output, of: token, after: marks[id])
    }
    handOver(submissions.count - 1)
  }

  private func line(_ assignment: Assignment) -> TaskLine {
    TaskLine(
      assignment, kept: settings.kept(assignment.run.configuration), silence: settings.silence)
  }

  /// Asks the scheduler to take a submission.
  private mutating func handOver(_ place: Int) {
    let watch = submissions[place]
    do throws(ClusterError) {
      let job = try engine.submit(watch.submission)
      try? watch.folder.note(job: job)
      submissions[place].isHandedOver = true
      let (runs, tasks) = (watch.record.tasks.joined().count, watch.tasks.count)
      settings.say(
        "submitted \(runs) run\(runs == 1 ? "" : "s") in \(tasks) task\(tasks == 1 ? "" : "s"): "
          + "job \(job)")
    } catch {
      guard error.code == .profile || error.code == .resource else {
        submissions[place].unseen = 0
        return sayUnreachable(error)
      }
      fail(error)
      for run in watch.record.tasks.joined() {
        followed[run]?.end(.interrupted(seconds: 0, sequences: 0))
        followed[run] = nil
      }
      submissions.remove(at: place)
      watch.folder.remove()
    }
  }
}

// MARK: - Supervising

extension ClusterLoop {
  /// Asks the scheduler what it has, once for all.
  private mutating func look() {
    let found: [QueuedTask]
    do throws(ClusterError) {
      found = try engine.tasks(ofSweep: settings.sweep)
      if wasUnreachable { settings.say("the scheduler answers again") }
      wasUnreachable = false
    } catch {
      // Then nothing is known of any task, and nothing is held to be lost.
      return sayUnreachable(error)
    }
    sayHeld(found)
    let byToken = Dictionary(grouping: found, by: \.token)
    for place in submissions.indices {
      let queued = byToken[submissions[place].record.token] ?? []
      submissions[place].look(
        Dictionary(queued.map { ($0.index, $0) }, uniquingKeysWith: { $1 }))
    }
    for place in submissions.indices where submissions[place].mustBeHandedOver {
      if stopping == nil { handOver(place) }
    }
  }

  /// Tells, once, of tasks that wait until somebody lets them go.
  private mutating func sayHeld(_ tasks: [QueuedTask]) {
    let held = tasks.filter { !$0.isRunning && $0.state.lowercased().contains("held") }
    guard let first = held.first, saidHeld != first.state else { return }
    saidHeld = first.state
    let count = held.count
    settings.say(
      "warning: \(count) task\(count == 1 ? " is" : "s are") held by the scheduler: \(first.state); "
        + "release (scontrol release) what it holds, or stop the sweep (sweep stop)")
  }

  private mutating func sayUnreachable(_ error: ClusterError) {
    if !wasUnreachable {
      settings.say(
        "warning: \(error.description); what runs goes on, and the scheduler is asked again every "
          + "\(Int(settings.lookSeconds)) s")
    }
    wasUnreachable = true
  }
}

// MARK: - Following

extension ClusterLoop {
  /// Reads the journals of tasks that have begun, and draws conclusions about those that are gone.
  private mutating func follow() {
    for place in submissions.indices {
      submissions[place].lookAtFolder()
      for task in submissions[place].tasks.indices { follow(task, of: place) }
    }
    let over = submissions.filter { watch in
      watch.tasks.allSatisfy { $0.isOver && $0.current == nil }
    }
    for watch in over { watch.folder.remove() }
    submissions.removeAll { watch in over.contains { $0.record.token == watch.record.token } }
    requeue()
  }

  private mutating func follow(_ index: Int, of place: Int) {
    let task = submissions[place].tasks[index]
    guard task.hasBegun || task.isOver else { return }
    while let run = submissions[place].tasks[index].current {
      if expected.contains(run) { break }
      // Nobody here asks for it: it is settled, or goes elsewhere.
      guard followed[run]?.token == submissions[place].record.token else {
        submissions[place].tasks[index].next += 1
        continue
      }
      if read(run, isLast: task.isOver) { submissions[place].tasks[index].missed = 0 }
      guard followed[run]?.isOver == true else { break }
      followed[run] = nil
      submissions[place].tasks[index].next += 1
    }
    let left = submissions[place].tasks[index]
    if left.isOver, expected.isDisjoint(with: left.runs[left.next...]) {
      conclude(index, of: place)
    }
  }

  /// Reads all that a run's journals have gained.
  private mutating func read(_ run: String, isLast: Bool) -> Bool {
    guard var follow = followed[run] else { return false }
    var came = false
    while follow.read(looksForNext: isLast, settings.receive) { came = true }
    followed[run] = follow
    marks[run] = follow.mark ?? marks[run]
    return came
  }

  /// What becomes of the runs of a task that has ended, or is gone.
  private mutating func conclude(_ index: Int, of place: Int) {
    let watch = submissions[place]
    let task = watch.tasks[index]
    let left = task.runs[task.next...].filter { followed[$0]?.token == watch.record.token }
    submissions[place].tasks[index].next = task.runs.count
    let isStopped =
      watch.folder.isAskedToStop || task.hasEnded && watch.folder.end(of: index) == .stopped
    for (position, run) in left.enumerated() {
      let isItsTurn = position == 0 && task.hasBegun
      if isStopped || !task.hasBegun && !watch.folder.hasLog(of: index) {
        followed[run]?.end(.interrupted(seconds: 0, sequences: 0))
      } else if isItsTurn {
        followed[run]?.lose(watch.words(of: index))
      } else if !task.hasBegun {
        followed[run]?.end(.failed(.notStarted(message: watch.words(of: index))))
      } else {
        passedOver.append(run)
        continue
      }
      followed[run] = nil
    }
  }

  /// Runs whose task never came to them wait again: that is no failure of theirs.
  private mutating func requeue() {
    defer { passedOver = [] }
    for run in passedOver {
      guard let follow = followed.removeValue(forKey: run) else { continue }
      waiting.append((follow.assignment, follow.output))
      firstWaited = firstWaited ?? monotonicSeconds()
    }
    if stopping != nil { dropWaiting() }
  }
}

extension SubmissionWatch {
  /// Whether a run is one of a task that has not gone past it.
  func holds(_ run: String) -> Bool {
    tasks.contains { $0.runs[$0.next...].contains(run) }
  }
}

extension AsyncStream<AttemptEvent>.Continuation {
  /// Ends an attempt that has not begun here, or goes on without anybody here.
  fileprivate func letGo() {
    yield(AttemptEvent(.ended(.interrupted(seconds: 0, sequences: 0))))
    finish()
  }
}
