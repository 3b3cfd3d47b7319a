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
