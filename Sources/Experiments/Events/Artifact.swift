import Foundation

/// Something to look at that a run made at a step: a picture, a text.
public struct Artifact: Hashable, Sendable {
  /// What it is called: `confusion`.
  public let name: String
  /// The step that it is of.
  public let step: Int
  /// What its bytes are.
  public let kind: Kind
  /// Its file's name, without a folder: `confusion.png`.
  public let file: String
  /// Its bytes.
  public let content: [UInt8]

  /// Makes an artifact.
  public init(name: String, step: Int, kind: Kind, file: String, content: [UInt8]) {
    self.name = name
    self.step = step
    self.kind = kind
    self.file = file
    self.content = content
  }

  /// What an artifact's bytes are.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// A PNG picture.
    case png
    /// Text in UTF-8.
    case text
    /// Anything else.
    case bytes
  }

  /// Larger ones are not taken into the store, in bytes.
  public static let largest = 16 << 20

  /// The kind of some bytes: by their first ones and their file's name, never by trust.
  public static func kind(of content: [UInt8], file: String) -> Kind {
    if content.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let isText = ["txt", "md", "csv", "tsv", "json", "log"].contains(ending)
    return isText && String(validating: content, as: UTF8.self) != nil ? .text : .bytes
  }

  /// Refuses names and sizes that no run may say.
  public func check() throws(RuleBroken) {
    guard MetricName.isValid(name) else {
      throw RuleBroken("an artifact", SpecError.quoted(name), MetricName.rule)
    }
    try RelativePath.check(file, "an artifact's file")
    try RuleBroken.check(step, "an artifact's step", in: Checkpoint.steps)
    try RuleBroken.check(content.count, "an artifact's size", in: 0...Self.largest)
  }
}

extension Artifact: Codable {
  private enum CodingKeys: CodingKey { case name, step, kind, file, content }

  /// Reads an artifact; its bytes are base64.
  ///
  /// - Throws: `DecodingError` where it is none that a run may have.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      step: try values.decode(Int.self, forKey: .step),
      kind: try values.decode(Kind.self, forKey: .kind),
      file: try values.decode(String.self, forKey: .file),
      content: [UInt8](try values.decode(Data.self, forKey: .content)))
    try decoder.refuse(check)
  }

  /// Writes an artifact; its bytes are base64.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(step, forKey: .step)
    try values.encode(kind, forKey: .kind)
    try values.encode(file, forKey: .file)
    try values.encode(Data(content), forKey: .content)
  }
}
