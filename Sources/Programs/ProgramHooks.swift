/// What a program's attempt calls.
struct ProgramHooks {
  let take: (ProgramMessage) throws -> Void
  let control: () -> ProgramControl
  let clock: () -> Double
}
