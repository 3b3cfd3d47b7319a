import Foundation
import Testing

@testable import Reports

/// What stands in a report's place and is not of it.
@Suite(.timeLimit(.minutes(60))) struct ReportFolderTests {
  @Test(arguments: ["link", "pipe", "folder"])
  func whatIsNoFileIsNeitherReplacedNorWaitedFor(_ kind: String) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID())")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let (page, mine) = (
      place.appending(path: "report.md").path, place.appending(path: "mine.txt")
    )
    try Data("mine".utf8).write(to: mine)
    switch kind {
    case "link": #expect(symlink("mine.txt", page) == 0)
    case "pipe": #expect(mkfifo(page, 0o644) == 0)
    default: #expect(mkdir(page, 0o755) == 0)
    }
    var before = stat()
    var after = stat()
    #expect(lstat(page, &before) == 0)
    let error = #expect(throws: ReportError.self) {
      try ReportFolder(place).write([ReportFile(path: "report.md", bytes: [1])], trainers: .letters)
    }
    #expect(error?.code == .unwritable && error?.file == page)
    #expect(lstat(page, &after) == 0 && before.st_ino == after.st_ino)
    #expect(try Data(contentsOf: mine) == Data("mine".utf8))
  }
}
