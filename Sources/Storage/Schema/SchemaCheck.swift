import GRDB

/// A store's tables, indexes, views and triggers held against those of its version.
///
/// The comparison is by SQLite's own text of each, white space aside, with a fresh database that the
/// migrations of that version have made. What SQLite adds by itself is passed over.
struct SchemaCheck {
  /// A table, index, view or trigger.
  struct Item: Hashable {
    let type: String
    let name: String
    let sql: String

    /// What it is, for people.
    var words: String { "\(type) \(name)" }
    /// Whether the program reads or writes through it.
    fileprivate var isReadThrough: Bool { type == "table" || type == "index" }
    fileprivate var key: String { "\(type) \(name)" }
    fileprivate var text: String { String(sql.filter { !$0.isWhitespace }) }
  }

  /// What the version has and the store lacks.
  let missing: [Item]
  /// What the version has and is otherwise in the store, as it should be.
  let changed: [Item]
  /// What the version does not have, as it is in the store.
  let foreign: [Item]
  /// The migrations that the store should name.
  let migrations: [String]
  /// Whether it names these.
  let hasMigrations: Bool
  private let version: Int

  /// Looks at a store. One whose making was cut short has nothing to compare yet.
  init(_ db: Database) throws {
    version = try Schema.version(of: db)
    let wanted = try Self.wanted(version)
    let found = version == 0 ? [:] : try Self.items(db)
    missing = wanted.filter { found[$0.key] == nil }.values.sorted(by: Self.order)
    changed = wanted.filter { found[$0.key].map(\.text) ?? $0.value.text != $0.value.text }
      .values.sorted(by: Self.order)
    foreign = found.filter { wanted[$0.key] == nil }.values.sorted(by: Self.order)
    migrations = version == 0 ? [] : (1...version).map(String.init)
    let isListed = found["table \(Self.list)"] != nil
    let named = isListed ? try String.fetchAll(db, sql: "SELECT identifier FROM \(Self.list)") : []
    hasMigrations = version == 0 || Set(named) == Set(migrations)
  }

  /// What is wrong, a line each.
  var problems: [String] {
    missing.map { "the \($0.words) is missing" }
      + changed.map { "the \($0.words) is not that of version \(version)" }
      + foreign.map { "the \($0.words) is not of this program" }
      + (hasMigrations ? [] : ["the list of migrations is not that of version \(version)"])
  }

  /// Whether what is read through is as it should be.
  var isReadable: Bool { !(missing + changed).contains(where: \.isReadThrough) }

  /// The table of the migrations that were made.
  static let list = "grdb_migrations"

  // What goes first comes first: tables before their indexes, both before views.
  private static func order(_ one: Item, _ other: Item) -> Bool {
    let types = ["table", "index", "view", "trigger"]
    let places = [one, other].map { types.firstIndex(of: $0.type) ?? types.count }
    return (places[0], one.name) < (places[1], other.name)
  }

  private static func wanted(_ version: Int) throws -> [String: Item] {
    guard (1...Int(Schema.version)).contains(version) else { return [:] }
    let fresh = try DatabaseQueue()
    try Schema.migrator.migrate(fresh, upTo: String(version))
    return try fresh.read(items)
  }

  private static func items(_ db: Database) throws -> [String: Item] {
    let rows = try Row.fetchAll(db, sql: "SELECT type, name, sql FROM sqlite_schema")
    let items = rows.filter { !($0[1] ?? "").hasPrefix("sqlite_") }.map { row -> Item in
      let name: String = row[1] ?? ""
      // The library's own, whatever its version writes.
      return Item(type: row[0] ?? "", name: name, sql: name == list ? "" : row[2] ?? "")
    }
    return Dictionary(items.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  }
}

extension ResultStore {
  /// What is otherwise in the store's schema than in that of its version.
  public struct SchemaState: Sendable {
    /// A line each; empty where nothing is.
    public let problems: [String]
    /// Whether what is read through is as it should be.
    public let isReadable: Bool
    /// Whether it can be mended where it is: no table is another one.
    public let isMendable: Bool
  }

  /// Compares the store's tables, indexes, views and triggers with those of its version.
  ///
  /// - Throws: ``StoreError``: `.damaged`, `.io`, `.busy`.
  public func schema() throws(StoreError) -> SchemaState {
    try reading { db in
      let check = try SchemaCheck(db)
      return SchemaState(
        problems: check.problems, isReadable: check.isReadable, isMendable: check.isMendable)
    }
  }
}
