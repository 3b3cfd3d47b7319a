extension RunResult {
  /// The same run, with what came of training it again.
  public func attested(_ attested: Bool?) -> RunResult {
    with(checkpoints: checkpoints, attested: attested)
  }

  /// The same run, its checkpoints in other files.
  public func with(checkpoints: [Checkpoint]) -> RunResult {
    with(checkpoints: checkpoints, attested: attested)
  }

  private func with(checkpoints: [Checkpoint], attested: Bool?) -> RunResult {
    RunResult(
      run: run, state: state, attempts: attempts, metrics: metrics,
      reconstructions: reconstructions, artifacts: artifacts, checkpoints: checkpoints,
      seconds: seconds,
      sequences: sequences, failure: failure, environment: environment, coreSeconds: coreSeconds,
      attested: attested, divergedAt: divergedAt)
  }
}
