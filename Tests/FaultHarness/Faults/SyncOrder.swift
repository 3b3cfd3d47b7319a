import Foundation

/// Row 15 without a power cut: every file that is renamed into place is synced before, and its
/// folder after, as the kernel saw it. A cut finds a missing sync only at the right moment.
struct SyncOrder: Fault {
  let number = 15
  let name = "sync-order"
  let title = "no fault: each rename comes after a sync of the file, before one of the folder"
  let goal = Goal.shots(1)

  func isPossible(here machine: Machine) -> Possibility {
    machine.has("strace") ? .possible : .impossible("no strace")
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    let trace = "\(bench.folder)/trace-\(shot.sceneName)"
    defer { unlink(trace) }
    let calls = "trace=fsync,fdatasync,rename,renameat,renameat2"
    let launch = try scene.start(
      wrapper: ["strace", "-f", "-y", "-qq", "-o", trace, "-e", calls, "-e", "signal=none"])
    guard launch.child.wait(seconds: Child.patience) == .code(0) else {
      return Verdict([Violation(.honesty, "ended badly: \(launch.said.suffix(400))")])
    }
    let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    let (renames, violations) = Self.check(lines.compactMap { Call(String($0)) })
    let none = renames == 0 ? [Violation(.files, "no rename was seen")] : []
    return Verdict(injections: renames, try violations + none + scene.finalViolations())
  }

  /// How many renames there are, and what is wrong about them.
  private static func check(_ calls: [Call]) -> (Int, [Violation]) {
    var (synced, waiting, renames) = (Set<String>(), Set<String>(), 0)
    var found: [Violation] = []
    for call in calls {
      switch call {
      case .sync(let path):
        synced.insert(path)
        waiting.remove(path)
      case .rename(let old, let new):
        renames += 1
        if !synced.contains(old) { found.append(Violation(.files, "\(new) was not synced before")) }
        waiting.insert(URL(filePath: new).deletingLastPathComponent().path)
      }
    }
    found += waiting.sorted().map { Violation(.files, "\($0) was not synced after") }
    return (renames, found)
  }

  /// A line of the trace.
  private enum Call {
    case sync(String)
    case rename(from: String, to: String)

    /// - Parameter line: `12 fsync(7</a/b>) = 0`, `12 rename("/a/b", "/a/c") = 0` or
    ///   `12 renameat(9</a>, "b", 9</a>, "c") = 0`; the end may be missing.
    init?(_ line: String) {
      if line.firstMatch(of: /f(data)?sync\(/) != nil {
        guard let path = line.firstMatch(of: /sync\(\d+<([^>]*)>/)?.1 else { return nil }
        self = .sync(String(path))
        return
      }
      guard line.firstMatch(of: /rename(at2?)?\(/) != nil else { return nil }
      let folders = line.matches(of: /\d+<([^>]*)>, "/).map { String($0.1) }
      let names = line.matches(of: /"([^"]*)"/).map { String($0.1) }
      guard names.count == 2 else { return nil }
      let paths = folders.count == 2 ? zip(folders, names).map { "\($0)/\($1)" } : names
      self = .rename(from: paths[0], to: paths[1])
    }
  }
}
