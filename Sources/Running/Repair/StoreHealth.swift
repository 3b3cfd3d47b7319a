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
  /// Whether its making was cut short: it holds nothing yet, and nothing is lost.
  package let isUnmade: Bool
  private let isReadable: Bool

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
    (isUnmade, isReadable, needsSchema) = (error.code == .missing, false, false)
    (self.path, runs, checkpoints, wrongFiles) = (path, 0, 0, [])
    damage = isUnmade ? [] : [error.what]
  }

  private init(of store: ResultStore, files folder: SafeFolder) throws {
    let problems = try store.integrityProblems()
    let schema = problems.isEmpty ? try store.schema() : nil
    // Rows of a file that contradicts itself are not even looked at.
    let isReadable = schema?.isReadable ?? false
    let digests = isReadable ? try store.verifyDigests() : []
    let stored = isReadable ? try store.progress().runs.values.sorted { $0.id < $1.id } : []
    (path, isUnmade) = (store.path, false)
    self.isReadable = isReadable
    runs = stored.count
    checkpoints = stored.map(\.checkpoints.count).reduce(0, +)
    damage = problems + (schema?.problems ?? []) + digests.map(\.description)
    needsSchema = schema.map { $0.isMendable && !$0.problems.isEmpty } ?? false
    wrongFiles = stored.flatMap(\.checkpoints).compactMap(folder.fault)
  }

  package var text: String {
    if isUnmade {
      return "store: \(path) holds nothing yet: its making was cut short, and the next sweep run "
        + "makes it\n"
    }
    let problems = damage + wrongFiles
    let counts = isReadable ? ", \(runs) runs, \(checkpoints) checkpoints" : " cannot be read"
    let head = "store: \(path)\(counts)"
    guard !problems.isEmpty else { return "\(head): sound\n" }
    return "\(head)\n" + problems.map { "  \($0)\n" }.joined()
  }

  package var failure: Failure? {
    if !damage.isEmpty {
      return Failure(
        .storeDamaged, "\(path) is damaged: \(Self.plain(damage[0]))",
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

  /// Without what the sentence around it says already.
  private static func plain(_ damage: String) -> String {
    let said = "the store is damaged: "
    return damage.hasPrefix(said) ? String(damage.dropFirst(said.count)) : damage
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
