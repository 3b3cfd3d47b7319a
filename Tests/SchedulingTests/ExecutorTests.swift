import Experiments
import Foundation
import TestSupport
import Testing

@testable import Scheduling

/// What every executor promises. `make` gives one that knows the labels `finish`, `diverge`,
/// `error` and `polite`, which goes on until it is stopped.
func checkExecutor(_ make: () throws -> any Executor) async throws {
  let executor = try make()
  for (id, label) in ["finish", "diverge", "error", "finish"].enumerated() {
    let events = await all(executor.attempt(.fake(label, id: id)))
    #expect(ends(events).count == 1, "\(label): \(events)")
    #expect(events.last == .ended(ends(events)[0]))
  }
  let unheard = executor.attempt(.fake("finish", id: 5))
  _ = unheard
  let open = [6, 7].map { executor.attempt(.fake("polite", id: $0)) }
  for events in open { for await said in events where said.event == Say.started { break } }
  executor.stop(.gently)
  let late = await all(executor.attempt(.fake("finish", id: 8)))
  #expect(late.count == 1)
  guard case .ended(.interrupted)? = late.last else { throw Unexpected(late) }
  executor.stop(.now)
  await executor.close()
}

struct Unexpected: Error {
  let what: [RunEvent]
  init(_ what: [RunEvent]) { self.what = what }
}

func all(_ events: AsyncStream<AttemptEvent>) async -> [RunEvent] {
  var all: [RunEvent] = []
  for await said in events { all.append(said.event) }
  return all
}

func ends(_ events: [RunEvent]) -> [RunEnd] {
  events.compactMap { if case .ended(let end) = $0 { end } else { nil } }
}

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ExecutorTests {
  @Test func workerProcessesKeepTheContract() async throws {
    let worker = try FakeWorker()
    try await checkExecutor { WorkerProcessExecutor(quiet: worker.command) }
  }

  @Test func theScriptedExecutorKeepsTheContract() async throws {
    try await checkExecutor {
      ScriptedExecutor { assignment in
        switch assignment.run.label {
        case "finish": [Say.started, Say.finished]
        case "diverge": [Say.diverged]
        case "error": [Say.error]
        default: [Say.started]
        }
      }
    }
  }

  @Test(arguments: [
    ("crash", RunEnd.failed(.crashed(signal: 9))), ("segfault", .failed(.crashed(signal: 11))),
    ("exit", .failed(.exited(code: 3))), ("vanish", .failed(.exited(code: 0))),
    (
      "roomless",
      .failed(
        .error(message: "a worker is out of threads or file descriptors", resource: true))
    ),
    ("torn", .failed(.exited(code: 0))), ("garbage", .failed(.garbled(line: "what?"))),
    ("diverge", .diverged(epoch: 3, seconds: 1, sequences: 2)),
    ("error", .failed(.error(message: "bad", resource: false))),
    ("twice", .finished(seconds: 1, sequences: 2)),
  ])
  func theEndIsToldAsItWas(_ label: String, _ expected: RunEnd) async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    let events = await all(executor.attempt(.fake(label)))
    #expect(ends(events) == [expected])
    #expect(events.last == .ended(expected))
    // And the executor goes on.
    let next = await all(executor.attempt(.fake("finish")))
    #expect(next == [Say.started, Say.finished])
    await executor.close()
  }

  @Test func aSilentWorkerIsKilledAndTheExecutorGoesOn() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command, timeout: 0.6)
    let hung = RunEnd.failed(.timedOut(seconds: 0.6))
    #expect(ends(await all(executor.attempt(.fake("hang")))) == [hung])
    let next = await untilItIsHeard { ends(await all(executor.attempt(.fake("finish")))) }
    #expect(next == [.finished(seconds: 1, sequences: 2)])
    await executor.close()
  }

  @Test func aWorkerThatSpeaksNowAndThenDoesNotHang() async throws {
    let worker = try FakeWorker()
    // It takes far longer than this, in steps that are shorter, and longer than a look.
    let executor = WorkerProcessExecutor(quiet: worker.command, timeout: 1)
    let slow = await untilItIsHeard { ends(await all(executor.attempt(.fake("slow")))) }
    #expect(slow == [.finished(seconds: 1, sequences: 2)])
    await executor.close()
  }

  /// A busy machine may silence a worker for a moment, but not every time.
  private func untilItIsHeard(_ attempt: () async -> [RunEnd]) async -> [RunEnd] {
    var found: [RunEnd] = []
    for _ in 0..<20 {
      found = await attempt()
      guard case .failed(.timedOut)? = found.last else { break }
    }
    return found
  }

  @Test(arguments: ["stranger", "endless"])
  func whatIsNoLineOfThisRunIsGarbled(_ label: String) async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command, longestLine: 1 << 20)
    let end = ends(await all(executor.attempt(.fake(label))))
    guard case .failed(.garbled(let line))? = end.last else { throw Unexpected([]) }
    #expect(line.count <= 200)
    await executor.close()
  }

  @Test func aProgramThatIsNotThereIsNotStarted() async throws {
    let executor = WorkerProcessExecutor(quiet: WorkerCommand("/nowhere/sweep"))
    let events = await all(executor.attempt(.fake("finish")))
    #expect(
      events == [
        .ended(
          .failed(.notStarted(message: "cannot start a worker: No such file or directory")))
      ])
    await executor.close()
  }

  @Test func aDeadWorkersChildDoesNotHideItsDeath() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    let end = ends(await all(executor.attempt(.fake("grandchild"))))
    #expect(end == [.failed(.crashed(signal: 9))])
    await executor.close()
    let pid = try String(
      contentsOfFile: worker.folder.path + "/worker.sh.grandchild", encoding: .utf8)
    let child = try #require(pid_t(pid.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isAlive(child), "it held the pipes all the time")
    kill(child, SIGKILL)
  }

  @Test func aWorkerThatClosesItsOutputAndStaysIsKilled() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    #expect(
      ends(await all(executor.attempt(.fake("deaf")))) == [.failed(.crashed(signal: 9))])
    await executor.close()
  }

  @Test func complaintsArePassedOnToTheLastWord() async throws {
    let worker = try FakeWorker()
    let complaints = Log<String>()
    let executor = WorkerProcessExecutor(worker.command) { complaints.add($0) }
    for label in ["complain", "die"] { _ = await all(executor.attempt(.fake(label))) }
    await executor.close()
    #expect(complaints.all == ["oh dear", "fatal", "at line 1"])
  }

  @Test func oneWorkerTakesRunsOneAfterAnother() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    for id in 0..<5 { _ = await all(executor.attempt(.fake("finish", id: id))) }
    await executor.close()
    #expect(try pids(in: worker.folder.path).count == 1)
  }

  @Test func aWorkerThatIgnoresTheStopIsKilledAtTheNext() async throws {
    let worker = try FakeWorker()
    let executor = WorkerProcessExecutor(quiet: worker.command)
    let events = executor.attempt(.fake("stubborn"))
    var end: [RunEvent] = []
    for await event in events.map(\.event) {
      if event == Say.started {
        executor.stop(.gently)
        executor.stop(.now)
      } else {
        end.append(event)
      }
    }
    #expect(end == [.ended(.interrupted(seconds: 0, sequences: 0))])
    await executor.close()
  }
}

func pids(in folder: String) throws -> [Int32] {
  try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
    $0.hasSuffix(".pid") ? Int32($0.split(separator: ".").dropLast().last ?? "") : nil
  }
}
