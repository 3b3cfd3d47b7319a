import Experiments
import Files
import Foundation
import Testing

@testable import Running

@Suite(.timeLimit(.minutes(60))) struct FoldersTests {
  @Test func onlyAHomeIsAHome() {
    let id = String(repeating: "0a", count: 16)
    #expect(SavePlace.isInHome("runs/\(id)/checkpoints/x"))
    #expect(SavePlace.isInHome("runs-2/\(id)/log.txt"))
    for path in [
      "runs/\(id)", "runs/gru_ae/checkpoints/x", "one/gru_ae/checkpoints/x", "runsx/\(id)/y/z",
    ] {
      #expect(!SavePlace.isInHome(path), "\(path)")
    }
  }

  private let files: SafeFolder

  init() throws {
    files = SafeFolder(
      FileManager.default.temporaryDirectory.appending(path: "sweep-place-\(UUID())").path)
    try files.make()
  }

  private func root(_ store: String) throws -> String {
    try SavePlace.claimed(files.path, by: store).root
  }

  @Test func eachStoreHasItsOwnHomesAndFindsThemAgain() throws {
    defer { try? FileManager.default.removeItem(atPath: files.path) }
    let (first, second) = ("\(files.path)/results.sqlite", "\(files.path)/second.sqlite")
    for store in [first, second] {
      try files.write([], to: String(store.dropFirst(files.path.count + 1)))
    }
    for _ in 1...2 {
      #expect(try root(first) == "runs")
      #expect(try root(second) == "runs-2")
    }
    // Gone, so its place is free.
    files.remove("results.sqlite")
    #expect(try root("\(files.path)/third.sqlite") == "runs")
  }

  @Test func aClaimThatWasCutShortIsNobodys() throws {
    defer { try? FileManager.default.removeItem(atPath: files.path) }
    try files.write(Array("second.sq".utf8), to: "runs/store.txt")
    #expect(try root("\(files.path)/results.sqlite") == "runs")
  }
}
