extension Profile {
  /// What brings tasks to its machines.
  ///
  /// - Parameter save: The save folder, where the profile names none.
  public func engine(save: String) -> any TaskEngine {
    switch executor {
    case .slurm: SlurmEngine(self)
    case .ssh, .local: ParallelEngine(with(save: save))
    }
  }

  private func with(save: String) -> Profile {
    Profile(
      file: file, executor: executor, save: save, store: store, sbatch: sbatch, setup: setup,
      environment: environment, taskMinutes: taskMinutes, maxMinutes: maxMinutes, atATime: atATime,
      maxTasks: maxTasks, lookSeconds: lookSeconds, hosts: hosts,
      lines: lines)
  }
}
