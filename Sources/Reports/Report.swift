import Experiments

/// A sweep's report: pages, figures and the values they were made of. A pure function of results:
/// the same results give the same bytes.
public struct Report: Sendable {
  /// What the report is made of, in order.
  let sections: [any Section]

  /// The report every sweep gets. To add a section: a file in `Sections/` and a line here.
  public static let standard = Report(sections: [
    SummarySection(),
    AboutSection(),
    ResultsSection(),
    ComparisonSection(),
    SelectionSection(),
    SearchSection(),
    SettingsSection(),
    LateEvaluationsSection(),
    MetricGroupsSection(),
    CurvesSection(),
    ReconstructionsSection(),
    ArtifactsSection(),
    OtherMetricsSection(),
    CostSection(),
    UnfinishedSection(),
    ProvenanceSection(),
  ])

  /// The files of the report, relative to its folder: `report.md`, `report.html`, `results.jsonl`
  /// and `figures/...png`. `report.html` holds its pictures itself, and its values, so that it can be
  /// shown anywhere; `report.md` links within the folder only.
  ///
  /// - Parameter results: The sweep, however far it came.
  /// - Returns: The files, by path.
  /// - Throws: `FigureError` if a figure cannot be made.
  public func files(of results: SweepResults) throws -> [ReportFile] {
    let blocks = blocks(of: results)
    let pages = [
      ReportFile(path: "report.md", text: Markdown.page(blocks)),
      ReportFile(path: "report.html", text: page(blocks, results)),
      ReportFile(path: "results.jsonl", bytes: ResultsFile.encode(results)),
    ]
    return (pages + (try Self.figures(blocks))).sorted { $0.path < $1.path }
  }

  private func page(_ blocks: [Block], _ results: SweepResults) -> String {
    HTML.page(title: "Sweep \(results.sweep.name)", blocks, data: PageData(results).text)
  }

  /// The paths of the figures of the report.
  func figures(of results: SweepResults) -> Set<String> {
    Set(blocks(of: results).flatMap(\.pictures).map(\.path))
  }

  /// What the pages show.
  func blocks(of results: SweepResults) -> [Block] {
    let reading = SweepReading(results)
    return sections.flatMap { $0.blocks(of: reading) }
  }

  /// Each picture's file once, however often it is shown.
  private static func figures(_ blocks: [Block]) throws -> [ReportFile] {
    var seen: Set<String> = []
    return try blocks.flatMap(\.pictures).filter { seen.insert($0.path).inserted }.map { picture in
      ReportFile(path: picture.path, bytes: try picture.png())
    }
  }
}
