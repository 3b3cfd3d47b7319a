import Neural
import TestSupport
import Testing

/// Steps of Adam on several tensors, with decay, clipping and scheduled rates: the tensors and the
/// gradients' length after each.
struct OptimizerGolden: Decodable {
  let name: String
  let attributes: GoldenFile.Attributes
  let start: [String: GoldenFile.Array]
  let gradients: [[String: GoldenFile.Array]]
  let norms: [Double]
  let afterEachStep: [[String: GoldenFile.Array]]

  func check(_ kernels: Kernels) throws {
    let adam = Adam(
      learningRate: try #require(attributes.lr), beta1: try #require(attributes.beta1),
      beta2: try #require(attributes.beta2), epsilon: try #require(attributes.epsilon),
      weightDecay: try #require(attributes.weightDecay))
    let parameters = parameters()
    for (index, factor) in try #require(attributes.rateFactors).enumerated() {
      try fill(parameters, gradients[index])
      let norm =
        attributes.clipNorm.map(GradientClip.init)?.apply(to: parameters, kernels: kernels)
        ?? GradientClip.length(of: parameters, kernels: kernels)
      adam.update(parameters, step: index + 1, rateFactor: factor, kernels: kernels)
      #expect(abs(norm / norms[index] - 1) < 1e-6, "\(name): step \(index + 1)")
      for parameter in parameters {
        let expected = try #require(afterEachStep[index][parameter.name]).data
        let error = goldenError(Array(parameter.value.floats), expected)
        #expect(error < 0.05, "\(name): \(parameter.name) after step \(index + 1): \(error)")
      }
    }
  }

  private func parameters() -> [Parameter] {
    start.sorted { $0.key < $1.key }.map { name, tensor in
      let made = Parameter(name: name, shape: tensor.shape, initializer: .constant(0), seed: 0)
      made.value.fill(tensor.floats)
      return made
    }
  }

  private func fill(_ parameters: [Parameter], _ tensors: [String: GoldenFile.Array]) throws {
    for parameter in parameters {
      parameter.gradient.fill(try #require(tensors[parameter.name]).floats)
    }
  }
}

/// The factor of the step size at every batch of some runs.
struct ScheduleGolden: Decodable {
  struct Run: Decodable {
    let schedule: String
    let batches: Int
    let epochs: Int
    let warmupEpochs: Int
    let factors: [Double]
  }

  let runs: [Run]

  func check() throws {
    for run in runs {
      let schedule = try #require(Schedule(rawValue: run.schedule))
      for (done, expected) in run.factors.enumerated() {
        let found = schedule.factor(
          epoch: done / run.batches, batch: done % run.batches, batches: run.batches,
          epochs: run.epochs, warmupEpochs: run.warmupEpochs)
        #expect(abs(found - expected) < 4e-16, "\(run.schedule), batch \(done): \(found)")
      }
    }
  }
}
