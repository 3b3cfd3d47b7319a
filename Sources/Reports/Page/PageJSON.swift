import Experiments

/// JSON for a page's script, written by hand: compact, and with no markup in it.
struct PageJSON {
  /// What was written.
  private(set) var text = ""

  /// The JSON for a place between tags, in which nothing ends a script or begins a comment.
  var forPage: String {
    text.utf8.contains(UInt8(ascii: "<")) ? text.replacing("<", with: "\\u003c") : text
  }

  /// Writes a list.
  mutating func list<Item>(_ items: some Sequence<Item>, _ write: (inout PageJSON, Item) -> Void) {
    text += "["
    var isFirst = true
    for item in items {
      if !isFirst { text += "," }
      isFirst = false
      write(&self, item)
    }
    text += "]"
  }

  /// Writes an object of members, in the order given.
  mutating func object(_ members: [(String, (inout PageJSON) -> Void)]) {
    text += "{"
    for (place, (name, write)) in members.enumerated() {
      text += place == 0 ? "\"\(name)\":" : ",\"\(name)\":"
      write(&self)
    }
    text += "}"
  }

  /// Writes a text from outside: on one line, nothing hidden in it, and not endless.
  mutating func string(_ outside: String) {
    text += JSONText.string(CleanText.short(CleanText.line(outside), 300))
  }

  /// Writes texts from outside.
  mutating func strings(_ outside: [String]) { list(outside) { $0.string($1) } }

  /// Writes whole numbers.
  mutating func wholes(_ numbers: [Int]) { list(numbers) { $0.text += "\($1)" } }

  /// Writes a whole number, or null.
  mutating func whole(_ number: Int?) { text += number.map { "\($0)" } ?? "null" }

  /// Writes a number exactly; in words what is not finite, null for none.
  mutating func exact(_ number: Double?) {
    guard let number else {
      text += "null"
      return
    }
    text += number.isFinite ? ExactNumber.text(number) : "\"\(ExactNumber.text(number))\""
  }

  /// Writes a number's four leading digits, null for what is not finite.
  mutating func short(_ number: Double) {
    text += number.isFinite ? ShortNumber.text(number) : "null"
  }

  /// Writes true or false.
  mutating func flag(_ flag: Bool) { text += flag ? "true" : "false" }
}
