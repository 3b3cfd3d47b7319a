import Foundation

/// Processor time of this thread, in seconds; what runs beside it is not in it.
public func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Processor time that `body` takes on this thread, in seconds.
///
/// A busy machine may double it (shared caches, a slower clock): compare it with that of other work
/// done here and now, never with a number of seconds.
public func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
  let start = threadSeconds()
  try body()
  return threadSeconds() - start
}

/// The exponent with which the processor time of work grows with its size: 1 is linear.
///
/// Small and large are timed in turns, and of each the fastest counts.
///
/// - Parameter work: Does the work of a size on this thread and returns its processor time, so that
///   what it needs is not counted.
public func growth(
  from small: Int, to large: Int, rounds: Int = 3, _ work: (Int) throws -> Double
) rethrows -> Double {
  var best = (small: Double.infinity, large: Double.infinity)
  for _ in 0..<rounds {
    best.small = min(best.small, try work(small))
    best.large = min(best.large, try work(large))
  }
  return log(best.large / best.small) / log(Double(large) / Double(small))
}
