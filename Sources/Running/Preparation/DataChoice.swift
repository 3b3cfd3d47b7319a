import Experiments
import Foundation

/// The data source a sweep takes, and why.
package struct DataChoice {
  /// Where the data is, absolute.
  package let source: DataSource
  /// Why this one; no path of this machine, since reports repeat it.
  package let why: String
  /// The sweep's name on this data.
  let sweepName: String

  /// A source named on the command line.
  package init(file: String, because why: String, name: String) {
    self.init(source: .file(path: AbsolutePath.of(file)), why: why, sweepName: name)
  }

  package init(source: DataSource, why: String, sweepName: String) {
    self.source = source
    self.why = why
    self.sweepName = sweepName
  }

  /// The first of the spec's sources that is there.
  ///
  /// - Throws: ``Failure`` where none is.
  package init(of spec: SweepSpec, folder: String) throws {
    let sources = (spec.dataset?.sources ?? [])
    let here = sources.map { $0.relative(to: folder) }
    guard let index = here.firstIndex(where: Self.isThere) else {
      throw Failure(
        .input, "none of the data sources exists: \(here.map(\.words).joined(separator: ", "))",
        safe: "nothing was started and nothing was written",
        next: "put the file there (docs/data.md says where to get it), or name one with --data PATH"
      )
    }
    // As the spec has them: a path of this machine is nothing for a report.
    let absent = sources[..<index].map(\.words).joined(separator: ", ")
    let isSubstitute = index > 0 && here[index].isSynthetic
    self.init(
      source: Self.absolute(here[index]),
      why: index == 0
        ? "the first source of the spec"
        : "fallback: \(absent) \(index == 1 ? "is" : "are") absent",
      sweepName: isSubstitute ? spec.name + SweepName.substitute : spec.name)
  }

  private static func isThere(_ source: DataSource) -> Bool {
    guard case .file(let path) = source else { return true }
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func absolute(_ source: DataSource) -> DataSource {
    guard case .file(let path) = source else { return source }
    return .file(path: AbsolutePath.of(path))
  }
}

extension DataSource {
  /// Whether it is the synthetic writer.
  var isSynthetic: Bool {
    switch self {
    case .file: false
    case .synthetic: true
    }
  }

  /// What it is, for a person.
  package var words: String {
    switch self {
    case .file(let path): path
    case .synthetic(let sequences, let seed): "synthetic (\(sequences) sequences, seed \(seed))"
    }
  }
}
