import Foundation
import Testing

/// Standard output and standard error have one writer, which knows what was lost.
@Suite(.timeLimit(.minutes(60))) struct OutputTests {
  @Test func nobodyButTheConsoleSaysAnything() throws {
    let files = try Repository.swiftFiles(under: "Sources")
    for file in files where !file.hasSuffix("/Console.swift") {
      for (number, line) in try Repository.lines(of: file).enumerated() {
        #expect(!Self.says(line), "\(file):\(number + 1): \(line)")
      }
    }
  }

  @Test(arguments: [
    (#"print("x")"#, true), (#"  Swift.debugPrint(x)"#, true), ("fputs(text, stdout)", true),
    ("FileHandle.standardOutput.write(data)", true), ("fingerprint(of: x)", false),
    ("// print(x)", false), ("blueprint(x)", false),
  ])
  func everyWayOfSayingIsSeen(_ line: String, _ says: Bool) {
    #expect(Self.says(line) == says)
  }

  private static func says(_ line: String) -> Bool {
    let code = line.trimmingCharacters(in: .whitespaces)
    let ways = #/\b(?:print|debugPrint|dump|f?puts|f?printf|fwrite)\(|\.standard(?:Output|Error)\b/#
    return !code.hasPrefix("//") && code.contains(ways.wordBoundaryKind(.simple))
  }
}
