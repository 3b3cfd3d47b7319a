/// What is asked of a parameter's value, by its path.
typealias Questions = [String: [(Value) -> Bool]]

extension GridAxis {
  /// The kind of each row, counted from 0 on: rows of one kind get the same answers.
  func kinds(_ questions: Questions) -> [Int] {
    let asked = members.flatMap { member in
      (questions[member.path] ?? []).map { (member.values, $0) }
    }
    guard !asked.isEmpty else { return Array(repeating: 0, count: count) }
    var kinds: [[Bool]: Int] = [:]
    return (0..<count).map { row in
      let answers = asked.map { values, question in question(values[row]) }
      let kind = kinds[answers] ?? kinds.count
      kinds[answers] = kind
      return kind
    }
  }

  /// One row of each kind, in order, and how many rows are of it.
  func classes(_ questions: Questions) -> [(row: Int, alike: Int)] {
    var classes: [(row: Int, alike: Int)] = []
    for (row, kind) in kinds(questions).enumerated() {
      if kind == classes.count { classes.append((row, 0)) }
      classes[kind].alike += 1
    }
    return classes
  }
}

extension SweepSpec {
  /// What the meaning and the values of other parameters depend on.
  var questions: Questions {
    let declared = manifest.parameters.flatMap { parameter in
      (parameter.applies.map { [$0] } ?? []) + parameter.special.map(\.when)
    }
    let own = conditions.values.flatMap(\.parts).map { part in
      (part.path, [{ (value: Value) in part.holds(value) }])
    }
    let theirs = declared.map { condition in
      (condition.path, [{ (value: Value) in condition.oneOf.contains(value) }])
    }
    return Dictionary(own + theirs) { $0 + $1 }
  }

  /// As ``questions``, and what exclusions ask.
  var allQuestions: Questions {
    let parts = (excluded + only).flatMap(\.parts).map { part in
      (part.path, [{ (value: Value) in part.holds(value) }])
    }
    return questions.merging(Dictionary(parts) { $0 + $1 }) { $0 + $1 }
  }
}
