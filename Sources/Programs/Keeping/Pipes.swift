import CSystem
import Foundation

/// The four pipes of a program and its keeper, while both ends are this process's.
struct Pipes {
  /// To write and to read orders.
  private(set) var orders: (ours: Int32, theirs: Int32) = (-1, -1)
  /// To read and to write news.
  private(set) var news: (ours: Int32, theirs: Int32) = (-1, -1)
  private(set) var output: (ours: Int32, theirs: Int32) = (-1, -1)
  private(set) var errors: (ours: Int32, theirs: Int32) = (-1, -1)

  /// Makes them.
  ///
  /// - Throws: ``ProgramError`` where there are no descriptors left.
  init() throws(ProgramError) {
    do throws(ProgramError) {
      orders = try Self.ends(of: csystem_channel) { ($1, $0) }
      news = try Self.ends(of: csystem_pipe) { ($0, $1) }
      output = try Self.ends(of: csystem_pipe) { ($0, $1) }
      errors = try Self.ends(of: csystem_pipe) { ($0, $1) }
    } catch {
      closeTheirs()
      closeOurs()
      throw error
    }
  }

  /// Closes the keeper's ends.
  func closeTheirs() {
    for end in [orders, news, output, errors] where end.theirs >= 0 { close(end.theirs) }
  }

  /// Closes this process's ends.
  func closeOurs() {
    for end in [orders, news, output, errors] where end.ours >= 0 { close(end.ours) }
  }

  private static func ends(
    of make: (UnsafeMutablePointer<Int32>?) -> Int32,
    _ sides: (Int32, Int32) -> (ours: Int32, theirs: Int32)
  ) throws(ProgramError) -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    let error = make(&ends)
    guard error == 0 else {
      throw ProgramError(
        "cannot start a program: \(String(cString: strerror(error)))", isWantOfResource: true)
    }
    return sides(ends[0], ends[1])
  }
}
