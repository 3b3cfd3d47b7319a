extension RunResult {
  /// The same run, with what came of training it again.
  public func attested(_ attested: Bool?) -> RunResult {
    RunResult(
      run: run, state: state, attempts: attempts, metrics: metrics,
      reconstructions: reconstructions, checkpoints: checkpoints, seconds: seconds,
      sequences: sequences, failure: failure, environment: environment, coreSeconds: coreSeconds,
      attested: attested)
  }
}
