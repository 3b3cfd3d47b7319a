import Foundation

/// Rows 30 to 34 and 36: hostile input, a case or two of each; the parsers have tests of their own.
struct InputFaults {
  /// The faults.
  static let all: [any Fault] =
    [
      (30, "comma", #"{"name": "small",}"#), (30, "byte-order-mark", "\u{FEFF}{}"),
      (31, "depth", String(repeating: "[", count: 1_000_000)),
      (31, "twice", #"{"name": "a", "name": "b"}"#),
      (32, "infinite", with("learning_rate", "1e999")), (32, "nan", with("learning_rate", "NaN")),
      (32, "long", with("epochs", String(repeating: "9", count: 400))),
      (33, "huge", grid), (34, "upwards", named("../x")), (34, "absolute", named("/tmp/x")),
      (34, "newline", named(#"a\nb"#)), (34, "null", named(#"a\u0000b"#)),
      (34, "long-name", named(String(repeating: "n", count: 300))),
    ].map(spec)
    + [
      data("data-cut") { $0.prefix($0.count / 2) }, data("data-empty") { _ in Data() },
      data("data-sizes") { $0.prefix(128) + Data(repeating: 0xFF, count: 512) },
    ]

  private static func with(_ setting: String, _ value: String) -> String {
    #"{"name": "small", "dataset": {"sources": ["data.mat"]}, "variants": ["rnn"], "#
      + #""train": {"\#(setting)": \#(value)}}"#
  }

  private static func named(_ name: String) -> String {
    Workload.small.spec.replacing("\"small\"", with: "\"\(name)\"")
  }

  private static var grid: String {
    let axis = "[" + (1...1000).map(String.init).joined(separator: ",") + "]"
    return #"{"name": "small", "dataset": {"sources": ["data.mat"]}, "variants": ["rnn"], "#
      + #""seeds": \#(axis), "model": {"latent": \#(axis), "hidden": \#(axis)}, "#
      + #""train": {"epochs": \#(axis), "batch_size": \#(axis), "checkpoint_every": \#(axis)}}"#
  }

  private static func spec(_ number: Int, _ name: String, _ text: String) -> any Fault {
    CaseFault(number: number, name: "spec-\(name)", title: "spec: \(name)", .small, times: 1) {
      scene, _ in
      try scene.write(Data(text.utf8), to: "small.json")
      return try refused(scene)
    }
  }

  private static func data(
    _ name: String, _ change: @escaping @Sendable (Data) -> Data
  ) -> any Fault {
    CaseFault(number: 36, name: name, title: "data file: \(name)", .small, times: 1) { scene, _ in
      try scene.write(change(scene.content("data.mat")), to: "data.mat")
      return try refused(scene)
    }
  }

  private static func refused(_ scene: Scene) throws -> [Violation] {
    let before = try Snapshot.digests(in: scene.folder)
    let ended = try scene.run(scene.sweepArguments)
    let isSlow = scene.bench.judgesTime && ended.seconds > 2
    return expect([.code(2)], ended.exit, said: ended.said, "  next: ")
      + (isSlow ? [Violation(.honesty, "took \(ended.seconds) s to refuse")] : [])
      + (scene.has("save") ? [Violation(.cleanRefusal, "save/ was made")] : [])
      + (try scene.untouched(since: before)) + scene.sentinelViolations
  }
}
