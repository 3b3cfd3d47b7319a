import Experiments
import Foundation
import Testing

@testable import Scheduling

@Suite(.timeLimit(.minutes(60))) struct HangWatchTests {
  /// Whether each look finds a hang, having heard something before the looks that say so.
  private func looks(limit: Double?, _ times: [Double], heard: Set<Double> = []) -> [Bool] {
    var watch = HangWatch(limit: limit, now: 0)
    return times.map { time in
      if heard.contains(time) { watch.hear(at: time) }
      return watch.isHung(at: time)
    }
  }

  @Test func silenceBeyondTheLimitIsAHang() {
    #expect(looks(limit: 1, [0.9, 1.2, 2.1], heard: [0.9]) == [false, false, true])
  }

  @Test func silenceWhileWeOurselvesWereStoppedIsNot() {
    #expect(looks(limit: 1, [60, 60.9, 61.1]) == [false, false, true])
  }

  @Test func withoutALimitNothingIsAHang() {
    #expect(!looks(limit: nil, (1...100).map { Double($0) }).contains(true))
  }
}

@Suite(.timeLimit(.minutes(60))) struct LineReaderTests {
  @Test func linesAreCutWhereverThePiecesEnd() throws {
    let pipe = Pipe()
    var reader = PipeLines(limit: 100)
    var lines: [String] = []
    for piece in ["on", "e\ntw", "o\n\nthree\nre"] {
      pipe.fileHandleForWriting.write(Data(piece.utf8))
      guard case .more = reader.read(from: pipe.fileHandleForReading.fileDescriptor) else { break }
      while let line = reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    }
    #expect(lines == ["one", "two", "", "three"])
    #expect(String(decoding: reader.rest, as: UTF8.self) == "re")
  }
}
