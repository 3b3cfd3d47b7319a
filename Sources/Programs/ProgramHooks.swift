import Training

/// What a program's attempt calls.
struct ProgramHooks {
  let take: (ProgramMessage) throws -> Void
  let control: () -> TrainingControl
  let clock: () -> Double
}
