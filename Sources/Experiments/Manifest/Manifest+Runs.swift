extension Manifest {
  /// How many steps a run is to go: the value of the parameter with the role `budget`.
  public func budget(of configuration: Configuration) -> Int? {
    parameter(.budget).flatMap { configuration.values[$0.path]?.integer }
  }

  /// The states whose pictures and checkpoints are kept for good, the end among them.
  public func keptStates(of configuration: Configuration) -> [Int] {
    parameter(.kept).flatMap { configuration.values[$0.path]?.integers } ?? []
  }

  /// Whether a state of a run is one that is evaluated; every state where no parameter has the role
  /// `evaluation`.
  public func evaluates(_ state: Int, of configuration: Configuration) -> Bool {
    guard let every = parameter(.evaluation).flatMap({ configuration.values[$0.path]?.integer })
    else { return true }
    return state % max(1, every) == 0 || state == budget(of: configuration)
      || keptStates(of: configuration).contains(state)
  }

  /// States that are evaluated, for each step of a run; `nil` where no schedule tells.
  public func evaluationsPerStep(of configuration: Configuration) -> Double? {
    guard let every = parameter(.evaluation).flatMap({ configuration.values[$0.path]?.integer }),
      let budget = budget(of: configuration)
    else { return nil }
    let more = keptStates(of: configuration).count { $0 % max(1, every) != 0 }
    return Double(budget / max(1, every) + 1 + more) / Double(max(1, budget))
  }

  /// Whether a state's artifacts are kept; every state's where no parameter has the role `kept`.
  public func keepsArtifacts(of state: Int, of configuration: Configuration) -> Bool {
    parameter(.kept) == nil || keptStates(of: configuration).contains(state)
  }

  /// Whether a state has only some metrics, since it is not evaluated.
  public var hasSchedule: Bool { parameter(.evaluation) != nil }

  /// Whether a checkpoint stays once its run is finished.
  public func keeps(_ checkpoint: Checkpoint, of configuration: Configuration) -> Bool {
    checkpoint.batch == 0 && keptStates(of: configuration).contains(checkpoint.epoch)
  }

  /// The first 32 digits of the SHA-256 of the configuration without what says how long a run goes and
  /// which states it keeps: only runs of one lineage can go on from each other.
  public func lineage(of configuration: Configuration) -> String {
    Hexadecimal.identifier(bytesOfLineage(configuration))
  }

  private func bytesOfLineage(_ configuration: Configuration) -> [UInt8] {
    let apart = [parameter(.budget), parameter(.kept)].compactMap { $0?.path }
    return configuration.canonical(leavingOut: apart.contains)
  }

  /// Whether a run, of a larger budget, may go on from a shorter one's checkpoints, and has then
  /// stored the same numbers as if it had run from the start.
  ///
  /// All else must be equal. Kept states count up to the shorter one's end, but not the end itself,
  /// which is one of the shorter run just because it ends there.
  public func canExtend(_ longer: Configuration, _ shorter: Configuration) -> Bool {
    guard !endings.contains(where: { $0.holds { longer[$0] } }) else { return false }
    guard let end = budget(of: shorter), let budget = budget(of: longer), end < budget else {
      return false
    }
    let kept = { keptStates(of: $0).filter { $0 < end } }
    return kept(longer) == kept(shorter) && bytesOfLineage(longer) == bytesOfLineage(shorter)
  }
}
