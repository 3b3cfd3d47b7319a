import Cluster
import Experiments
import Files
import Programs
import Reports
import Running
import Scheduling
import Storage
import Training

extension Failure {
  /// What each target's errors mean to whoever typed the command.
  init(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as any CustomFailure: self = error.failure
    case let error as SpecError: self.init(error)
    case let error as StoreError: self.init(error)
    case let error as ReportError: self.init(error)
    case let error as TrainingError:
      self.init(
        error.code == .resource ? .wantOfResource : .input, error.description,
        safe: "nothing was changed", next: "fix what is named above, then the same command again")
    case let error as ProgramInputs.Fault:
      self.init(
        .input, error.description, safe: "nothing was started and nothing was written",
        next: "fix \"inputs\" in the spec's trainer, then the same command again")
    case let error as SchedulingError: self.init(error)
    case let error as ClusterError: self.init(error)
    case let error as FileError: self.init(error)
    default: self.init(unforeseen: error)
    }
  }

  private init(unforeseen error: any Error) {
    if let error = FileError(foundation: error) {
      self.init(error)
    } else {
      self.init(
        .ourMistake, "internal error: \(error)",
        safe: "what was recorded stays recorded", next: "sweep doctor")
    }
  }

  /// A file or a folder that cannot be used.
  init(_ error: FileError) {
    self.init(
      error.isWantOfResource ? .wantOfResource : .input, error.description,
      safe: "what was recorded stays recorded",
      next: error.isWantOfResource
        ? "free space or repair the disk, then the same command again"
        : "fix what is named above, or name another place")
  }

  private init(_ error: SpecError) {
    if error.isAboutNames {
      self.init(
        .input, error.description, safe: "nothing was started and nothing was written",
        next: "sweep plan SPEC, for labels and ids")
      return
    }
    self.init(
      .input, "refused\n\(error)", safe: "nothing was started and nothing was written",
      next: "fix what is named above, then the same command again")
  }

  private init(_ error: StoreError) {
    switch error.code {
    case .damaged:
      self.init(
        .storeDamaged, error.description,
        safe: "the file was left as it is; checkpoints and reports are files of their own",
        next: "sweep doctor \(error.path), or with --repair to rebuild it")
    case .full, .io:
      self.init(
        .wantOfResource, error.description, safe: "what was recorded before stays recorded",
        next: "free space or repair the disk, then: sweep resume --store \(error.path)")
    case .moved:
      self.init(
        .wantOfResource, error.description,
        safe: "what was recorded is in the moved files; nothing was written after that",
        next: "move it back, then: sweep resume (or name the new place with --save or --store)")
    case .deleted:
      self.init(
        .wantOfResource, error.description,
        safe: "reports that were written before; the store's values are gone",
        next: "the same command again starts from the beginning (or restore a copy first)")
    case .missing:
      self.init(
        .input, error.description, safe: "nothing was changed",
        next: "sweep run SPEC creates a store; --store FILE or --save DIR names another one")
    case .unknown:
      self.init(
        .input, error.description, safe: "nothing was changed",
        next: "sweep ls (or --store FILE to look into another store)")
    case .failed, .conflict:
      self.init(
        .ourMistake, error.description, safe: "what was recorded before stays recorded",
        next: "sweep doctor --store \(error.path)")
    case .inUse:
      let holder = error.holder.map { ": \($0)" } ?? ""
      self.init(
        .storeUnusable, error.description, safe: "the running sweep was not disturbed\(holder)",
        next: "sweep status (or --store FILE to use another store)")
    case .busy, .notARegularFile, .hardLinked, .foreign, .tooNew, .readOnly, .networkFileSystem:
      self.init(
        .storeUnusable, error.description, safe: "nothing was changed",
        next: "name another store with --store FILE, or fix what is named above")
    }
  }

  private init(_ error: ReportError) {
    let next =
      switch error.code {
      case .malformed, .unknownVersion, .truncated, .unreadable: "sweep report NAME, from the store"
      case .unwritable: "fix what is named above, or the same command with --reports DIR"
      case .resource: "free space, or the same command with --reports DIR"
      }
    self.init(
      error.code == .resource ? .wantOfResource : .input, error.description,
      safe: "every result is in the store", next: next)
  }

  private init(_ error: ClusterError) {
    switch error.code {
    case .profile:
      self.init(
        .input, error.description, safe: "nothing was started on other machines",
        next: error.fix ?? "fix what is named above, then the same command again")
    case .unreachable, .file:
      self.init(
        .wantOfResource, error.description,
        safe: "what was handed over goes on, and what was recorded stays recorded",
        next: error.fix ?? "the same command again")
    case .resource:
      self.init(
        .wantOfResource, error.description, safe: "what was recorded stays recorded",
        next: error.fix ?? "free space, then the same command again")
    }
  }

  private init(_ error: SchedulingError) {
    switch error.code {
    case .noRoom:
      self.init(
        .wantOfResource, error.description, safe: "nothing was started",
        next: "the same command when fewer programs run, or with higher limits (ulimit -u, -n)")
    case .outOfResources, .cannotWatch:
      self.init(
        .wantOfResource, error.description,
        safe: "what was recorded stays recorded",
        next: "fix what is named above, then: sweep resume")
    case .everyRunFails, .failedFast:
      self.init(
        .runsFailed, error.description, safe: "what was recorded stays recorded",
        next: "sweep logs \(error.label ?? "LABEL"), then: sweep resume")
    }
  }
}

extension SpecError {
  /// Whether the spec is right, and a run was named that it has not.
  fileprivate var isAboutNames: Bool {
    problems.allSatisfy { $0.code == .unknownRun || $0.code == .ambiguousRun }
  }
}
