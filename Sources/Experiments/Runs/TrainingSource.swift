/// What a worker trains with.
public enum TrainingSource: Hashable, Sendable {
  /// Data for a trainer of ours.
  case data(DataSource)
  /// Somebody else's program.
  case program(ProgramWork)
}

extension TrainingSource: Codable {
  private enum CodingKeys: CodingKey { case data, program }

  /// Reads a source.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let program = try values.decodeIfPresent(ProgramWork.self, forKey: .program) {
      self = .program(program)
    } else {
      self = .data(try values.decode(DataSource.self, forKey: .data))
    }
  }

  /// Writes a source.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .data(let data): try values.encode(data, forKey: .data)
    case .program(let program): try values.encode(program, forKey: .program)
    }
  }
}
