import Foundation

/// Texts as C has a list of them, ended by NULL, as long as the list lives.
final class CStringList {
  private var copies: [UnsafeMutablePointer<CChar>?]

  init(_ texts: [String] = []) {
    copies = texts.map { strdup($0) }
  }

  deinit { for copy in copies { free(copy) } }

  /// Adds a copy of a text, whatever its bytes are.
  func add(_ text: UnsafePointer<CChar>) { copies.append(strdup(text)) }

  /// Lends the list for the time of a call.
  func lend<Result>(_ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result) -> Result {
    (copies + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
