import Synchronization

/// Signals on their way to whoever is to hear them; they wait while that is nobody.
final class SignalHearing: Sendable {
  private struct State {
    var action: (@Sendable (Signal) -> Void)?
    var waiting: [Signal] = []
  }

  private let state = Mutex(State())

  /// Has something done at each signal, those that wait first.
  func set(_ action: (@Sendable (Signal) -> Void)?) {
    state.withLock { state in
      state.action = action
      guard let action else { return }
      state.waiting.forEach(action)
      state.waiting = []
    }
  }

  /// Takes a signal.
  func hear(_ signal: Signal) {
    state.withLock { state in
      if let action = state.action { action(signal) } else { state.waiting.append(signal) }
    }
  }
}
