import Experiments

extension RunResult {
  /// A metric's values, by epoch.
  func curve(_ name: MetricName) -> [(epoch: Int, value: Double)] {
    metrics.compactMap { entry in
      entry.metrics.first { $0.name == name }.map { (entry.epoch, $0.value) }
    }
  }

  /// A metric as a cell of a table: a number of a finished run, else how far it came.
  func cell(_ name: MetricName) -> String {
    switch state {
    case .finished: NumberText.fixed(last(name)?.value)
    case .diverged: divergence
    case .failed: "failed" + soFar(name)
    case .interrupted, .running: last(name) == nil ? NumberText.missing : partial(name)
    case .pending: NumberText.missing
    }
  }

  /// `diverged at epoch 7`.
  var divergence: String {
    divergenceEpoch.map { "diverged at epoch \($0)" } ?? "diverged"
  }

  /// The last state measured, of all the plan asks for: `120 of 300`.
  var progress: String {
    "\(metrics.last?.epoch ?? 0) of \(run.configuration.train.epochs)"
  }

  /// Why the run has no final numbers, in words; on one line.
  var reason: String {
    let text = failure ?? ""
    return switch state {
    case .pending: "not begun"
    case .running: "still running, epoch \(progress)"
    case .interrupted: text.isEmpty ? "stopped at epoch \(progress)" : text
    case .failed: text.isEmpty ? "failed" : text
    case .diverged: text.isEmpty ? divergence : text
    case .finished: text
    }
  }

  private func partial(_ name: MetricName) -> String {
    guard let (epoch, value) = last(name) else { return NumberText.missing }
    return "\(NumberText.fixed(value)) (epoch \(epoch) of \(run.configuration.train.epochs))"
  }

  private func soFar(_ name: MetricName) -> String {
    last(name) == nil ? "" : ": " + partial(name)
  }

  /// The number after `epoch` in the record's words; else where a value was first not finite.
  private var divergenceEpoch: Int? {
    let words = (failure ?? "").split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    if let place = words.firstIndex(of: "epoch"), place + 1 < words.count,
      let epoch = Int(words[place + 1])
    {
      return epoch
    }
    return metrics.first { $0.metrics.contains { !$0.value.isFinite } }?.epoch
  }
}
