import Foundation

/// Who holds a store for writing, as told to those who come second.
public struct LockHolder: Codable, Equatable, Sendable, CustomStringConvertible {
  /// Its process.
  public let pid: Int
  /// Its machine.
  public let host: String
  /// When it took the store: seconds since 1970, by that machine's clock.
  public let since: Int
  /// What it runs, for people: a sweep's name.
  public let spec: String

  /// Makes a holder's record.
  public init(pid: Int, host: String, since: Int, spec: String) {
    self.pid = pid
    self.host = host
    self.since = since
    self.spec = spec
  }

  /// This process, on this machine.
  static func current(spec: String, since: Date) -> LockHolder {
    LockHolder(
      pid: Int(getpid()), host: thisHost, since: Int(since.timeIntervalSince1970.rounded(.down)),
      spec: spec)
  }

  /// `pid 812 on this host since 2026-11-23 10:02 UTC (paper)`.
  public var description: String {
    let place = host == Self.thisHost ? "this host" : host
    return "pid \(pid) on \(place) since \(time) (\(spec))"
  }

  /// Whether it is a process of this machine.
  public var isHere: Bool { host == Self.thisHost }

  private var time: String {
    let text = Date(timeIntervalSince1970: Double(since)).ISO8601Format()
    return text.replacing("T", with: " ").prefix(16) + " UTC"
  }

  // `ProcessInfo.hostName` asks the network.
  private static var thisHost: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
