import Foundation
import Running

/// What the system gives this process as bytes.
///
/// A name of a file is any bytes; a `String` is UTF-8, and Swift mends what is none. A path so mended
/// names another file, so such texts are refused before anybody uses them.
enum RawTexts {
  /// Refuses arguments that are not UTF-8.
  static func checkArguments() throws {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      guard let text = CommandLine.unsafeArgv[number] else { continue }
      try check(text, is: "argument \(number)")
    }
  }

  /// Refuses a working folder, and places named in the environment, that are not UTF-8; and a
  /// working folder that is gone, from which a path would lead anywhere.
  static func checkPlaces() throws {
    for name in [
      "SWEEP_SAVE", "SWEEP_STORE", "SWEEP_REPORTS", "SWEEP_DATA", "SWEEP_PROFILE", "TMPDIR",
    ] {
      if let text = getenv(name) { try check(text, is: name) }
    }
    guard let folder = getcwd(nil, 0) else {
      throw refusal("the working folder cannot be found: \(String(cString: strerror(errno)))")
    }
    defer { free(folder) }
    try check(folder, is: "the working folder")
  }

  private static func check(_ text: UnsafePointer<CChar>, is what: String) throws {
    guard String(validatingCString: text) == nil else { return }
    throw refusal("\(what) is not UTF-8: \(shown(text))")
  }

  private static func refusal(_ happened: String) -> Failure {
    Failure(
      .input, happened, safe: "nothing was started and nothing was written",
      next: "give the file or the folder a name in UTF-8, or go to another folder")
  }

  /// The text with all but printable ASCII as a shell would have it in `$'...'`.
  private static func shown(_ text: UnsafePointer<CChar>) -> String {
    UnsafeRawBufferPointer(start: text, count: strlen(text)).map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(UnicodeScalar(byte))
        : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
