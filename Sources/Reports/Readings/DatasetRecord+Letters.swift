import Experiments

extension DatasetRecord {
  /// Whether it is *Character Trajectories*: a file called as the archives call theirs, or one with
  /// as many sequences. What is said of that data, and its authors' credit, is for it alone.
  var isCharacterTrajectories: Bool {
    guard !isSynthetic else { return false }
    return ["mixoutALL_shifted", "CharacterTrajectories"].contains { name.hasPrefix($0) }
      || sequences == 2858
  }
}
