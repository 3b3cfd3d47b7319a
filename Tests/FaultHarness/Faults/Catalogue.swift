import Foundation

/// All faults, by row.
public enum Catalogue {
  /// Every fault, in the order they are injected: enumerated points before random moments.
  public static let all: [any Fault] =
    (kills + signals + TerminalFaults.all + WorkerFaults.all + [PowerCut(), SyncOrder()] + disks
    + [DamagedCheckpoint()] + StoreFaults.all + CompanyFaults.all + ChangeFaults.all
    + InputFaults.all + PlantedFaults.all + [LateWorker()] + OwnFilesFaults.all + [LayoutKill()]
    + ClusterFaults.all + [ClusterDiskFull()] + ProgramFaults.all)
    .enumerated()
    .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }.map(\.element)

  /// Rows that are left to others, and why.
  public static let elsewhere: [Int: String] = [:]

  private static let kills: [any Fault] = [
    KillAtCall(
      number: 1, name: "parent-call",
      title: "kill -9 of the parent at each of its calls that write",
      role: .parent, action: .kill),
    KillAtSystemCall(),
    KillAtRandom(
      number: 1, name: "parent-random", title: "kill -9 of the parent at random moments",
      victim: .parent, goal: .injections(1000)),
    OldChart(),
    KillAtCall(
      number: 2, name: "worker-call", title: "kill -9 of a worker at each of its calls that write",
      role: .worker, action: .kill),
    KillAtRandom(
      number: 2, name: "worker-random", title: "kill -9 of workers at random moments",
      victim: .worker, goal: .injections(1000)),
    KillAtCall(
      number: 3, name: "both-call", title: "kill -9 of both at each of the worker's calls",
      role: .worker, action: .killboth),
    KillAtCall(
      number: 3, name: "early-resume-call",
      title: "kill -9 of a resumed parent at each of its calls, after a first one at call 60",
      role: .parent, action: .kill, first: 60),
    KillAtCall(
      number: 3, name: "late-resume-call",
      title: "kill -9 of a resumed parent at each of its calls, after a first one at call 250",
      role: .parent, action: .kill, first: 250),
    KillAtRandom(
      number: 3, name: "both-random", title: "kill -9 of parent and worker at random moments",
      victim: .both, goal: .injections(400)),
  ]

  private static let signals: [any Fault] = [
    StopBySignal(
      number: 4, name: "interrupt", title: "SIGINT once: within 5 s, 130", signal: SIGINT,
      code: 130, patience: 10, goal: .injections(60)),
    StopBySignal(
      number: 5, name: "interrupt-twice", title: "SIGINT twice: within 1 s, 130", signal: SIGINT,
      times: 2, code: 130, patience: 2, goal: .injections(60)),
    StopBySignal(
      number: 5, name: "interrupt-thrice", title: "SIGINT three times", signal: SIGINT,
      times: 3, code: 130, patience: 2, goal: .injections(30)),
    StopBySignal(
      number: 6, name: "terminate", title: "SIGTERM: within 15 s, 143", signal: SIGTERM,
      code: 143, patience: 15, goal: .injections(60)),
    StopBySignal(
      number: 7, name: "hangup", title: "SIGHUP: within 15 s, 129", signal: SIGHUP,
      code: 129, patience: 15, goal: .injections(60)),
  ]

  private static let disks: [any Fault] = [
    DiskFull(), FileSizeLimit(),
    FailingCall(
      name: "parent-sync-eio", title: "each fsync of the parent fails once (EIO)",
      role: .parent, action: .eio, calls: .sync, isLasting: false),
    FailingCall(
      name: "parent-sync-eio-on", title: "from each fsync of the parent on all fail (EIO)",
      role: .parent, action: .eio, calls: .sync, isLasting: true),
    FailingCall(
      name: "worker-sync-eio", title: "each fsync of a worker fails once (EIO)",
      role: .worker, action: .eio, calls: .sync, isLasting: false),
    FailingCall(
      name: "parent-write-enospc", title: "each write of the parent to a file fails once (ENOSPC)",
      role: .parent, action: .enospc, calls: .write, isLasting: false),
    FailingCall(
      name: "worker-write-enospc", title: "each write of a worker to a file fails once (ENOSPC)",
      role: .worker, action: .enospc, calls: .write, isLasting: false),
    FailingCall(
      name: "parent-write-eio", title: "from each write of the parent on all fail (EIO)",
      role: .parent, action: .eio, calls: .write, isLasting: true),
  ]
}
