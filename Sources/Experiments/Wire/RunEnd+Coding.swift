extension RunEnd: Codable {
  private enum Kind: String, Codable { case finished, diverged, interrupted, failed }
  private enum Key: CodingKey { case type, step, seconds, work, reason }

  /// Reads how an attempt ended; also in the form that stores of versions before 0.3.0 have.
  ///
  /// - Throws: `DecodingError` where it is none.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    guard members.contains(.type) else {
      self = try StoredRunEnd(from: decoder).end
      return
    }
    func seconds() throws -> Double { try members.decode(Double.self, forKey: .seconds) }
    func work() throws -> Int { try members.decode(Int.self, forKey: .work) }
    switch try members.decode(Kind.self, forKey: .type) {
    case .finished: self = .finished(seconds: try seconds(), sequences: try work())
    case .diverged:
      self = .diverged(
        epoch: try members.decode(Int.self, forKey: .step), seconds: try seconds(),
        sequences: try work())
    case .interrupted: self = .interrupted(seconds: try seconds(), sequences: try work())
    case .failed: self = .failed(try members.decode(FailureReason.self, forKey: .reason))
    }
  }

  /// Writes how an attempt ended.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    func write(_ kind: Kind, _ seconds: Double, _ work: Int) throws {
      try members.encode(kind, forKey: .type)
      try members.encode(seconds, forKey: .seconds)
      try members.encode(work, forKey: .work)
    }
    switch self {
    case .finished(let seconds, let work): try write(.finished, seconds, work)
    case .interrupted(let seconds, let work): try write(.interrupted, seconds, work)
    case .diverged(let step, let seconds, let work):
      try write(.diverged, seconds, work)
      try members.encode(step, forKey: .step)
    case .failed(let reason):
      try members.encode(Kind.failed, forKey: .type)
      try members.encode(reason, forKey: .reason)
    }
  }
}

extension FailureReason: Codable {
  private enum Kind: String, Codable {
    case crashed, exited, error, program, garbled
    case outOfMemory = "out_of_memory"
    case timedOut = "timed_out"
    case notStarted = "not_started"
  }
  private enum Key: CodingKey {
    case type, signal, code, log, message, seconds, resource, how, line
  }

  /// Reads a reason.
  ///
  /// - Throws: `DecodingError` where it is none.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) throws -> String { try members.decode(String.self, forKey: key) }
    func log() throws -> String? { try members.decodeIfPresent(String.self, forKey: .log) }
    func number(_ key: Key) throws -> Int { try members.decode(Int.self, forKey: key) }
    switch try members.decode(Kind.self, forKey: .type) {
    case .crashed: self = .crashed(signal: try number(.signal), log: try log())
    case .outOfMemory: self = .outOfMemory(message: try text(.message))
    case .exited: self = .exited(code: try number(.code))
    case .timedOut:
      self = .timedOut(seconds: try members.decode(Double.self, forKey: .seconds))
    case .error:
      self = .error(
        message: try text(.message), resource: try members.decode(Bool.self, forKey: .resource))
    case .program: self = .program(how: try text(.how), log: try log())
    case .notStarted: self = .notStarted(message: try text(.message))
    case .garbled: self = .garbled(line: try text(.line))
    }
  }

  /// Writes a reason.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(kind, forKey: .type)
    switch self {
    case .crashed(let signal, let log):
      try members.encode(signal, forKey: .signal)
      try members.encodeIfPresent(log, forKey: .log)
    case .outOfMemory(let message), .notStarted(let message):
      try members.encode(message, forKey: .message)
    case .exited(let code): try members.encode(code, forKey: .code)
    case .timedOut(let seconds): try members.encode(seconds, forKey: .seconds)
    case .error(let message, let resource):
      try members.encode(message, forKey: .message)
      try members.encode(resource, forKey: .resource)
    case .program(let how, let log):
      try members.encode(how, forKey: .how)
      try members.encodeIfPresent(log, forKey: .log)
    case .garbled(let line): try members.encode(line, forKey: .line)
    }
  }

  private var kind: Kind {
    switch self {
    case .crashed: .crashed
    case .outOfMemory: .outOfMemory
    case .exited: .exited
    case .timedOut: .timedOut
    case .error: .error
    case .program: .program
    case .notStarted: .notStarted
    case .garbled: .garbled
    }
  }
}

/// How an attempt ended, in the form of versions 0.1.0 and 0.2.0: what a compiler makes of an enum.
private enum StoredRunEnd: Decodable {
  case finished(seconds: Double, sequences: Int)
  case diverged(epoch: Int, seconds: Double, sequences: Int)
  case interrupted(seconds: Double, sequences: Int)
  case failed(Reason)

  enum Reason: Decodable {
    case crashed(signal: Int, log: String?)
    case outOfMemory(message: String)
    case exited(code: Int)
    case timedOut(seconds: Double)
    case error(message: String, resource: Bool)
    case notStarted(message: String)
    case garbled(line: String)

    var reason: FailureReason {
      switch self {
      case .crashed(let signal, let log): .crashed(signal: signal, log: log)
      case .outOfMemory(let message): .outOfMemory(message: message)
      case .exited(let code): .exited(code: code)
      case .timedOut(let seconds): .timedOut(seconds: seconds)
      case .error(let message, let resource): .error(message: message, resource: resource)
      case .notStarted(let message): .notStarted(message: message)
      case .garbled(let line): .garbled(line: line)
      }
    }
  }

  var end: RunEnd {
    switch self {
    case .finished(let seconds, let sequences): .finished(seconds: seconds, sequences: sequences)
    case .diverged(let epoch, let seconds, let sequences):
      .diverged(epoch: epoch, seconds: seconds, sequences: sequences)
    case .interrupted(let seconds, let sequences):
      .interrupted(seconds: seconds, sequences: sequences)
    case .failed(let reason): .failed(reason.reason)
    }
  }
}
