import Experiments
import Letters
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct EscapingTests {
  static let hostile = [
    "<script>alert(1)</script>", "a | b", "`code`", "``` ```", "two\nlines\r\n# title",
    "](javascript:alert(1))", "![x](y)", "\" onload=\"x", "' onerror='x", "<!-- ", "</details>",
    "&lt;b&gt;", "\\", "\\|", "*bold* _em_ ~~gone~~", "https://example.org", "www.example.org",
    "a@example.org", "$x$", "- item", "1. item", "# title", "=====", "\u{202E}txt", "\u{1B}[31m",
    "| --- | --- |", "x #", "2023\\. *", "[ref]: x", "&#60;i>", "", " ", "    indented",
  ]

  @Test(arguments: hostile)
  func aNameMakesNoMarkup(_ name: String) {
    let run = Sample.run(
      Variant(.cnn), label: name, state: .failed, figureEpochs: [300], failure: name + "\n" + name,
      environment: Environment(
        version: name, commit: name, instructionSet: name, processor: name, cores: 1, host: name,
        system: name))
    let plain = Sample.run(
      Variant(.cnn), label: "plain", state: .failed, figureEpochs: [300],
      failure: "plain\nplain")
    let hostile = Sample.results([run], name: name, spec: name, choice: name)
    let harmless = Sample.results([plain], name: "plain", spec: "plain", choice: "plain")
    for ((page, text), (_, other)) in zip(pages(hostile), pages(harmless)) {
      let (found, wanted) = (tags(text, of: page), tags(other, of: page))
      let place = zip(found, wanted).enumerated().first { $1.0 != $1.1 }
      let isSame = found == wanted
      #expect(isSame, "\(page): \(String(describing: place)), \(found.count) tags")
    }
  }

  @Test(arguments: hostile)
  func aTablesRowKeepsItsCells(_ name: String) {
    let table = Block.table(
      Table(["A", "B"], rows: [[[.text(name)], [.code(name)]], [[.strong(name)], []]]))
    for line in Markdown.page([table]).split(separator: "\n") {
      #expect(cells(line) == 2, "\(line)")
    }
  }

  @Test func plainNamesStayAsTheyAre() {
    for name in ["cgru_ae,latent=32,seed=1", "1.16 ± 0.02", "2.50 (epoch 120 of 300)", "x+y"] {
      #expect(MarkdownText.escaped(name) == name)
    }
  }

  @Test func marksAreEscaped() {
    #expect(MarkdownText.escaped("a*b_ `c` [d](e) | f") == #"a\*b\_ \`c\` \[d\](e) \| f"#)
    #expect(MarkdownText.escaped("<b>&amp;") == "&lt;b&gt;&amp;amp;")
    #expect(MarkdownText.escaped("https://x www.y") == "https&#58;//x www&#46;y")
    #expect(
      Markdown.page([.text("1. a"), .text("- b"), .text("# c")]) == "1\\. a\n\n\\- b\n\n\\# c\n")
  }

  @Test func codeKeepsItsBackticksInside() {
    let text = Markdown.page([.code(language: "text", "a\n````\nb")])
    #expect(text == "`````text\na\n````\nb\n`````\n")
    #expect(MarkdownText.code("a`b") == #"<code>a\`b</code>"#)
  }

  @Test(arguments: hostile)
  func fileNamesAreHarmless(_ name: String) {
    let file = FileName.of(label: name, id: "../../etc")
    #expect(file.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_=,".contains($0)) })
    #expect(!file.isEmpty && !file.hasPrefix("."))
  }

  @Test func labelsThatLookAlikeGetFilesOfTheirOwn() {
    #expect(
      FileName.of(label: "a b", id: "11111111ff") != FileName.of(label: "a/b", id: "22222222"))
    #expect(FileName.of(label: "cgru_ae,seed=1", id: "1") == "cgru_ae,seed=1")
    #expect(FileName.of(label: "..", id: "12345678") == "run-12345678-..")
    #expect(FileName.of(label: "loss.png", id: "12345678") == "run-12345678-loss.png")
  }

  private func pages(_ results: SweepResults) -> [(name: String, text: String)] {
    let blocks = Report.standard.blocks(of: results)
    return [
      ("Markdown", Markdown.page(blocks)),
      ("HTML", HTML.page(title: results.sweep.name, blocks, data: PageData(results).text)),
    ]
  }

  /// Every tag of a page without its attributes' values; Markdown's code is left out, and the lines
  /// of drawings, in which names are letters of strokes.
  private func tags(_ page: String, of form: String) -> [String] {
    let text =
      form == "HTML"
      ? page
      : page.replacing(/\n(```+)[a-z]*\n(?s:.*?)\n\1\n/, with: "\n")
        .replacing(/`[^`\n]*`/, with: "")
    return text.matches(of: /<[^>]*>/).map { match in
      String(match.output).replacing(/"[^"]*"/, with: "\"\"")
    }.filter { !$0.hasPrefix("<path") }
  }

  private func cells(_ line: Substring) -> Int {
    line.replacing(#"\|"#, with: "").count { $0 == "|" } - 1
  }
}
