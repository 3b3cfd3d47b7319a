import Foundation
import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct JSONLinesTests {
  static let checkpoint = Checkpoint(epoch: 1, batch: 2, file: "a/b,c=1", sha256: "ab", bytes: 3)
  static let environment = Environment(
    version: "0.1.0", commit: "unknown", instructionSet: "portable", processor: "p\n", cores: 2,
    host: "h\u{1}", system: "Linux")

  static let events: [RunEvent] = [
    .started(epoch: 0, batch: 0, environment: environment),
    .progress(
      Progress(epoch: 1, batch: 2, batches: 3, loss: nil, sequencesPerSecond: .infinity)),
    .progress(Progress(epoch: 1, batch: 2, batches: 3, loss: 0.1, sequencesPerSecond: 1 / 3)),
    .metrics(
      epoch: 3,
      [
        Metric(.trainLoss, .nan), Metric(.testMSE, -.infinity), Metric(.trainMSE, -0.0),
        Metric(.testMSERunning, .leastNonzeroMagnitude),
        Metric(.trainMSERunning, Double(Float(0.1))),
      ]),
    .groundTruth(Panels([[0, -0.0, .nan, .infinity], []])),
    .reconstruction(epoch: 3, Panels([[1.5, 2.5]])),
    .reconstruction(epoch: 3, Panels([[1.5, 2.5, .nan], []], channels: 3)),
    .checkpoint(checkpoint), .obsolete(files: ["x", "y/z"]),
    .cost(coreSeconds: 0.1),
    .warning("a\nb\u{2028}\u{0}\"\\"),
    .ended(.finished(seconds: 1.25, sequences: 64)),
    .ended(.diverged(epoch: 2, seconds: .infinity, sequences: 0)),
    .ended(.interrupted(seconds: -.infinity, sequences: 0)),
    .ended(.failed(.crashed(signal: 11))), .ended(.failed(.exited(code: 2))),
    .ended(.failed(.timedOut(seconds: 120))),
    .ended(.failed(.error(message: "disk full", resource: true))),
    .ended(.failed(.notStarted(message: "no"))), .ended(.failed(.garbled(line: "{\u{0}"))),
  ]

  // Compared as lines, since NaN is not equal to itself but its line is.
  @Test(arguments: events) func anEventSurvivesThePipe(_ event: RunEvent) throws {
    let line = try JSONLines.encode(WorkerLine(run: "ab12", event: event))
    #expect(line.last == 0x0A && line.filter { $0 == 0x0A }.count == 1)
    let again = try JSONLines.decode(WorkerLine.self, from: line)
    #expect(try JSONLines.encode(again) == line)
    #expect(try JSONLines.decode(WorkerLine.self, from: line.dropLast()).run == "ab12")
  }

  // As they always were: of x and y, a bare array.
  @Test func panelsOfOtherChannelsSayHowMany() throws {
    let two = try JSONLines.encode(Panels([[1, 2]]))
    #expect(String(decoding: two, as: UTF8.self) == #"["AACAPwAAAEA="]"# + "\n")
    let one = try JSONLines.encode(Panels([[1, 2]], channels: 1))
    #expect(
      String(decoding: one, as: UTF8.self)
        == #"{"channels":1,"trajectories":["AACAPwAAAEA="]}"# + "\n")
    #expect(try JSONLines.decode(Panels.self, from: one) == Panels([[1, 2]], channels: 1))
  }

  @Test(arguments: [
    #"["AACAPw=="]"#, #"{"channels":3,"trajectories":["AACAPwAAAEA="]}"#,
    #"{"channels":0,"trajectories":[]}"#, #"{"channels":2,"trajectories":[]}"#,
    #"{"channels":1000000,"trajectories":[]}"#, #"{"trajectories":[]}"#, #"{"channels":3}"#,
    "7", "null",
  ])
  func panelsOfAnotherFormAreRefused(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONLines.decode(Panels.self, from: Array(text.utf8))
    }
  }

  @Test func metricsKeepTheirBits() throws {
    let bits: UInt64 = 0x7FF8_0000_0000_0042
    let event = RunEvent.metrics(epoch: 0, [Metric(.testMSE, Double(bitPattern: bits))])
    let line = try JSONLines.encode(event)
    #expect(try JSONLines.decode(RunEvent.self, from: line) == event)
  }

  @Test func aSecondsValueThatIsNotANumberSurvives() throws {
    let line = try JSONLines.encode(RunEnd.finished(seconds: .nan, sequences: 1))
    guard case .finished(let seconds, 1) = try JSONLines.decode(RunEnd.self, from: line) else {
      return #expect(Bool(false))
    }
    #expect(seconds.isNaN)
  }

  @Test func anAssignmentSurvivesThePipe() throws {
    let run = Run(
      label: "cgru_ae", configuration: IdentityTests.configuration(), folder: "a/b",
      checkpointEvery: 10)
    for source in [DataSource.file(path: "a b/é.mat"), .synthetic(sequences: 60, seed: 1)] {
      let assignment = Assignment(
        run: run, attempt: 1, source: .data(source), saveFolder: "/save",
        home: "runs/0", checkpoints: [Self.checkpoint])
      let line = try JSONLines.encode(assignment)
      #expect(try JSONLines.decode(Assignment.self, from: line, trainers: .letters) == assignment)
    }
  }

  @Test func aConfigurationThatNoSpecCouldSayIsRefused() throws {
    let good = String(
      decoding: try JSONLines.encode(IdentityTests.configuration()), as: UTF8.self)
    let changes = [
      ("\"family\":\"crnn\"", "\"family\":\"cnn\""), ("\"cell\":\"gru\",", ""),
      ("\"evaluate_every\":10", "\"evaluate_every\":0"), ("\"epochs\":300", "\"epochs\":-1"),
      ("\"batch_size\":64", "\"batch_size\":0"), ("0.0002", "\"inf\""),
    ]
    for (from, to) in changes {
      let bad = good.replacingOccurrences(of: from, with: to)
      #expect(bad != good)
      #expect(throws: DecodingError.self) {
        try JSONLines.decode(Configuration.self, from: bad.utf8, trainers: .letters)
      }
    }
  }

  @Test(arguments: ["", "{", "nonsense", "{\"run\":\"a\"}", "{\"run\":\"a\",\"event\":{\"no\":1}}"])
  func aLineThatIsNoEventIsRefused(_ line: String) {
    #expect(throws: (any Error).self) {
      try JSONLines.decode(WorkerLine.self, from: line.utf8)
    }
  }
}

