import Foundation
import Synchronization

/// A real Slurm of two nodes on this machine, on loopback, for one process of tests.
///
/// Without systemd: the daemons run under whoever starts them, with a key of their own. Short times,
/// so that a node is missed, or a task started again, within seconds.
/// Source: slurm.conf(5), munged(8); what a cluster on one machine needs was found by trying.
final class SlurmCluster: Sendable {
  /// Programs that it needs.
  static let tools = ["munged", "mungekey", "slurmctld", "slurmd", "sbatch", "squeue", "scancel"]

  private let folder: String
  private let port: Int

  /// Its nodes.
  let nodes = ["n1", "n2"]
  /// What its clients must know.
  var variables: [String: String] {
    ["SLURM_CONF": "\(folder)/slurm.conf", "PATH": "\(Self.path)"]
  }

  private static let path =
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"

  /// Starts it.
  ///
  /// - Parameter folder: Where its state is; sockets have short names.
  init(in folder: String) throws {
    self.folder = "/tmp/fault-slurm-\(getpid())"
    port = 20000 + Int(getpid()) % 20000
    for name in ["state", "spool", "log", "run"] {
      try FileManager.default.createDirectory(
        atPath: "\(self.folder)/\(name)", withIntermediateDirectories: true)
    }
    try configuration.write(
      toFile: "\(self.folder)/slurm.conf", atomically: true, encoding: .utf8)
    try require(["mungekey", "--create", "--keyfile", "\(self.folder)/munge.key"])
    chmod("\(self.folder)/munge.key", 0o400)
    try require([
      "munged", "--force", "--key-file", "\(self.folder)/munge.key", "--socket", socket,
      "--pid-file", "\(self.folder)/run/munged.pid", "--log-file", "\(self.folder)/log/munged.log",
      "--seed-file", "\(self.folder)/run/seed",
    ])
    try startController()
    for node in nodes { try startNode(node) }
    try waitUntilIdle()
    Self.stopAtExit(self.folder)
  }

  private var socket: String { "\(folder)/munge.socket" }

  private var configuration: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      .prefix { $0 != "." }
    let user = String(cString: getpwuid(geteuid()).pointee.pw_name)
    return """
      ClusterName=faults
      SlurmctldHost=\(host)(127.0.0.1)
      SlurmUser=\(user)
      SlurmdUser=\(user)
      AuthInfo=socket=\(socket),cred_expire=5
      CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
      SlurmctldPort=\(port)
      StateSaveLocation=\(folder)/state
      SlurmdSpoolDir=\(folder)/spool/%n
      SlurmctldPidFile=\(folder)/run/slurmctld.pid
      SlurmdPidFile=\(folder)/run/%n.pid
      SlurmctldLogFile=\(folder)/log/slurmctld.log
      SlurmdLogFile=\(folder)/log/%n.log
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      MailProg=/bin/true
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      SlurmdParameters=config_overrides
      ReturnToService=2
      SlurmdTimeout=4
      MessageTimeout=2
      KillWait=3
      SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
      NodeName=n[1-2] NodeHostname=\(host) NodeAddr=127.0.0.1 Port=\(port + 1)-\(port + 2) CPUs=2
      PartitionName=main Nodes=ALL Default=YES State=UP

      """
  }

  // MARK: - Its parts

  /// Starts the controller.
  func startController() throws { try require(["slurmctld"]) }

  /// Starts a node's daemon.
  func startNode(_ name: String) throws { try require(["slurmd", "-N", name]) }

  /// Kills the controller.
  func killController() { kill(named: "slurmctld") }

  /// Kills a node's daemon; its tasks go on, as on a machine that was cut off.
  func killNode(_ name: String) { kill(named: name) }

  private func kill(named name: String) {
    guard let id = id(of: name) else { return }
    Foundation.kill(id, SIGKILL)
  }

  private func id(of name: String) -> pid_t? {
    (try? String(contentsOfFile: "\(folder)/run/\(name).pid", encoding: .utf8))
      .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Runs one of its tools.
  @discardableResult
  func tool(_ words: [String]) throws -> Tool.Outcome {
    let variables = self.variables.map { "\($0.key)=\($0.value)" }
    return try Tool.run(["timeout", "30", "env"] + variables + words)
  }

  private func require(_ words: [String]) throws {
    let outcome = try tool(words)
    guard outcome.isDone else {
      throw HarnessError("\(words.joined(separator: " ")): \(outcome.text)")
    }
  }

  /// Numbers of the tasks that it has of this user, as `squeue` gives them: `5_0`.
  func tasks(_ states: String = "all") throws -> [String] {
    let states = states == "all" ? "PD,R,CG,CF,S" : states
    let text = try tool(["squeue", "-h", "-r", "-t", states, "-o", "%i"]).text
    return text.split(separator: "\n").map(String.init).filter { $0.first?.isNumber == true }
  }

  /// Waits until every node can take tasks.
  func waitUntilIdle() throws {
    let deadline = Clock.seconds() + 60
    while Clock.seconds() < deadline {
      let text = try tool(["sinfo", "-h", "-r", "-N", "-t", "idle,alloc,mix", "-o", "%N"]).text
      if text.split(separator: "\n").count == nodes.count { return }
      Clock.pause(0.2)
    }
    throw HarnessError("Slurm's nodes did not come up: \(folder)/log")
  }

  /// Lets go of what is held, and of nodes that were taken out.
  func release() throws {
    for node in nodes {
      try tool(["scontrol", "update", "nodename=\(node)", "state=resume"])
    }
    for task in try tasks() { try tool(["scontrol", "release", task]) }
  }

  /// Ends all tasks, and has all daemons as at the beginning.
  func mend() throws {
    if id(of: "slurmctld").map({ Foundation.kill($0, 0) != 0 }) ?? true { try startController() }
    for node in nodes where id(of: node).map({ Foundation.kill($0, 0) != 0 }) ?? true {
      try startNode(node)
    }
    for node in nodes {
      try tool(["scontrol", "update", "nodename=\(node)", "state=resume"])
    }
    try tool(["scancel", "--user=\(geteuid())"])
    try waitUntilIdle()
  }

  private static func stopAtExit(_ folder: String) {
    // What is kept in a static is never given up, but at the program's end.
    ends.withLock { $0.append(folder) }
    atexit {
      for folder in SlurmCluster.ends.withLock({ $0 }) { SlurmCluster.end(folder) }
    }
  }

  private static let ends = Mutex<[String]>([])

  private static func end(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/run")) ?? []
    for name in names where name.hasSuffix(".pid") {
      let text = (try? String(contentsOfFile: "\(folder)/run/\(name)", encoding: .utf8)) ?? ""
      if let id = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) {
        Foundation.kill(id, SIGKILL)
      }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
