import Foundation

/// The descriptors of this process's timers.
enum TimerDescriptors {
  /// More than there are: one for events, one to wake it, one for each clock.
  private static let most = 8

  /// Has them opened now. Dispatch opens them with the first timer, wherever that is set, and ends
  /// the whole process where it gets none.
  ///
  /// - Throws: ``StartError`` where there are not enough descriptors left.
  static func open() async throws(StartError) {
    try reserve()
    try? await Task.sleep(until: .now + .nanoseconds(1), clock: .continuous)
    try? await Task.sleep(until: .now + .nanoseconds(1), clock: .suspending)
  }

  /// Makes sure that there are enough descriptors left.
  static func reserve() throws(StartError) {
    var held: [Int32] = []
    defer { for descriptor in held { close(descriptor) } }
    for _ in 0..<most {
      let descriptor = Foundation.open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw StartError(number: errno) }
      held.append(descriptor)
    }
  }
}
