/// How far into a run's journals one has read, once what was read up to there is recorded.
public struct JournalMark: Hashable, Sendable {
  /// The journal's number, from 1: that of an attempt on another machine.
  public let number: Int
  /// Bytes of it that were read.
  public let bytes: Int
  /// Whether more may follow, without anybody here: the run goes on elsewhere.
  public let isLive: Bool

  /// Makes a mark.
  public init(number: Int, bytes: Int, isLive: Bool) {
    self.number = number
    self.bytes = bytes
    self.isLive = isLive
  }
}
