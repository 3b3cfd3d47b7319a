import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// `report.html`: one file that holds all it shows.
@Suite(.timeLimit(.minutes(60))) struct PageTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Reports/Page/Source").standardized

  private func page(_ results: SweepResults) throws -> String {
    let files = try Report.standard.files(of: results)
    return String(
      decoding: try #require(files.first { $0.path == "report.html" }).bytes, as: UTF8.self)
  }

  private func data(_ results: SweepResults) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(PageData(results).text.utf8))
    return try #require(json as? [String: Any])
  }

  @Test func whatTheProgramHoldsIsWhatTheSourcesSay() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let scripts = try names.filter { $0.hasSuffix(".js") }.sorted().map {
      try String(contentsOf: Self.sources.appending(path: $0), encoding: .utf8)
    }
    #expect(scripts.count > 3)
    let script = "(() => {\n\"use strict\";\n" + scripts.joined() + "})();"
    #expect(PageText.script == script, "run scripts/embed-page")
    let style = try String(contentsOf: Self.sources.appending(path: "page.css"), encoding: .utf8)
    #expect(PageText.style + "\n" == style, "run scripts/embed-page")
  }

  @Test func thePolicyNamesTheScriptAndTheStyleByTheirDigests() throws {
    #expect(PageText.scriptDigest == digest(PageText.script))
    #expect(PageText.styleDigest == digest(PageText.style))
    let page = try page(SnapshotTests.small)
    #expect(page.contains("<script>\(PageText.script)</script>"))
    #expect(page.contains("<style>\(PageText.style)</style>"))
    #expect(page.contains("script-src 'sha256-\(PageText.scriptDigest)'"))
    #expect(!page.contains("unsafe-inline") && page.contains("default-src 'none'"))
  }

  private func digest(_ text: String) -> String {
    let digits = Checkpoint(epoch: 0, batch: 0, file: "", contents: Array(text.utf8)).sha256
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
      UInt8(digits.dropFirst(place).prefix(2), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  @Test func nothingIsFetched() throws {
    for results in [SnapshotTests.small, try ProgramSample.results()] {
      let page = try page(results).replacing(PageText.script, with: "")
      let addresses = page.matches(of: /(?:src|href|data)="([^"]*)"/).map { String($0.output.1) }
      #expect(addresses.count > 8)
      for address in addresses {
        #expect(address.hasPrefix("#") || address.hasPrefix("data:image/png;base64,"), "\(address)")
      }
      #expect(!page.contains("url(") && !page.contains("@import"))
    }
  }

  @Test func aPictureThatIsShownTwiceIsInThePageOnce() throws {
    let page = try page(Sample.results([Sample.run(Variant(.crnn, .gru))]))
    let shown = page.matches(of: #/data-figure="figures/cgru_ae/cyc_300.png"/#).count
    let drawn = page.matches(of: #/data-figure="figures/cgru_ae/cyc_300.png"><g /#).count
    #expect(shown == 2 && drawn == 1)
  }

  @Test func moreBytesOfPicturesThanAPageTakesAreLinked() throws {
    let plan = try ProgramSample.plan()
    let large =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 7, count: 5_000_000)
    let made = (0..<4).map {
      Artifact(name: "a", step: $0, kind: .png, file: "a.png", content: large)
    }
    let runs = [ProgramSample.outcome(plan.runs[0], .finished, [], artifacts: made)]
    let page = try page(SweepResults(sweep: plan.record, groundTruth: nil, runs: runs))
    #expect(page.matches(of: /<img src="data:image\/png/).count == 2)
    #expect(page.matches(of: /<a href="figures\//).count == 2)
    #expect(page.contains("2 of its pictures are not in it"))
    #expect(page.utf8.count < 20_000_000)
  }

  @Test(arguments: EscapingTests.hostile + ["</script><script>alert(1)</script>", "<!--<script>"])
  func aNameEndsNoScript(_ name: String) throws {
    let run = Sample.run(Variant(.cnn), label: name, state: .failed, failure: name)
    let text = PageData(Sample.results([run], name: name)).text
    #expect(!text.contains("<") && !text.contains("\u{202E}") && !text.contains("\n"))
    let json = try data(Sample.results([run], name: name))
    let labels = try #require((json["runs"] as? [String: Any])?["label"] as? [String])
    #expect(labels == [CleanText.line(name)])
  }

  @Test func anEndlessNameIsCut() throws {
    let name = String(repeating: "long ", count: 2000)
    let json = try data(Sample.results([Sample.run(Variant(.cnn), label: name)]))
    let labels = try #require((json["runs"] as? [String: Any])?["label"] as? [String])
    #expect(labels[0].count == 300)
  }

  @Test func valuesThatAreNotFiniteAreSaidInWordsAndAreGapsOfCurves() throws {
    let values: [Double] = [1e300, .nan, -.infinity, 0]
    let metrics = values.enumerated().map { Sample.values(epoch: $0, train: $1, test: $1) }
    let run = Sample.run(
      Variant(.cnn), metrics: metrics + [Sample.values(epoch: 9, train: 2, test: .nan)])
    let json = try data(Sample.results([run]))
    let last = try #require((json["runs"] as? [String: Any])?["last"] as? [[Any]])
    #expect(last[0][0] as? String == "nan")
    let curves = try #require((json["curves"] as? [String: Any])?["values"] as? [[Any]])
    let curve = try #require(curves[0][0] as? [Any])
    #expect(curve.map { $0 is NSNull } == [false, false, true, true, false, true])
  }

  @Test func parametersOfEveryKindAreAxes() throws {
    let axes = try #require(try data(ProgramSample.results())["parameters"] as? [[String: Any]])
    #expect(axes.compactMap { $0["name"] as? String } == ["lr", "optimizer"])
    #expect(axes[0]["values"] as? [Double] == [0.1, 0.1, 0.01, 0.01])
    #expect(axes[1]["values"] as? [String] == ["sgd", "adam", "sgd", "adam"])
  }

  @Test func aSweepWithoutRunsHasItsPage() throws {
    let empty = SweepResults(sweep: SnapshotTests.small.sweep, groundTruth: nil, runs: [])
    #expect(try page(empty).contains("</html>"))
    #expect(try data(empty)["groups"] as? [String] == [])
  }
}
