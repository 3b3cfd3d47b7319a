import Experiments

extension RunResult {
  /// A metric's values, by state.
  func curve(_ name: MetricName) -> [(epoch: Int, value: Double)] {
    metrics.compactMap { entry in
      entry.metrics.first { $0.name == name }.map { (entry.epoch, $0.value) }
    }
  }

  /// A metric as a cell of a table: a number of a finished run, else how far it came.
  func cell(_ name: MetricName, _ manifest: Manifest) -> String {
    switch state {
    case .finished: NumberText.metric(last(name)?.value, manifest.metric(name))
    case .diverged: divergence(manifest)
    case .failed: "failed" + (last(name) == nil ? "" : ": " + partial(name, manifest))
    case .interrupted, .running: partial(name, manifest)
    case .pending: NumberText.missing
    }
  }

  /// `diverged at epoch 7`.
  func divergence(_ manifest: Manifest) -> String {
    stepOfDivergence(manifest).map { "diverged at \(manifest.words.step) \($0)" } ?? "diverged"
  }

  /// The last state measured, of all the plan asks for: `120 of 300`.
  func progress(_ manifest: Manifest) -> String {
    let last = metrics.last?.epoch ?? 0
    return manifest.budget(of: run.configuration).map { "\(last) of \($0)" } ?? "\(last)"
  }

  /// Why the run has no final numbers, in words; on one line.
  func reason(_ manifest: Manifest) -> String {
    let text = failure ?? ""
    let place = "\(manifest.words.step) \(progress(manifest))"
    return switch state {
    case .pending: "not begun"
    case .running: "still running, \(place)"
    case .interrupted: text.isEmpty ? "stopped at \(place)" : text
    case .failed: text.isEmpty ? "failed" : text
    case .diverged: text.isEmpty ? divergence(manifest) : text
    case .finished: text
    }
  }

  private func partial(_ name: MetricName, _ manifest: Manifest) -> String {
    guard let (step, value) = last(name) else { return NumberText.missing }
    let end = manifest.budget(of: run.configuration).map { " of \($0)" } ?? ""
    let text = NumberText.metric(value, manifest.metric(name))
    return "\(text) (\(manifest.words.step) \(step)\(end))"
  }

  /// Where it diverged: in files of older versions the number after `epoch` in the record's words,
  /// else where a value was first not finite.
  private func stepOfDivergence(_ manifest: Manifest) -> Int? {
    if let divergedAt { return divergedAt }
    let words = (failure ?? "").split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    if let place = words.firstIndex(where: { $0 == manifest.words.step }), place + 1 < words.count,
      let step = Int(words[place + 1])
    {
      return step
    }
    return metrics.first { $0.metrics.contains { !$0.value.isFinite } }?.epoch
  }
}
