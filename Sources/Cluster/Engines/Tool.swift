import CSystem
import Foundation
import Scheduling

/// A program of others that is run to its end, within a limit of time, and whose answer is read.
struct Tool: Sendable {
  /// What came of it.
  struct Answer: Sendable {
    /// Its exit code; `nil` where it was ended by a signal.
    let code: Int?
    /// What it printed.
    let output: String
    /// What it printed to its standard error, without line feeds at its end.
    let errors: String
  }

  /// The program's name, looked for on `PATH`.
  let name: String
  /// Seconds that it may take.
  var limit = 30.0
  /// Where it is looked for, as `PATH` has it; `nil` for `PATH`.
  var folders: String?

  /// Runs it.
  ///
  /// - Parameter variables: Put into its environment.
  /// - Throws: ``ClusterError`` `.profile` where it is not there, `.unreachable` where it takes too
  ///   long or cannot be started.
  func run(
    _ arguments: [String], _ variables: [String: String] = [:]
  ) throws(ClusterError) -> Answer {
    guard let path = Self.path(of: name, in: folders) else {
      throw ClusterError(
        .profile, "\(name) is not on this machine's PATH",
        fix: "run this where \(name) is (the cluster's login node), or set \"executor\" in the "
          + "profile to another one: slurm, ssh, local")
    }
    let files = (0..<2).map { _ in Self.temporary() }
    defer { for file in files { close(file) } }
    guard files.allSatisfy({ $0 >= 0 }) else {
      throw ClusterError(.unreachable, "\(name): out of file descriptors or temporary space")
    }
    let id = try start(path, arguments, variables, files)
    let end = try wait(for: id)
    return Answer(
      code: end.signal == 0 ? Int(end.code) : nil, output: Self.text(files[0]),
      errors: Self.text(files[1]).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Where a program lies.
  static func path(of name: String, in given: String? = nil) -> String? {
    let path = given ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folders = path.split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private func start(
    _ path: String, _ arguments: [String], _ variables: [String: String], _ files: [Int32]
  ) throws(ClusterError) -> pid_t {
    let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(input) }
    let all = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    var id: pid_t = 0
    let error = withCStrings([name] + arguments) { arguments in
      withCStrings(all.map { "\($0.key)=\($0.value)" }) {
        csystem_spawn(&id, path, arguments, $0, [input] + files)
      }
    }
    guard error == 0 else {
      throw ClusterError(.unreachable, "\(name): \(String(cString: strerror(error)))")
    }
    return id
  }

  private func wait(for id: pid_t) throws(ClusterError) -> csystem_end {
    var (end, waited, pause) = (csystem_end(), 0.0, 0.001)
    var isLate = false
    while !csystem_ended(id, &end) {
      usleep(UInt32(pause * 1e6))
      waited += pause
      pause = min(0.05, 1.5 * pause)
      if waited > limit, !isLate {
        kill(-id, SIGKILL)
        isLate = true
      }
    }
    if isLate { throw ClusterError(.unreachable, "\(name) did not answer in \(Int(limit)) s") }
    return end
  }

  // A pipe would fill while nobody reads.
  private static func temporary() -> Int32 {
    var template = Array("\(NSTemporaryDirectory())/sweep-answer-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return file }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return file
  }

  private static func text(_ file: Int32) -> String {
    lseek(file, 0, SEEK_SET)
    let data = try? FileHandle(fileDescriptor: file).readToEnd()
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
