import Foundation

/// The threads and descriptors that tasks need.
public enum Room {
  /// Makes sure there are some. Where the system has no thread to give, Dispatch asks again and
  /// again and says nothing; where it has no descriptor, Dispatch ends the process.
  ///
  /// - Throws: ``SchedulingError``: this user, process or memory group may have no more.
  public static func check() throws(SchedulingError) {
    do {
      try TimerDescriptors.reserve()
      try reserveThreads()
    } catch {
      throw SchedulingError(.noRoom, detail: words(for: error.number))
    }
  }

  private static func reserveThreads() throws(StartError) {
    // One for each core, whichever this process may use; one for events, one for signals.
    let needed = Processors.current().all + 2
    let gate = DispatchSemaphore(value: 0)
    var held: [pthread_t] = []
    defer {
      for _ in held { gate.signal() }
      for thread in held { pthread_join(thread, nil) }
    }
    for _ in 0..<needed {
      var thread = pthread_t()
      let error = createThread(&thread, PTHREAD_CREATE_JOINABLE) { gate.wait() }
      if error != 0 { throw StartError(number: error) }
      held.append(thread)
    }
  }
}
