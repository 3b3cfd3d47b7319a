import CSystem
import Foundation

/// The program that this process runs, whatever has become of its file since.
public enum OwnProgram {
  /// The system's link to the very file that runs: it leads there even where the file was replaced or
  /// removed, and a child that is being started follows it as its parent.
  private static let link = "/proc/self/exe"

  /// A path to start it by, good only for a child of this process.
  public static var path: String {
    access(link, X_OK) == 0 ? link : Bundle.main.executablePath ?? CommandLine.arguments[0]
  }

  /// Names this process as its first argument does: started by the link it would be called `exe`.
  public static func takeName() {
    let name = CommandLine.arguments[0].split(separator: "/").last ?? "sweep"
    csystem_name_process(String(name))
  }
}
