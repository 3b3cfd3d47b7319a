import Cluster
import Experiments
import Files
import Foundation
import Running

extension Profile {
  /// Reads the profile at a path.
  ///
  /// - Parameter shown: What errors call it.
  static func read(file: String, shown: String) throws -> Profile {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      throw Failure(
        .input,
        "\(shown): the profile cannot be read: \(FileError(foundation: error)?.reason ?? "\(error)")",
        safe: "nothing was started and nothing was written",
        next: "name another one with --profile, or begin with experiments/cluster.json")
    }
    return try read(bytes, file: file)
  }

  /// What a sweep is told of these machines.
  ///
  /// - Parameters:
  ///   - save: The save folder.
  ///   - detaches: Whether to return as soon as all was handed over.
  func use(save: String, detaches: Bool) -> ClusterUse {
    let engine = engine(save: save)
    return ClusterUse(
      engine: engine, taskSeconds: 60 * taskMinutes,
      maxTasks: min(maxTasks, engine.mostTasks() ?? .max), atATime: atATime,
      lookSeconds: lookSeconds, commit: Product.commit(), detaches: detaches)
  }
}

extension StoreOptions {
  /// The other machines that runs go to; `nil` for this one.
  func cluster(detaches: Bool) throws -> ClusterUse? {
    let profile = try profile()
    guard profile != nil || !detaches else {
      throw Failure(
        .input, "--detach: runs on this machine end with this program",
        safe: "nothing was started",
        next: "name the machines that they are to go to: --profile FILE; with "
          + "\"executor\": \"local\" in it they go on here without this program")
    }
    return profile?.use(save: places.saveFolder, detaches: detaches)
  }
}
