import Foundation

/// Reference numbers of one operation: inputs, outputs, and the gradients of the loss
/// sum(outputs * output_weights).
public struct GoldenFile: Decodable, Sendable {
  /// A tensor of any rank, row-major.
  public struct Array: Decodable, Sendable {
    /// Its axes; empty for a number.
    public let shape: [Int]
    /// Its elements.
    public let data: [Double]

    /// The elements in single precision.
    public var floats: [Float] { data.map(Float.init) }
  }

  /// What an operation is told beside its inputs.
  public struct Attributes: Decodable, Sendable {
    /// Strides over height and width.
    public let stride: [Int]?
    /// Each sequence's steps.
    public let lengths: [Int]?
    /// Steps of the output.
    public let steps: Int?
    /// Adam's step size.
    public let lr: Double?
    /// Decay of the first moment.
    public let beta1: Double?
    /// Decay of the second moment.
    public let beta2: Double?
    /// What keeps a quotient finite.
    public let epsilon: Double?
    /// Decoupled weight decay.
    public let weightDecay: Double?
    /// The longest gradient that is left as it is.
    public let clipNorm: Double?
    /// A factor of `lr` for each step.
    public let rateFactors: [Double]?
    /// Running mean by channel.
    public let runningMean: [Double]?
    /// Running variance by channel.
    public let runningVariance: [Double]?
  }

  /// The operation and its shape: `conv_9x1_s2`.
  public let name: String
  /// What the operation is told beside its inputs.
  public let attributes: Attributes
  /// Inputs and parameters.
  public let inputs: [String: Array]?
  /// What comes out.
  public let outputs: [String: Array]?
  /// Weights of the loss.
  public let outputWeights: [String: Array]?
  /// Gradients of the loss.
  public let gradients: [String: Array]?

  /// Reads one file's text.
  public static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// Reads every file of `GOLDEN_DIR`, or else of `fixtures`.
  public static func all(fixtures: URL) throws -> [URL] {
    let folder =
      ProcessInfo.processInfo.environment["GOLDEN_DIR"].map { URL(fileURLWithPath: $0) } ?? fixtures
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }
}

/// The largest |a - b| as a share of 1e-4 * max(1, max|b|): at most 1 passes.
public func goldenError(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let scale = 1e-4 * max(1, expected.map(abs).max() ?? 0)
  let differences = zip(found, expected).map { abs(Double($0) - $1) / scale }
  return differences.contains { $0.isNaN } ? .infinity : differences.max() ?? 0
}
