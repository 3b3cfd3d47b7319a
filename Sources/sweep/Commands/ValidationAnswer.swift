import Experiments
import Running

/// What `validate` found, for other programs.
struct ValidationAnswer: Encodable {
  /// One thing that is wrong; what it has not is left out.
  struct Problem: Encodable {
    let code: String
    let file: String
    let line: Int?
    let column: Int?
    let path: String
    let message: String
    let suggestion: String?
  }

  let valid: Bool
  let name: String?
  let runs: Int?
  let duplicates: Int?
  let specSha256: String?
  let problems: [Problem]
  let notes: [String]

  /// A spec that is right.
  init(_ named: NamedSpec, _ plan: Plan) {
    valid = true
    name = named.spec.name
    runs = plan.runs.count
    duplicates = plan.duplicates
    specSha256 = named.spec.sha256
    problems = []
    notes = named.notes
  }

  /// What was refused, and why: a spec, or what cannot be read.
  init(_ file: String, refused error: any Error) {
    valid = false
    (name, runs, duplicates, specSha256, notes) = (nil, nil, nil, nil, [])
    if let error = error as? SpecError {
      problems = error.problems.map(Problem.init)
    } else {
      problems = [
        Problem(
          code: "unreadable", file: file, line: nil, column: nil, path: "",
          message: Failure(error).happened, suggestion: nil)
      ]
    }
  }
}

extension ValidationAnswer.Problem {
  fileprivate init(_ problem: SpecError.Problem) {
    // What is put over the spec has no lines.
    let place = problem.place.flatMap { $0.source == 0 ? $0 : nil }
    self.init(
      code: problem.code.rawValue, file: problem.source, line: place?.line,
      column: place?.column, path: problem.path, message: problem.message,
      suggestion: problem.suggestion)
  }
}
