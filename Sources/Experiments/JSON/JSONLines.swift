import Foundation

/// Values as lines of JSON: what goes over a worker's pipe and into files that end in `.jsonl`.
///
/// Keys are sorted, so equal values are equal lines. Numbers that JSON does not have are the texts
/// `nan`, `inf` and `-inf`, so no value can stop the encoder.
public enum JSONLines {
  /// One line, with the line feed at its end.
  ///
  /// - Throws: What the value's own encoding throws.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return [UInt8](try encoder.encode(value)) + [0x0A]
  }

  /// The value of one line, with or without the line feed at its end.
  ///
  /// - Parameter trainers: Check the configurations in it; `nil` where there are none.
  /// - Throws: `DecodingError` where the line is not JSON or not of this type.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from line: some Sequence<UInt8>, trainers: Trainers? = nil
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.userInfo[Trainers.key] = trainers
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(line))
  }
}
