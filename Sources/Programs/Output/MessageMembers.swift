import Experiments

/// The members of an object that may be a message.
struct MessageMembers {
  /// A message's parts, as far as they are right, and what is wrong with the rest.
  typealias Part = (message: ProgramMessage?, fault: String?)

  private static let longestName = 200
  private static let longestPath = 4096
  private static let wrongStep = "its \"step\" is not a whole number from 0"

  private let members: [JSONNode.Member]

  init(_ members: [JSONNode.Member]) {
    self.members = members
  }

  subscript(key: String) -> JSONNode.Value? { members.first { $0.key == key }?.value.value }

  /// The message of a key that is there in a line.
  func message(_ key: MessageReader.Key, _ line: ArraySlice<UInt8>) -> Part {
    switch key {
    case .metrics: metrics
    case .checkpoint: checkpoint
    case .artifact: artifact
    case .progress: progress
    case .diverged: diverged
    case .parameters: (.trial(String(decoding: line, as: UTF8.self)), nil)
    }
  }

  private var metrics: Part {
    guard case .object(let values)? = self["metrics"] else {
      return (nil, "not an object of names and numbers")
    }
    guard let step else { return (nil, Self.wrongStep) }
    var found: [ProgramMetric] = []
    var fault: String?
    for member in values {
      if case .number(let number) = member.value.value, Self.isName(member.key) {
        found.append(ProgramMetric(member.key, number.value))
      } else {
        fault = fault ?? "\(SpecError.quoted(member.key)) is not a name with a number"
      }
    }
    return (found.isEmpty ? nil : .metrics(step: step.number, found), fault)
  }

  private var checkpoint: Part {
    guard let path = path("checkpoint") else { return (nil, "not a file's path") }
    guard let step else { return (nil, Self.wrongStep) }
    guard let number = step.number else { return (nil, "it needs a \"step\"") }
    return (.checkpoint(path: path, step: number), nil)
  }

  private var artifact: Part {
    guard let path = path("artifact") else { return (nil, "not a file's path") }
    guard let step else { return (nil, Self.wrongStep) }
    switch self["name"] {
    case nil, .null?:
      return (.artifact(path: path, name: Self.stem(of: path), step: step.number), nil)
    case .string(let name)? where Self.isName(name):
      return (.artifact(path: path, name: name, step: step.number), nil)
    case .bool, .number, .string, .array, .object: return (nil, "its \"name\" is not a name")
    }
  }

  private var progress: Part {
    guard case .number(let number)? = self["progress"], (0...1).contains(number.value) else {
      return (nil, "not a number from 0 to 1")
    }
    return (.progress(number.value), nil)
  }

  private var diverged: Part {
    guard case .bool(let has)? = self["diverged"] else { return (nil, "not true or false") }
    return (has ? .diverged : nil, nil)
  }

  /// The step, perhaps none; `nil` where there is one of a wrong form.
  private var step: (number: Int?, isThere: Bool)? {
    switch self["step"] {
    case nil, .null?: return (nil, false)
    case .number(let number)?:
      guard let integer = number.integer, integer >= 0 else { return nil }
      return (integer, true)
    case .bool, .string, .array, .object: return nil
    }
  }

  private func path(_ key: String) -> String? {
    guard case .string(let path)? = self[key], (1...Self.longestPath).contains(path.utf8.count),
      !path.utf8.contains(0)
    else { return nil }
    return path
  }

  private static func isName(_ text: String) -> Bool {
    (1...longestName).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// A file's name without folder and ending.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? "artifact"
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return String(stem.isEmpty ? name : stem)
  }
}
