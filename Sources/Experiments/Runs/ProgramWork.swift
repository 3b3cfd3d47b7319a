/// A program as a worker is told of it.
public struct ProgramWork: Codable, Hashable, Sendable {
  /// The spec's folder, in which it is started; absolute.
  public let folder: String
  /// What the spec says of it.
  public let spec: ProgramSpec
  /// The files that change its numbers, as they were when the sweep began.
  public let inputs: [ProgramRecord.InputFile]
  /// Its parameters' paths, in the order in which its command has them.
  public let parameters: [String]
  /// The metrics that it declares, the headline first.
  public let metrics: [String]
  /// The parameter that says how long a run goes.
  public let budget: String?
  /// It is ended after so many seconds without a word.
  public let silence: Double

  /// Makes a program's description.
  ///
  /// - Precondition: The spec names a program.
  public init(_ record: ProgramRecord, of spec: SweepSpec, silence: Double) {
    guard let program = spec.program else {
      preconditionFailure("ProgramWork: the spec of \(spec.name) names no program")
    }
    folder = record.folder
    inputs = record.inputs
    self.spec = program
    parameters = spec.manifest.parameters.map(\.path)
    metrics = spec.manifest.metrics.map(\.name.rawValue)
    budget = spec.manifest.parameter(.budget)?.path
    self.silence = silence
  }
}
