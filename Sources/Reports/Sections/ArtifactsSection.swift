import Experiments

/// What runs made to look at: of each name the last, and folded away all.
struct ArtifactsSection: SectionOfShown {
  /// The most lines of a text, and the most characters of a line.
  private static let (mostLines, longestLine) = (50, 400)

  func blocks(of results: SweepResults) -> [Block] {
    let runs = results.picturedRuns.filter { !$0.artifacts.isEmpty }
    guard !runs.isEmpty else { return [] }
    let step = results.sweep.manifest.words.step
    return [
      .heading(level: 2, "Artefacts"),
      .text(
        "What the runs made, of each name the last; of several seeds, those of the first that "
          + "finished."),
    ] + runs.map { .details(summary: $0.run.label, blocks(of: $0, step)) }
  }

  private func blocks(of run: RunResult, _ step: String) -> [Block] {
    let (last, earlier) = split(run.artifacts)
    let rest = show(earlier, of: run, step)
    return show(last, of: run, step)
      + (rest.isEmpty ? [] : [.details(summary: "Earlier ones of \(run.run.label)", rest)])
  }

  /// The last of each name, and those before.
  private func split(_ artifacts: [Artifact]) -> (last: [Artifact], earlier: [Artifact]) {
    var steps: [String: Int] = [:]
    for artifact in artifacts {
      steps[artifact.name] = max(steps[artifact.name] ?? artifact.step, artifact.step)
    }
    return (
      artifacts.filter { $0.step == steps[$0.name] }, artifacts.filter { $0.step != steps[$0.name] }
    )
  }

  private func show(_ artifacts: [Artifact], of run: RunResult, _ step: String) -> [Block] {
    let pictures = artifacts.compactMap { artifact in
      run.picture(of: artifact, width: 250).map { (title(artifact, step), $0) }
    }
    let texts = artifacts.filter { $0.kind == .text }.flatMap { artifact -> [Block] in
      [.text("\(title(artifact, step)):"), .code(language: "text", Self.beginning(artifact))]
    }
    let others = artifacts.filter { run.picture(of: $0) == nil && $0.kind != .text }.map {
      artifact in
      [Inline.text("\(title(artifact, step)): "), .code(artifact.file)]
        + [.text(", \(ByteCount.text(artifact.content.count))")]
    }
    return PictureRows.blocks(pictures) + texts + (others.isEmpty ? [] : [.list(others)])
  }

  private func title(_ artifact: Artifact, _ step: String) -> String {
    "\(artifact.name), \(step) \(artifact.step)"
  }

  /// The first lines of a text.
  private static func beginning(_ artifact: Artifact) -> String {
    let start = artifact.content.prefix(mostLines * longestLine * 4)
    let text = String(decoding: start, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let shown = lines.prefix(mostLines).map { CleanText.short(String($0), longestLine) }
    let isWhole = start.count == artifact.content.count && lines.count <= mostLines
    return (isWhole ? shown : shown + ["…"]).joined(separator: "\n")
  }
}
