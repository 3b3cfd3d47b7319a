import Foundation
import Neural
import TestSupport
import Testing

/// The operations against reference vectors made in double precision.
@Suite(.timeLimit(.minutes(60))) struct GoldenTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static let files: [URL] = (try? GoldenFile.all(fixtures: fixtures)) ?? []

  @Test func thereAreReferenceVectors() {
    #expect(!Self.files.isEmpty)
  }

  @Test(arguments: files) func theFastLoopsAgreeWithTheReference(_ file: URL) throws {
    try check(file, .best)
  }

  @Test(arguments: files) func thePortableLoopsAgreeWithTheReference(_ file: URL) throws {
    try check(file, .portable)
  }

  private func check(_ url: URL, _ kernels: Kernels) throws {
    let (data, decoder) = (try Data(contentsOf: url), GoldenFile.decoder())
    switch url.deletingPathExtension().lastPathComponent.split(separator: "_").first {
    case "adam": try decoder.decode(AdamGolden.self, from: data).check(kernels)
    case "optimizer": try decoder.decode(OptimizerGolden.self, from: data).check(kernels)
    case "schedule": try decoder.decode(ScheduleGolden.self, from: data).check()
    default: try check(decoder.decode(GoldenFile.self, from: data), kernels)
    }
  }

  private func check(_ file: GoldenFile, _ kernels: Kernels) throws {
    let found = try GoldenOperation(file, kernels).run()
    let expected = (file.outputs ?? [:]).merging(
      (file.gradients ?? [:]).map { ("gradient of \($0)", $1) }, uniquingKeysWith: { a, _ in a })
    for (name, tensor) in expected.sorted(by: { $0.key < $1.key }) {
      let error = goldenError(try #require(found[name], "\(file.name): no \(name)"), tensor.data)
      #expect(error <= 1, "\(file.name): \(name) is off by \(error) tolerances")
    }
  }
}

/// Adam's own form of file: the value after each step.
private struct AdamGolden: Decodable {
  let attributes: GoldenFile.Attributes
  let start: [Double]
  let gradients: [[Double]]
  let afterEachStep: [[Double]]

  func check(_ kernels: Kernels) throws {
    let adam = Adam(
      learningRate: try #require(attributes.lr), beta1: try #require(attributes.beta1),
      beta2: try #require(attributes.beta2), epsilon: try #require(attributes.epsilon))
    let parameter = Parameter(
      name: "theta", shape: [start.count], initializer: .constant(0), seed: 0)
    parameter.value.fill(start.map(Float.init))
    for (step, (gradient, after)) in zip(gradients, afterEachStep).enumerated() {
      parameter.gradient.fill(gradient.map(Float.init))
      adam.update([parameter], step: step + 1, kernels: kernels)
      #expect(goldenError(Array(parameter.value.floats), after) <= 1)
    }
  }
}
