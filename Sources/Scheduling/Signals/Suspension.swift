import CSystem
import Foundation
import Synchronization

/// Stops this process when Ctrl-Z asks for it, after having told whoever must stop too: workers lead
/// process groups of their own, so the terminal's signal reaches only this process.
final class Suspension: Sendable {
  /// The signals it is for.
  let signals: [Int32] = csystem_is_ignored(SIGTSTP) ? [] : [SIGTSTP]
  private let action = Mutex<(@Sendable (Bool) -> Void)?>(nil)

  /// Has something done before the process stops and after it goes on.
  func set(_ action: @escaping @Sendable (Bool) -> Void) { self.action.withLock { $0 = action } }

  /// Stops the process, and returns when it goes on (or at once where nobody could wake it).
  func carryOut() {
    let action = action.withLock { $0 }
    action?(true)
    csystem_stop()
    action?(false)
  }
}
