import Foundation
import FuzzTargets
import Testing

/// Small inputs that reach far into each parser, and all that ever made one trap.
@Suite(.timeLimit(.minutes(60))) struct CorpusTests {
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus")

  @Test(arguments: FuzzTarget.allCases) func theCorpusIsReadWithoutATrap(_ target: FuzzTarget)
    throws
  {
    let folder = Self.corpus.appending(path: target.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 5, "\(target): too few inputs")
    for name in names { target.run([UInt8](try Data(contentsOf: folder.appending(path: name)))) }
  }

  @Test(arguments: FuzzTarget.allCases) func cutAndFlippedInputsAreReadWithoutATrap(
    _ target: FuzzTarget
  ) throws {
    let folder = Self.corpus.appending(path: target.rawValue)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 64)) {
        target.run(Array(bytes[..<place]))
        var flipped = bytes
        flipped[place] ^= 0x81
        target.run(flipped)
      }
    }
  }
}
