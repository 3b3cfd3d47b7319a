import Foundation

/// A signal by which a sweep is asked to stop.
public enum Signal: CaseIterable, Sendable {
  /// The terminal is gone.
  case hangup
  /// Ctrl-C.
  case interrupt
  /// Somebody or a queueing system wants an end.
  case terminate
  /// A scheduler's announcement (SIGUSR1) that the time it gave is nearly over; only tasks hear it.
  case timeIsNearlyOver

  /// The system's number for it.
  public var number: Int32 {
    switch self {
    case .hangup: SIGHUP
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .timeIsNearlyOver: SIGUSR1
    }
  }

  /// Those that ask a sweep to stop.
  public static let ofSweeps: [Signal] = [.hangup, .interrupt, .terminate]

  /// The exit code of a program that stopped because of it: 129, 130, 143.
  public var exitCode: Int32 { 128 + number }
}
