import Cluster
import Files
import Foundation
import Synchronization

/// The save folder of a profile's check, which leaves it as it was.
struct CheckFolder {
  let path: String
  private let wasThere: Bool
  private let hadSubmissions: Bool

  init(_ path: String) {
    self.path = path
    wasThere = access(path, F_OK) == 0
    hadSubmissions = SafeFolder(path).kind(of: SubmissionFolder.root) != nil
  }

  /// - Throws: ``ClusterError`` that names the profile's line.
  func make(_ profile: Profile) throws(ClusterError) {
    do throws(FileError) {
      try SafeFolder(path).make()
    } catch {
      throw ClusterError(
        error.isWantOfResource ? .resource : .profile,
        "\(profile.place(of: "save")): \(error.description)",
        fix:
          "set \"save\" in \(profile.file), or --save, to a folder that can be made and that all "
          + "machines see")
    }
  }

  /// Removes what the check made, unless a sweep came meanwhile.
  func tidy() {
    SafeFolder(path).removeEmptyFolder("\(SubmissionFolder.root)/profile-check")
    if !hadSubmissions { OpenSubmissions.tidy(path) }
    if !wasThere { rmdir(path) }
  }
}

/// Raised once, from any thread.
final class StopFlag: Sendable {
  private let raised = Mutex(false)

  var isRaised: Bool { raised.withLock { $0 } }

  func raise() { raised.withLock { $0 = true } }
}
