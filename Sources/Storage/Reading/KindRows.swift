import Experiments
import GRDB

/// Kinds of runs, as rows: their texts are read once, however many runs are of a kind.
struct KindRows {
  private var numbers: [RunKind: Int64] = [:]
  // Runs of one sweep share all values but the seed, one after another.
  private var last: (values: ParameterValues, number: Int64?)?

  /// The kind of a run of ours as JSON, from its configuration's text: tables of version 1 have no
  /// kinds.
  static let kindOfRun = """
    json_object(
      'epochs', json_extract(configuration, '$.train.epochs'),
      'fingerprint', json_extract(configuration, '$.dataset.fingerprint'),
      'model', json_extract(configuration, '$.model'),
      'variant', json_extract(configuration, '$.variant'))
    """

  /// The number of a configuration's kind; a new one where it is the first of its kind.
  mutating func number(
    of configuration: Experiments.Configuration, _ manifest: Manifest, _ db: Database
  ) throws -> Int64? {
    if let last, last.values == configuration.values { return last.number }
    let number = try number(of: RunKind(configuration, manifest), db)
    last = (configuration.values, number)
    return number
  }

  private mutating func number(of kind: RunKind, _ db: Database) throws -> Int64? {
    if let known = numbers[kind] { return known }
    let text = kind.canonicalJSON
    try db.execute(
      sql: "INSERT INTO kinds (kind) VALUES (?) ON CONFLICT DO NOTHING", arguments: [text])
    let number = try Int64.fetchOne(
      db, sql: "SELECT number FROM kinds WHERE kind = ?", arguments: [text])
    numbers[kind] = number
    return number
  }

  /// All kinds of a store, with their numbers.
  static func all(_ db: Database) throws -> [(number: Int, kind: RunKind)] {
    let isOld = try Schema.version(of: db) < 2
    let rows = try Row.fetchAll(db, sql: isOld ? oldKinds : "SELECT number, kind FROM kinds")
    return try rows.map { ($0[0], try Stored.decode(RunKind.self, $0[1])) }
  }

  // Tables of version 1 have kinds only within the configurations: numbered in their texts' order.
  private static let oldKinds = """
    SELECT row_number() OVER (ORDER BY kind), kind
    FROM (SELECT DISTINCT \(kindOfRun) AS kind FROM runs)
    """

  /// The number of a run's kind in tables of version 1.
  static let oldNumber = "dense_rank() OVER (ORDER BY \(kindOfRun))"
}
