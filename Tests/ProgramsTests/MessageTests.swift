import Testing

@testable import Programs

@Suite(.timeLimit(.minutes(60))) struct MessageTests {
  private func read(_ lines: String...) -> (messages: [ProgramMessage], areTaken: [Bool]) {
    var reader = MessageReader()
    let readings = lines.map { reader.read(Array($0.utf8)[...]) }
    return (readings.flatMap(\.messages), readings.map(\.isTaken))
  }

  @Test(
    arguments: [
      (
        #"{"step": 3, "metrics": {"loss": 5e-1, "n": 7}}"#,
        .metrics(step: 3, [ProgramMetric("loss", 0.5), ProgramMetric("n", 7)])
      ),
      (
        #"  {"metrics":{"loss":-Infinity}} "#,
        .metrics(step: nil, [ProgramMetric("loss", -.infinity)])
      ),
      (#"{"metrics":{"a":NaN},"step":null}"#, .metrics(step: nil, [ProgramMetric("a", .nan)])),
      (
        #"{"metrics":{"a":Infinity},"step":2.0}"#,
        .metrics(step: 2, [ProgramMetric("a", .infinity)])
      ),
      (
        #"{"checkpoint": "a/step_3.pt", "step": 3, "extra": []}"#,
        .checkpoint(path: "a/step_3.pt", step: 3)
      ),
      (
        #"{"artifact": "a/confusion.v2.png"}"#,
        .artifact(path: "a/confusion.v2.png", name: "confusion.v2", step: nil)
      ),
      (
        #"{"artifact": "c.png", "name": "confusion", "step": 0}"#,
        .artifact(path: "c.png", name: "confusion", step: 0)
      ),
      (#"{"progress": 1}"#, .progress(1)), (#"{"diverged": true}"#, .diverged),
    ] as [(String, ProgramMessage)])
  func aMessageIsRead(_ line: String, _ message: ProgramMessage) {
    let (messages, areTaken) = read(line)
    #expect(messages == [message] && areTaken == [true])
  }

  @Test func oneLineMaySayAllAtOnce() {
    let (messages, _) = read(
      #"{"diverged":true,"progress":0.5,"checkpoint":"c","metrics":{"a":1},"step":4}"#)
    #expect(
      messages == [
        .metrics(step: 4, [ProgramMetric("a", 1)]), .checkpoint(path: "c", step: 4),
        .progress(0.5), .diverged,
      ])
  }

  @Test(arguments: [
    "", "hello", "{", "{}", #"{"loss": 0.5}"#, #"{"step": 3, "name": "x"}"#, "[1]", "{1: 2}",
    #""metrics""#, "{'a': 1}", "\u{1b}[31m{}",
  ])
  func whatIsNoMessageIsPassedOverInSilence(_ line: String) {
    let (messages, areTaken) = read(line)
    #expect(messages.isEmpty && areTaken == [false])
  }

  @Test(arguments: [
    #"{"metrics": 3}"#, #"{"metrics": {"a": "1"}}"#, #"{"metrics": {"a": null}}"#,
    #"{"metrics": {"a": 1e999}}"#, #"{"metrics": {"a": 1}, "step": -1}"#,
    #"{"metrics": {"a": 1}, "step": 1.5}"#, #"{"metrics": {"": 1}}"#,
    #"{"metrics": {"a": 1}, "metrics": {}}"#, #"{"checkpoint": "a"}"#, #"{"checkpoint": ""}"#,
    #"{"checkpoint": 3, "step": 1}"#, #"{"artifact": "a", "name": 1}"#, #"{"progress": 40}"#,
    #"{"progress": NaN}"#, #"{"progress": "half"}"#, #"{"diverged": 1}"#, #"{"metrics": {"a": 1}"#,
    #"{"metrics": {"a": tensor(1)}}"#, "{'metrics': {'a': 1}}",
  ])
  func aWrongFormIsComplainedOfOnceAndLogged(_ line: String) {
    let (messages, areTaken) = read(line, line, line)
    #expect(warnings(messages, "was not understood") == 1 && messages.count == 1, "\(messages)")
    #expect(areTaken == [false, false, false])
  }

  @Test func ofAWrongMessageTheRightPartCounts() {
    let (messages, areTaken) = read(#"{"metrics": {"a": 1, "b": null}, "progress": 0.5}"#)
    #expect(messages.contains(.metrics(step: nil, [ProgramMetric("a", 1)])))
    #expect(messages.contains(.progress(0.5)) && messages.count == 3 && areTaken == [false])
  }

  @Test func aDictOfPythonIsRecognised() {
    #expect(warnings(read("{'metrics': {'loss': 0.5}}").messages, "json.dumps") == 1)
  }
}

@Suite(.timeLimit(.minutes(60))) struct LineCutterTests {
  private func cut(_ text: [UInt8], by size: Int) -> (lines: [[UInt8]], whole: [Bool]) {
    var cutter = LineCutter()
    var lines: [[UInt8]] = []
    var whole: [Bool] = []
    let take = { (line: OutputLine) in
      lines.append(Array(line.text) + [line.ending ?? 0])
      whole.append(line.isWhole)
    }
    for start in stride(from: 0, to: text.count, by: size) {
      cutter.cut(Array(text[start..<min(start + size, text.count)]), take)
    }
    cutter.finish(take)
    return (lines, whole)
  }

  @Test(arguments: 1...12) func whereTheReadingsEndDoesNotMatter(_ size: Int) {
    let (lines, whole) = cut(Array("ab\n\nc\rd\r\nlast".utf8), by: size)
    #expect(lines == ["ab\n", "\n", "c\r", "d\r", "\n", "last\0"].map { Array($0.utf8) })
    #expect(whole.allSatisfy { $0 })
  }

  @Test func aLongLineComesInPiecesAndIsNeverWhole() {
    let long = [UInt8](repeating: 65, count: 3 * LineCutter.longest)
    let (lines, whole) = cut(long + [10, 66, 10], by: 65536)
    #expect(lines.dropLast().map { $0.filter { $0 == 65 }.count }.reduce(0, +) == long.count)
    #expect(lines.allSatisfy { $0.count <= LineCutter.longest + 65537 })
    #expect(whole.dropLast().allSatisfy { !$0 } && whole.last == true && lines.last == [66, 10])
  }
}

@Suite(.timeLimit(.minutes(60))) struct PatternTests {
  private func find(_ expression: String, _ lines: String...) throws -> [ProgramMessage] {
    var search = PatternSearch([try MetricPattern("loss", expression)])
    return lines.flatMap { search.read(Array($0.utf8)[...]) }
  }

  @Test(arguments: [
    ("loss=([-+0-9.eE]+)", "step 3 loss=-2.5e-1, loss=7", -0.25),
    (#"loss:?\s*(\S+)"#, "loss  inf", .infinity),
    (#"(?i)LOSS (\d+)"#, "é Loss 12", 12), (#"(?:train|test) loss (\S+)"#, "test loss 1", 1),
    ("loss?=(.*)", "los= 3 ", 3),
  ])
  func aNumberIsFound(_ expression: String, _ line: String, _ value: Double) throws {
    #expect(try find(expression, line) == [.metrics(step: nil, [ProgramMetric("loss", value)])])
  }

  @Test func linesWithoutItSayNothing() throws {
    #expect(try find("loss=([0-9]+)", "", "los", "loss", "loss=", "acc=3").isEmpty)
  }

  @Test func whatIsNoNumberIsComplainedOfOnce() throws {
    let messages = try find(#"loss=(\S+)"#, "loss=high", "loss=low", "loss=1")
    #expect(warnings(messages, "found \"high\", which is no number") == 1 && messages.count == 2)
  }

  /// Time doubles with each letter here, if it is let.
  @Test func anExpressionThatTakesForEverIsGivenUp() throws {
    let line = String(repeating: "a", count: 60) + "!"
    #expect(warnings(try find("(a+)+$", line), "takes too long") == 1)
  }

  @Test(arguments: ["loss=[0-9]+", "(a)(b)", "(", "loss=((?:a)(b))"])
  func anExpressionNeedsOneGroup(_ expression: String) {
    #expect(throws: PatternFault.self) { try MetricPattern("loss", expression) }
  }

  @Test(arguments: [
    ("loss=([0-9]+)", "loss="), ("losss*=(.)", "loss"), ("a|loss=(.)", ""), ("(?i)loss(.)", ""),
    (#"\bloss (.)"#, ""), ("lo.s(.)", "lo"),
  ])
  func whatEveryMatchBeginsWithIsKnown(_ expression: String, _ beginning: String) {
    #expect(OnePatternSearch.beginning(of: expression) == beginning)
  }
}

@Suite(.timeLimit(.minutes(60))) struct TimeWatchTests {
  private let limits = ProgramLimits(silence: 5, seconds: 20)

  @Test func silenceCountsFromTheLastWord() {
    var watch = TimeWatch(limits, now: 0)
    for tick in 1...40 { #expect(watch.look(at: Double(tick) * 0.1) == nil) }
    watch.hear(at: 4)
    for tick in 41...89 { #expect(watch.look(at: Double(tick) * 0.1) == nil) }
    #expect(watch.look(at: 9.1) == .silence(5))
  }

  @Test func whereThisProcessWasStoppedNothingCounts() {
    var watch = TimeWatch(limits, now: 0)
    #expect(watch.look(at: 1) == nil && watch.look(at: 1000) == nil)
    for second in 1...18 {
      watch.hear(at: 1000 + Double(second))
      #expect(watch.look(at: 1000 + Double(second)) == nil)
    }
    #expect(watch.look(at: 1018.5) == nil && watch.look(at: 1019.5) == .total(20))
  }
}
