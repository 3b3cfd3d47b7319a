import CSystem
import Foundation

/// The keeper of a program that runs, and this process's ends of the four pipes.
final class Keeper {
  /// How long all of a program's processes may take to be gone after SIGKILL; only some that hang in
  /// the kernel take longer, and the keeper goes on without us.
  private static let patience = 10.0

  /// The keeper's number.
  let id: pid_t
  /// The program's number, which is its session's and group's too.
  let program: pid_t
  /// To read the program's output from.
  let output: Int32
  /// To read the program's errors from.
  let errors: Int32
  /// To read the keeper's words from.
  let news: Int32
  private let orders: Int32
  private var streamsAreOpen = true

  init(id: pid_t, program: pid_t, orders: Int32, news: Int32, output: Int32, errors: Int32) {
    (self.id, self.program) = (id, program)
    (self.orders, self.news, self.output, self.errors) = (orders, news, output, errors)
  }

  /// Has all of the program's processes get a signal.
  func order(_ order: csystem_order) { csystem_give(orders, order) }

  /// The keeper's next word, waiting for it; `nil` where it is gone.
  func hear() -> csystem_news? { Self.read(news) }

  /// Whether the keeper says something, or is gone, within so many seconds.
  func says(within seconds: Double) -> Bool {
    var polled = pollfd(fd: news, events: Int16(POLLIN), revents: 0)
    var result: Int32 = 0
    repeat {
      result = poll(&polled, 1, Int32(max(0, seconds) * 1000))
    } while result < 0 && errno == EINTR
    return result > 0
  }

  /// How many processes of the program there are, as far as they are the keeper's children.
  var childCount: Int {
    var found = [pid_t](repeating: 0, count: 512)
    return Int(csystem_children(id, &found, 512))
  }

  /// Closes the ends of the program's output and errors: whoever still writes there is told so.
  func closeStreams() {
    guard streamsAreOpen else { return }
    streamsAreOpen = false
    Foundation.close(output)
    Foundation.close(errors)
  }

  /// Ends all that is left, and waits until the keeper is gone too.
  func close() {
    closeStreams()
    Foundation.close(orders)
    var isGone = false
    while !isGone, says(within: Self.patience) { isGone = hear() == nil }
    Foundation.close(news)
    var status: Int32 = 0
    // One that hangs with its program is waited for by nobody; it goes when this process does.
    if isGone { while waitpid(id, &status, 0) < 0 && errno == EINTR {} }
  }

  /// Reads a word; they are written whole.
  static func read(_ news: Int32) -> csystem_news? {
    var word = csystem_news()
    let size = MemoryLayout<csystem_news>.size
    while true {
      let count = Foundation.read(news, &word, size)
      if count == size { return word }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}

extension csystem_news {
  /// Whether it says this.
  func `is`(_ word: csystem_word) -> Bool { self.word == numericCast(word.rawValue) }
}
