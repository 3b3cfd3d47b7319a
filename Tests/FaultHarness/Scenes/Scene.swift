import Foundation

/// A folder with a sweep in it, the data, and a tree beside it that nobody may touch.
public final class Scene {
  /// The bench it stands on.
  let bench: Bench
  /// What is swept.
  let workload: Workload
  /// Its folder.
  let folder: String
  /// In the environment of every process of the scene.
  let token: String
  /// Where the program's words are kept; outside the folder, which may lie on a disk that fails.
  private let words: String
  private var launches = 0
  /// Arguments that each start of its sweep has.
  var arguments: [String] = []
  /// Variables of all that is started in it.
  var variables: [String: String] = [:]
  /// The program under test, where it is not the bench's own file.
  var program: String
  private let sentinel: [String: String]

  /// Sets a scene.
  ///
  /// - Parameter disk: Where its folder is made; the bench's by default.
  init(_ bench: Bench, _ workload: Workload, name: String, on disk: String? = nil) throws {
    self.bench = bench
    program = bench.program
    self.workload = workload
    folder = "\(disk ?? bench.folder)/scene-\(name)"
    words = "\(bench.folder)/words-\(name)"
    token = "FAULT_SCENE=\(name)-\(getpid())-"
    for place in [folder, words] {
      try? FileManager.default.removeItem(atPath: place)
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    try Self.plant(in: folder)
    sentinel = try Snapshot.digests(in: "\(folder)/sentinel")
    try write(Data(workload.spec.utf8), to: "\(workload.name).json")
    for file in workload.files {
      let name = URL(filePath: file).lastPathComponent
      try FileManager.default.copyItem(
        atPath: "\(Self.repository)/\(file)", toPath: "\(folder)/\(name)")
    }
    try FileManager.default.copyItem(
      atPath: "\(bench.folder)/data.mat", toPath: "\(folder)/data.mat")
  }

  /// Where this source lies.
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized.path

  private static func plant(in folder: String) throws {
    let tree = "\(folder)/sentinel/deep"
    try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
    for name in ["sentinel/one", "sentinel/deep/two"] {
      try Data("nobody may touch \(name)\n".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
  }

  /// Takes it away.
  func remove() {
    for id in ProcessTable.carrying(token) { kill(id, SIGKILL) }
    try? FileManager.default.removeItem(atPath: folder)
    try? FileManager.default.removeItem(atPath: words)
  }

  /// Keeps words and store as they are now in the bench's folder `kept`, to look at later.
  func keep(_ why: [Violation]) {
    if why.isEmpty { return }
    let place = "\(bench.folder)/kept/\(URL(filePath: folder).lastPathComponent)-\(launches)"
    try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let lines = why.map { "\($0)\n" }.joined()
    try? Data(lines.utf8).write(to: URL(filePath: "\(place)/violations.txt"))
    try? FileManager.default.copyItem(atPath: words, toPath: "\(place)/words")
    for suffix in ["", "-wal", "-journal"] {
      try? FileManager.default.copyItem(
        atPath: store + suffix, toPath: "\(place)/results.sqlite\(suffix)")
    }
  }

  /// What is wrong with the tree that nobody may touch.
  var sentinelViolations: [Violation] {
    let now = try? Snapshot.digests(in: "\(folder)/sentinel")
    return now == sentinel ? [] : [Violation(.files, "the tree beside save/ was touched")]
  }
}

extension Scene {
  /// The arguments of its sweep.
  var sweepArguments: [String] { ["run", "\(workload.name).json"] + arguments }

  /// Starts its sweep.
  ///
  /// - Parameters:
  ///   - more: Further arguments.
  ///   - environment: Further variables.
  ///   - wrapper: A program and arguments that become the program under test.
  func start(
    _ more: [String] = ["-j", "2"], environment: [String: String] = [:], wrapper: [String] = [],
    input: Int32? = nil
  ) throws -> Launch {
    try start(
      words: wrapper + [program] + sweepArguments + more, environment: environment,
      input: input)
  }

  /// Starts anything in its folder.
  func start(
    words: [String], environment: [String: String] = [:], input: Int32? = nil
  ) throws -> Launch {
    launches += 1
    let errors = "\(self.words)/\(launches).txt"
    let mark = token.split(separator: "=", maxSplits: 1).map(String.init)
    let variables = self.variables.merging(environment) { $1 }
      .merging([mark[0]: "\(mark[1])\(launches)"]) { $1 }
    let child = try Child(
      Command(
        words: words, folder: folder, environment: variables, output: errors, errors: errors,
        input: input))
    return Launch(child: child, errors: errors)
  }

  /// Runs the program in its folder to its end; `nil` where it takes too long.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ended {
    let began = Clock.seconds()
    let launch = try start(words: [program] + arguments, environment: environment)
    let exit = launch.child.wait(seconds: Child.patience)
    return Ended(exit: exit, said: launch.said, seconds: Clock.seconds() - began)
  }

  /// How a launch ended.
  struct Ended {
    /// `nil` where it did not.
    let exit: Exit?
    /// Its words, data and messages together.
    let said: String
    /// How long it took.
    let seconds: Double
  }

  /// All runs that any launch has said to be finished.
  var acknowledged: Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: words)) ?? []
    return names.reduce(into: []) { found, name in
      let text = FileManager.default.contents(atPath: "\(words)/\(name)") ?? Data()
      found.formUnion(Launch.finished(in: String(decoding: text, as: UTF8.self)))
    }
  }

  /// The store's path.
  var store: String { "\(folder)/save/results.sqlite" }

  /// Writes a file of its folder.
  func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(filePath: "\(folder)/\(path)"))
  }

  /// A file of its folder.
  func content(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
  }

  /// Whether there is such a file or folder.
  func has(_ path: String) -> Bool { access("\(folder)/\(path)", F_OK) == 0 }

  /// Makes a folder within its folder.
  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(path)", withIntermediateDirectories: true)
  }
}
