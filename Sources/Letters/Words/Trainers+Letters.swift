import Experiments

extension Trainers {
  /// The letters as the trainer of specs that name none.
  public static let letters = Trainers(standard: .letters) { configuration throws(RuleBroken) in
    if configuration["variant.family"] != nil { _ = try LetterSettings(configuration) }
  }
}
