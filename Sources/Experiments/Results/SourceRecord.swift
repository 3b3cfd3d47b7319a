/// On what a sweep ran: data of ours, or somebody else's program.
public enum SourceRecord: Hashable, Sendable {
  /// Data that a trainer of ours reads.
  case data(DatasetRecord)
  /// A program, which has data of its own.
  case program(ProgramRecord)
}

extension SourceRecord: Codable {
  private enum CodingKeys: CodingKey { case program }

  /// Reads a record: a dataset's, or a program's under its own key.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    if let program = try values.decodeIfPresent(ProgramRecord.self, forKey: .program) {
      self = .program(program)
    } else {
      self = .data(try DatasetRecord(from: decoder))
    }
  }

  /// Writes a record.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .data(let data): try data.encode(to: encoder)
    case .program(let program):
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(program, forKey: .program)
    }
  }
}
