import Experiments

extension Assignment {
  /// Goes back to the newest checkpoint that is whole, where there is one.
  ///
  /// - Parameter read: Reads a checkpoint; throws what is wrong with it.
  /// - Returns: What was read, and a warning for each newer checkpoint that could not be.
  public func newest<State>(
    _ read: (Checkpoint) throws -> State
  ) -> (state: State?, warnings: [String]) {
    var warnings: [String] = []
    for checkpoint in checkpoints {
      do {
        return (try read(checkpoint), warnings)
      } catch {
        warnings.append("\(error); using the one before")
      }
    }
    return (nil, warnings)
  }
}
