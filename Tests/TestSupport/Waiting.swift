import Foundation

/// Waits until something holds; gives up after ten minutes, which only a hang takes.
public func eventually(_ holds: () -> Bool) async -> Bool {
  let start = ContinuousClock.now
  while !holds() {
    if ContinuousClock.now - start > .seconds(600) { return false }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return true
}

/// Whether a process is there and not just a name in the list.
public func isAlive(_ id: Int32) -> Bool {
  guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else {
    return false
  }
  return !status.contains(") Z ")
}
