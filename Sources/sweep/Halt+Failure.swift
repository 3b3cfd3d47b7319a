import Running
import Scheduling

extension Halt: CustomFailure {
  var failure: Failure {
    let told = Failure(error)
    guard let saved, let error = error as? SchedulingError, error.code != .noRoom else {
      return told
    }
    return Failure(exitCode: told.code, told.happened, safe: saved.words, next: told.next)
  }
}
