/// How a sweep and its workers speak: lines of JSON, an ``Assignment`` in, ``WorkerLine``s out.
///
///     {"run":"6ff0...","type":"started","step":0,"batch":0,"protocol":1,"environment":{...}}
///     {"run":"6ff0...","type":"metrics","step":3,"values":{"loss":0.5,"accuracy":"7ff8000000000000"}}
///     {"run":"6ff0...","type":"ended","end":{"type":"finished","seconds":1.5,"work":64}}
///
/// Keys have underscores. Values are the shortest decimals that give the same bits back; what is not
/// finite is its bit pattern. An assignment and a start name the protocol's number.
public enum WorkerProtocol {
  /// Changed whenever a line of one version would be misread by another.
  public static let number = 1

  /// Refuses another one.
  static func check(_ found: Int) throws(RuleBroken) {
    guard found == number else {
      throw RuleBroken("protocol", "\(found)", "\(number), the worker protocol of this program")
    }
  }
}

/// Metrics of a step as the members of an object.
struct MetricMembers: Codable {
  let metrics: [Metric]

  init(_ metrics: [Metric]) { self.metrics = metrics }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    metrics = try members.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
      let name = MetricName(key.stringValue)
      try decoder.refuse(name.check)
      if let number = try? members.decode(Double.self, forKey: key) { return Metric(name, number) }
      let digits = try members.decode(String.self, forKey: key)
      guard let bits = Hexadecimal.bits(digits) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: members, debugDescription: "a number or 16 hexadecimal digits")
      }
      return Metric(name, Double(bitPattern: bits))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    for metric in metrics {
      let key = Key(stringValue: metric.name.rawValue)
      if metric.value.isFinite {
        try members.encode(metric.value, forKey: key)
      } else {
        try members.encode(Hexadecimal.digits(metric.bits), forKey: key)
      }
    }
  }
}
