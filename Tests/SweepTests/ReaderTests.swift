import Foundation
import Testing

/// The lines of docs/store.md for other programs are run as they stand there, where the programs are.
/// `PYTHON` names another Python.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ReaderTests {
  private static let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"

  private static func can(_ command: String) -> Bool {
    (try? SweepProgram().shell("\(command) > /dev/null 2>&1").code) == 0
  }

  private static let hasPandas = can("'\(python)' -c 'import pandas'")
  private static let hasDuckDB = can("'\(python)' -c 'import duckdb'")
  private static let hasR = can("Rscript -e 'library(RSQLite)'")
  /// Beside the Python that was named, or on the path.
  private static let datasette = [
    python.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/datasette", "datasette",
  ].first { can("'\($0)' --version") }

  /// Two runs; the last loss of the first is not a number.
  private static func program() throws -> SweepProgram {
    let script = """
      printf '{"step": 1, "metrics": {"loss": 2.5}}\\n'
      [ "$SWEEP_PARAM_LR" = 0.1 ] && printf '{"step": 2, "metrics": {"loss": NaN}}\\n'
      exit 0

      """
    let program = try SweepProgram(program: script, parameters: #""lr": [0.1, 0.01]"#)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    try program.write(try program.run("export", "tiny").output, to: "runs.csv")
    return program
  }

  /// The blocks of the section in a language, in order.
  private static func blocks(_ language: String) throws -> [String] {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/store.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## From pandas").dropFirst().first)
    return section.components(separatedBy: "\n## ")[0].components(separatedBy: "\n```\(language)\n")
      .dropFirst().map { $0.components(separatedBy: "\n```")[0] }
  }

  private static func said(_ block: String, _ command: String) throws -> String {
    let program = try program()
    let before = try program.run("export", "tiny", "--metrics").output
    try program.write(block, to: "block")
    let outcome = try program.shell("\(command) block")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.run("export", "tiny", "--metrics").output == before)
    return outcome.output
  }

  @Test(.enabled(if: hasPandas, "\(python) has no module pandas")) func pandasReadsTheViews() throws
  {
    let said = try Self.said(try Self.blocks("python")[0], "'\(Self.python)'")
    let rows = said.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.contains { $0.dropFirst() == ["lr=0.1", "finished", "0.1", "NaN"] }, "\(said)")
    #expect(rows.contains { $0.dropFirst() == ["lr=0.01", "finished", "0.01", "2.5"] }, "\(said)")
  }

  @Test(.enabled(if: hasDuckDB, "\(python) has no module duckdb")) func duckDBReadsTheExport()
    throws
  {
    let said = try Self.said(try Self.blocks("python")[1], "'\(Self.python)'")
    #expect(said.contains("lr=0.01") && said.contains("2.5") && said.contains("nan"), "\(said)")
  }

  @Test(.enabled(if: hasR, "Rscript has no package RSQLite")) func rReadsTheViews() throws {
    let said = try Self.said(try Self.blocks("r")[0], "Rscript")
    let rows = said.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.contains { $0.suffix(4) == ["lr=0.01", "finished", "1", "2.5"] }, "\(said)")
    #expect(rows.contains { $0.suffix(4) == ["lr=0.1", "finished", "2", "NA"] }, "\(said)")
  }

  @Test(.enabled(if: datasette != nil, "there is no datasette")) func datasetteReadsTheViews()
    throws
  {
    let datasette = try #require(Self.datasette)
    let block = try Self.blocks("sh")[0].replacing("datasette save", with: "'\(datasette)' save")
    let said = try Self.said(block, "/bin/sh")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [[String: Any]])
    #expect(rows.compactMap { $0["label"] as? String } == ["lr=0.1", "lr=0.01"])
  }

  @Test func theSectionHasABlockForEachProgram() throws {
    #expect(try Self.blocks("python").count == 2)
    #expect(try Self.blocks("r").count == 1 && Self.blocks("sh").count == 1)
  }
}

/// Event files for TensorBoard, and the folder they are in.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct EventFolderTests {
  private static let file = "events.out.tfevents.0000000000.sweep"
  private static let script = """
    echo '{"step": 1, "metrics": {"loss": 2.5}}'

    """

  private static func program() throws -> SweepProgram {
    let program = try SweepProgram(program: Self.script, parameters: #""n": [1, 2]"#)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    return program
  }

  @Test func aRunHasAFolderAndTheSameResultsAreTheSameBytes() throws {
    let program = try Self.program()
    let outcome = try program.run("export", "tiny", "--tensorboard", "some/events")
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    let files = try program.files(in: "some/events", ending: [".sweep"])
    #expect(
      files.keys.filter { $0.contains("tfevents") }.sorted() == [
        "n=1/\(Self.file)", "n=2/\(Self.file)",
      ])
    #expect(try program.run("export", "tiny", "--tensorboard", "other").code == 0)
    for name in ["n=1", "n=2"] {
      #expect(
        try program.content("other/\(name)/\(Self.file)")
          == program.content("some/events/\(name)/\(Self.file)"))
    }
  }

  @Test func aLaterExportTakesThePlaceOfAnEarlierOne() throws {
    let program = try Self.program()
    #expect(try program.run("export", "tiny", "--tensorboard", "events").code == 0)
    #expect(try program.run("export", "--all", "--tensorboard", "events").code == 0)
    #expect(program.has("events/tiny/n=1/\(Self.file)") && !program.has("events/n=1"))
  }

  @Test func aFolderWithSomethingElseIsRefusedAndLeftAsItIs() throws {
    let program = try Self.program()
    #expect(try program.run("export", "tiny", "--tensorboard", "events").code == 0)
    try FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "events/link"), withDestinationURL: program.folder)
    let linked = try program.run("export", "--all", "--tensorboard", "events")
    expectFailure(linked, 2, saying: "events holds files that no such export wrote: link")
    #expect(program.has("events/n=1/\(Self.file)") && !program.has("events/tiny"))
    let own = try program.run("export", "tiny", "--tensorboard", ".")
    expectFailure(own, 2, saying: "nothing was written and nothing was removed")
    let file = try program.run("export", "tiny", "--tensorboard", "tiny.json")
    #expect(file.code == 2 && !program.has("n=1"), "\(file.errors)")
  }

  @Test func itGoesWithNoOtherForm() throws {
    for words in [["--metrics"], ["--format", "jsonl"]] {
      let outcome = try SweepProgram().run(["export", "x", "--tensorboard", "y"] + words)
      #expect(outcome.code == 64 && outcome.errors.contains("goes with neither"))
    }
  }
}
