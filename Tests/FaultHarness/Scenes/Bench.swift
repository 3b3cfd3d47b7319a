import Crypto
import Foundation
import Synchronization

/// Where faults are injected: the program under test, a working folder, the data, and what
/// undisturbed sweeps come to.
public final class Bench: Sendable {
  /// The program under test.
  public let program: String
  /// The first digits of its SHA-256.
  public let build: String
  /// What this machine lets the harness do.
  public let machine: Machine
  /// The working folder, absolute.
  public let folder: String
  /// Whether what takes longer than was promised is a violation: not on a machine that others use.
  let judgesTime: Bool
  /// The library that injects faults from within; `nil` without a C compiler.
  let shim: String?
  private let goldens = Mutex<[String: Snapshot]>([:])
  private let slurm = Mutex<SlurmCluster?>(nil)

  /// Makes the working folder and the data.
  ///
  /// - Parameters:
  ///   - program: The program under test.
  ///   - folder: The working folder; made where it is missing.
  ///   - judgesTime: Whether what takes longer than was promised is a violation.
  /// - Throws: ``HarnessError``.
  public init(program: String, folder: String, judgesTime: Bool = true) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let folder = URL(filePath: folder).resolvingSymlinksInPath().path
    guard let bytes = FileManager.default.contents(atPath: program) else {
      throw HarnessError("there is no program \(program)")
    }
    self.program = program
    self.folder = folder
    self.judgesTime = judgesTime
    build = String(Snapshot.hexadecimal(SHA256.hash(data: bytes)).prefix(12))
    machine = Machine(tryingIn: folder)
    shim = Self.compile(into: folder)
    if access("\(folder)/data.mat", R_OK) != 0 {
      let words = [program, "data", "make", "-o", "data.mat", "--sequences", "30"]
      try Tool.require(words, in: folder)
    }
  }

  /// What an undisturbed sweep comes to; run once.
  func golden(_ workload: Workload) throws -> Snapshot {
    if let known = goldens.withLock({ $0[workload.name] }) { return known }
    let scene = try Scene(self, workload, name: "golden-\(workload.name)-\(getpid())")
    defer { scene.remove() }
    let launch = try scene.start()
    guard launch.child.wait(seconds: Child.patience) == .code(0) else {
      throw HarnessError("an undisturbed sweep did not end well: \(launch.said)")
    }
    let golden = try Snapshot(of: scene)
    goldens.withLock { $0[workload.name] = golden }
    return golden
  }

  /// A cluster of two nodes on this machine, started when it is first asked for.
  func cluster() throws -> SlurmCluster {
    try slurm.withLock { slurm in
      if let slurm { return slurm }
      let started = try SlurmCluster(in: folder)
      slurm = started
      return started
    }
  }

  /// The source of the shim lies beside this target's folder.
  private static func compile(into folder: String) -> String? {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../FaultShim/FaultShim.c").standardized.path
    let library = "\(folder)/shim-\(getpid()).so"
    for compiler in ["cc", "clang", "gcc"] where Tool.exists(compiler) {
      let words = [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
      if (try? Tool.run(words))?.isDone == true { return library }
    }
    return nil
  }

  /// Where the sweep that was killed midway is kept, for this process.
  var frozen: String { "\(folder)/frozen-\(getpid())" }

  deinit {
    if let shim { unlink(shim) }
    try? FileManager.default.removeItem(atPath: frozen)
  }
}
