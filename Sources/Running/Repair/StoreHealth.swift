import Experiments
import Files
import Foundation
import Storage

/// What is wrong with a store and the files it names.
package struct StoreHealth: Encodable {
  let path: String
  let runs: Int
  let checkpoints: Int
  let damage: [String]
  let wrongFiles: [String]
  /// Whether to give the store back its schema first; what else is hurt is seen after that.
  let needsSchema: Bool

  private enum CodingKeys: CodingKey { case path, runs, checkpoints, damage, wrongFiles }

  /// `nil` where there is no store.
  package init?(_ places: SavePlaces) throws {
    guard places.mayHaveStore else { return nil }
    do {
      let store = try ResultStore.openForInspection(places.storePath, trainers: .own)
      defer { try? store.close() }
      try self.init(of: store, files: SafeFolder(places.filesFolder))
    } catch let error as StoreError where error.isDamage || error.code == .missing {
      self.init(unreadable: error, at: places.storePath)
    }
  }

  private init(unreadable error: StoreError, at path: String) {
    (self.path, runs, checkpoints, damage, wrongFiles) = (path, 0, 0, [error.what], [])
    needsSchema = false
  }

  private init(of store: ResultStore, files folder: SafeFolder) throws {
    let problems = try store.integrityProblems()
    let schema = problems.isEmpty ? try store.schema() : nil
    // Rows of a file that contradicts itself are not even looked at.
    let isReadable = schema?.isReadable ?? false
    let digests = isReadable ? try store.verifyDigests() : []
    let stored = isReadable ? try store.progress().runs.values.sorted { $0.id < $1.id } : []
    path = store.path
    runs = stored.count
    checkpoints = stored.map(\.checkpoints.count).reduce(0, +)
    damage = problems + (schema?.problems ?? []) + digests.map(\.description)
    needsSchema = schema.map { $0.isMendable && !$0.problems.isEmpty } ?? false
    wrongFiles = stored.flatMap(\.checkpoints).compactMap(folder.fault)
  }

  package var text: String {
    let problems = damage + wrongFiles
    let head = "store: \(path), \(runs) runs, \(checkpoints) checkpoints"
    guard !problems.isEmpty else { return "\(head): sound\n" }
    return "\(head)\n" + problems.map { "  \($0)\n" }.joined()
  }

  package var failure: Failure? {
    if !damage.isEmpty {
      return Failure(
        .storeDamaged, "\(path) is damaged: \(damage[0])",
        safe: "nothing was changed; reports and checkpoints are files of their own",
        next: "sweep doctor \(path) --repair (keeps the damaged file), then: sweep run SPEC")
    }
    guard let first = wrongFiles.first else { return nil }
    let files = wrongFiles.count == 1 ? "file is" : "files are"
    return Failure(
      .runsFailed, "\(wrongFiles.count) checkpoint \(files) not what was recorded: \(first)",
      safe: "the results in the store do not depend on them",
      next: "sweep doctor \(path) --repair forgets them, then: sweep run SPEC says what is missing")
  }
}

extension SafeFolder {
  /// What is wrong with a checkpoint's file; `nil` if nothing.
  func fault(of checkpoint: Checkpoint) -> String? {
    guard let bytes = try? read(checkpoint.file, most: checkpoint.bytes) else {
      return "\(checkpoint.file): missing, or cannot be read"
    }
    return checkpoint.matches(bytes) ? nil : "\(checkpoint.file): its SHA-256 differs"
  }
}