@Suite(.timeLimit(.minutes(60))) struct WorkerProtocolTests {
  // What other programs may read and write: changed only with the protocol's number.
  @Test func linesHaveTheirForm() throws {
    let lines: [(RunEvent, String)] = [
      (
        .metrics(
          epoch: 3, [Metric(.testMSE, 0.5), Metric(.trainMSE, -0.0), Metric(.trainLoss, .nan)]),
        #"{"run":"ab","step":3,"type":"metrics","values":{"test_mse":0.5,"train_loss":"7ff8000000000000","train_mse":-0}}"#
      ),
      (.warning("a"), #"{"message":"a","run":"ab","type":"warning"}"#),
      (
        .ended(.diverged(epoch: 2, seconds: 1.5, sequences: 64)),
        #"{"end":{"seconds":1.5,"step":2,"type":"diverged","work":64},"run":"ab","type":"ended"}"#
      ),
      (
        .ended(.failed(.program(how: "exited with code 3", log: nil))),
        #"{"end":{"reason":{"how":"exited with code 3","type":"program"},"type":"failed"},"run":"ab","type":"ended"}"#
      ),
    ]
    for (event, text) in lines {
      let line = try JSONLines.encode(WorkerLine(run: "ab", event: event))
      #expect(String(decoding: line, as: UTF8.self) == text + "\n")
      #expect(try JSONLines.encode(JSONLines.decode(WorkerLine.self, from: line)) == line)
    }
  }

  @Test func valuesKeepTheirBits() throws {
    let values = [-0.0, 0.1, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity]
    for value in values {
      let line = try JSONLines.encode(RunEvent.metrics(epoch: 1, [Metric(.testMSE, value)]))
      let again = try JSONLines.decode(RunEvent.self, from: line)
      #expect(again == .metrics(epoch: 1, [Metric(.testMSE, value)]), "\(value)")
    }
  }

  @Test func anotherProtocolIsRefused() throws {
    let start = RunEvent.started(epoch: 0, batch: 0, environment: JSONLinesTests.environment)
    let line = String(decoding: try JSONLines.encode(start), as: UTF8.self)
    let other = line.replacing("\"protocol\":1", with: "\"protocol\":2")
    #expect(other != line)
    #expect(throws: DecodingError.self) { try JSONLines.decode(RunEvent.self, from: other.utf8) }
  }

  @Test(arguments: [
    (#"{"finished":{"seconds":1.5,"sequences":64}}"#, RunEnd.finished(seconds: 1.5, sequences: 64)),
    (
      #"{"failed":{"_0":{"crashed":{"signal":11}}}}"#,
      .failed(.crashed(signal: 11, log: nil))
    ),
    (
      #"{"diverged":{"epoch":2,"seconds":"nan","sequences":0}}"#,
      .diverged(epoch: 2, seconds: .nan, sequences: 0)
    ),
  ])
  func endsThatOlderVersionsStoredAreRead(_ text: String, _ end: RunEnd) throws {
    let found = try JSONLines.decode(RunEnd.self, from: text.utf8)
    #expect(try JSONLines.encode(found) == JSONLines.encode(end))
  }
}
