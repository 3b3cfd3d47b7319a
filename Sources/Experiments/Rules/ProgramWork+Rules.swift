extension ProgramWork {
  /// Refuses what no spec could have said of a program: it is read from outside, and started.
  public func check() throws(RuleBroken) {
    guard folder.hasPrefix("/"), folder.utf8.count < 4096, !folder.utf8.contains(0) else {
      throw RuleBroken("program.folder", SpecError.quoted(folder), "the path of a folder from /")
    }
    guard let name = spec.command.first, !name.isEmpty, !spec.command.contains(where: Self.hasNUL)
    else {
      throw RuleBroken("program.command", "\(spec.command.count) items", "a program and its words")
    }
    for input in inputs { try input.check() }
    try checkParameters()
    for name in metrics + spec.patterns.keys { try MetricName(name).check() }
    guard silence > 0 else { throw RuleBroken("silence", "\(silence)", "a number above 0") }
    try spec.limits.check()
  }

  private func checkParameters() throws(RuleBroken) {
    var known: Set<String> = []
    for path in parameters {
      guard Self.isPath(path) else {
        throw RuleBroken("a parameter", SpecError.quoted(path), ParameterPath.rule)
      }
      guard known.insert(path).inserted else {
        throw RuleBroken("a parameter", SpecError.quoted(path), "named once")
      }
    }
    for path in parameters where Self.groups(of: path).contains(where: known.contains) {
      throw RuleBroken("a parameter", SpecError.quoted(path), "beside a group of its own name")
    }
  }

  /// `a.b` and `a` of `a.b.c`.
  private static func groups(of path: String) -> some Sequence<String> {
    sequence(first: ParameterPath.group(of: path)) { group in
      group.isEmpty ? nil : ParameterPath.group(of: group)
    }
  }

  private static func isPath(_ path: String) -> Bool {
    path.split(separator: ".", omittingEmptySubsequences: false)
      .allSatisfy { ParameterPath.isKey(String($0)) }
  }

  private static func hasNUL(_ text: String) -> Bool { text.utf8.contains(0) }
}

extension ProgramSpec.Limits {
  fileprivate func check() throws(RuleBroken) {
    if let seconds, !(seconds > 0) {
      throw RuleBroken("limits.seconds", "\(seconds)", "a number above 0")
    }
    if let memory { try RuleBroken.check(memory, "limits.memory", in: 1...1 << 62) }
    if let threads { try RuleBroken.check(threads, "limits.threads", in: 1...1024) }
  }
}
