import Experiments

/// Reads the messages in a program's lines, and complains of wrong ones, once of each kind.
struct MessageReader {
  /// The keys that make an object a message, in the order in which their messages are taken.
  enum Key: String, CaseIterable {
    case metrics
    case checkpoint
    case artifact
    case progress
    case diverged
    case parameters

    /// Those of a program.
    static func all(_ words: ProgramWords) -> [Key] {
      switch words {
      case .training: [.metrics, .checkpoint, .artifact, .progress, .diverged]
      case .search: [.parameters]
      }
    }
  }

  /// What came of a line.
  struct Reading {
    var messages: [ProgramMessage] = []
    /// Whether all of it is said with the messages; else it belongs into the log.
    var isTaken = false
  }

  private let keys: [Key]
  private var complaints: Set<String> = []

  /// - Parameter words: Which lines are messages.
  init(_ words: ProgramWords = .training) { keys = Key.all(words) }

  /// Reads a line.
  mutating func read(_ line: ArraySlice<UInt8>) -> Reading {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first == UInt8(ascii: "{")
    else { return Reading() }
    guard case .object(let members)? = JSONReader.read(line: Array(line))?.value else {
      return notJSON(line)
    }
    return read(MessageMembers(members), line)
  }

  private mutating func read(_ members: MessageMembers, _ line: ArraySlice<UInt8>) -> Reading {
    let keys = keys.filter { members[$0.rawValue] != nil }
    var reading = Reading(isTaken: !keys.isEmpty)
    for key in keys {
      let (message, fault) = members.message(key, line)
      if let message { reading.messages.append(message) }
      if let fault {
        reading.isTaken = false
        complain(key.rawValue, "\(SpecError.quoted(key.rawValue)): \(fault)", line, &reading)
      }
    }
    return reading
  }

  /// Python prints its own dictionaries with other quotes, which is easily overlooked.
  private mutating func notJSON(_ line: ArraySlice<UInt8>) -> Reading {
    var reading = Reading()
    let text = String(decoding: line.prefix(200), as: UTF8.self)
    if keys.contains(where: { text.contains("'\($0.rawValue)':") }) {
      complain("quotes", "it is not JSON: print json.dumps(...), not the dict", line, &reading)
    } else if keys.contains(where: { text.contains("\"\($0.rawValue)\":") }) {
      complain("syntax", "it is not JSON, or has a key twice", line, &reading)
    }
    return reading
  }

  private mutating func complain(
    _ kind: String, _ fault: String, _ line: ArraySlice<UInt8>, _ reading: inout Reading
  ) {
    guard complaints.insert(kind).inserted else { return }
    let shown = SpecError.quoted(String(decoding: line.prefix(300), as: UTF8.self))
    reading.messages.append(
      .warning("a line of the program was not understood: \(fault); the line: \(shown)"))
  }
}
