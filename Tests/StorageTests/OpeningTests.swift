import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct SQLiteVersionTests {
  @Test(arguments: [
    ("3.6.23", false), ("3.7.0", true), ("3.40.1", true), ("3.44.5", true), ("3.44.6", false),
    ("3.45.0", true), ("3.50.6", true), ("3.50.7", false), ("3.51.2", true), ("3.51.3", false),
    ("3.53.0", false),
  ])
  func theWALResetDefectIsKnownByItsVersions(_ version: String, _ isThere: Bool) {
    #expect(SQLiteVersion(version).hasWALResetDefect == isThere)
  }
}

@Suite(.timeLimit(.minutes(60))) struct OpeningTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func aStoreIsOpenedWithTheSettingsThatSurviveAPowerCut() throws {
    let store = try folder.open()
    let settings = [
      ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"),
      ("trusted_schema", "0"), ("cell_size_check", "1"), ("busy_timeout", "5000"),
      ("application_id", "\(0x5357_4550)"), ("user_version", "\(Schema.version)"),
      ("journal_size_limit", "\(16 << 20)"),
    ]
    for (name, value) in settings {
      #expect(try store.rows("PRAGMA \(name)") == [value], "\(name)")
    }
  }

  @Test func everyTableIsStrict() throws {
    let store = try folder.open()
    let loose = try store.rows(
      """
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
        AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
      """)
    #expect(loose == [])
  }

  @Test func aMissingFolderIsMade() throws {
    let path = folder.path + "/save/deep/results.sqlite"
    let store = try ResultStore.openForWriting(path, spec: "paper", trainers: .letters) { Date() }
    #expect(store.path == path)
  }

  @Test func closingFoldsTheLogIn() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: folder.store + "-wal"))
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    #expect(try reader.runs().map(\.id) == ["r1"])
  }

  @Test func aSecondWriterIsToldWhoHoldsTheStore() throws {
    let store = try folder.open(spec: "paper", at: 36_120)
    let refusal = try #require(folder.refusal())
    #expect(refusal.code == .inUse)
    #expect(refusal.holder?.pid == Int(getpid()))
    #expect(
      refusal.description
        == "\(folder.store): store in use by pid \(getpid()) on this host "
        + "since 1970-01-01 10:02 UTC (paper)")
    try store.close()
    #expect(folder.refusal() == nil)
  }

  @Test func aSecondWriterIsSeenThroughASymbolicLink() throws {
    let store = try folder.open()
    let link = folder.path + "/link.sqlite"
    let linked = folder.path + "-linked"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "results.sqlite")
    try FileManager.default.createSymbolicLink(atPath: linked, withDestinationPath: folder.path)
    defer { try? FileManager.default.removeItem(atPath: linked) }
    #expect(folder.refusal(of: link)?.code == .inUse)
    #expect(folder.refusal(of: linked + "/results.sqlite")?.code == .inUse)
    try store.close()
    #expect(folder.refusal(of: link)?.code == .notARegularFile)
    #expect(folder.refusal(of: linked + "/results.sqlite") == nil)
  }

  @Test func aWriterThatIsGoneLeavesNoLock() throws {
    do {
      let store = try folder.open()
      #expect(store.isSweepRunning().running)
    }
    let reader = try ResultStore.openForReading((try folder.open()).path, trainers: .letters)
    #expect(!reader.isSweepRunning().running)
  }

  @Test func lookingAtTheLockDoesNotTakeIt() throws {
    let store = try folder.open()
    try store.close()
    for _ in 0..<3 { #expect(!StoreLock.inspect(store: folder.store).isHeld) }
    #expect(folder.refusal() == nil)
  }

  @Test func aStoreWithTwoNamesIsRefused() throws {
    try folder.open().close()
    try FileManager.default.linkItem(atPath: folder.store, toPath: folder.path + "/other")
    #expect(folder.refusal()?.code == .hardLinked)
  }

  @Test func aFolderIsNoStore() throws {
    #expect(folder.refusal(of: folder.path)?.code == .notARegularFile)
  }

  @Test func anotherProgramsDatabaseIsRefusedUnchanged() throws {
    let other = try DatabaseQueue(path: folder.store)
    try other.write { try $0.execute(sql: "CREATE TABLE t (x); INSERT INTO t VALUES (1)") }
    try other.close()
    let before = try folder.bytes()
    let refusal = try #require(folder.refusal())
    #expect(refusal.code == .foreign)
    #expect(!refusal.isDamage)
    #expect(folder.readRefusal()?.code == .foreign)
    #expect(try folder.bytes() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }

  @Test func garbageIsRefusedUnchanged() throws {
    let garbage = Data("not a database at all".utf8)
    try folder.write(garbage)
    #expect(folder.refusal()?.code == .damaged)
    #expect(folder.readRefusal()?.code == .damaged)
    #expect(try folder.bytes() == garbage)
  }

  @Test func aTruncatedStoreIsDamaged() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: (0..<300).map { Sample.run("r\($0)") })
    try store.close()
    let cut = try folder.bytes().prefix(40_000)
    try folder.write(Data(cut))
    let refusal = try #require(folder.refusal())
    #expect(refusal.code == .damaged)
    #expect(refusal.isDamage)
    #expect(try folder.bytes() == cut)
  }

  // The last page holds metrics, which opening does not read.
  @Test func aScribbledPageIsDamage() throws {
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    for epoch in 0..<2000 where epoch % 500 == 0 {
      try store.record(
        (epoch..<epoch + 500).map { epoch in
          (run: "r1", event: .metrics(epoch: epoch, [Metric(.trainLoss, 1)]), willRetry: false)
        })
    }
    try store.close()
    var bytes = try folder.bytes()
    bytes.replaceSubrange((bytes.count - 4096)..., with: Data(repeating: 0xA5, count: 4096))
    try folder.write(bytes)
    #expect(folder.refusal()?.code == .damaged)
    #expect(try folder.bytes() == bytes)
  }

  @Test func aLaterVersionsStoreIsRefusedUnchanged() throws {
    try folder.open().close()
    let other = try DatabaseQueue(path: folder.store)
    try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    try other.close()
    let before = try folder.bytes()
    #expect(folder.refusal()?.code == .tooNew)
    #expect(folder.readRefusal()?.code == .tooNew)
    #expect(try folder.bytes() == before)
  }

  @Test func anUnknownMigrationIsALaterVersion() throws {
    try folder.open().close()
    let other = try DatabaseQueue(path: folder.store)
    try other.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    try other.close()
    #expect(folder.refusal()?.code == .tooNew)
  }

  @Test func aMissingStoreCannotBeRead() throws {
    #expect(folder.readRefusal()?.code == .missing)
    try folder.write(Data())
    #expect(folder.readRefusal()?.code == .missing)
  }

  @Test func anEmptyFileBecomesAStore() throws {
    try folder.write(Data())
    #expect(folder.refusal() == nil)
  }

  @Test func aStoreWhoseMakingWasCutShortIsMadeAgain() throws {
    let other = try DatabaseQueue(path: folder.store)
    try other.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }
    try other.close()
    #expect(folder.readRefusal()?.code == .missing)
    #expect(try folder.open().runs() == [])
  }

  @Test func aNetworkFileSystemIsRefused() throws {
    let mounts = """
      22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
      30 22 0:40 / \(folder.path) rw - nfs4 server:/home rw
      """
    let refusal = #expect(throws: StoreError.self) {
      try ResultStore.openForWriting(
        folder.store, holder: LockHolder(pid: 1, host: "h", since: 0, spec: "s"),
        trainers: .letters,
        now: { Date() }, mounts: mounts)
    }
    #expect(refusal?.code == .networkFileSystem)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(arguments: [
    ("/save", nil), ("/home/ann/x", "nfs4"), ("/homes", nil), ("/my disk", "fuse.sshfs"),
    ("/over", "ext4-is-not-told"),
  ])
  func theInnermostMountDecides(folder: String, kind: String?) {
    let mounts = """
      22 1 254:0 / / rw - ext4 /dev/root rw
      30 22 0:40 / /home rw shared:4 - nfs4 server:/home rw
      31 22 0:41 / /my\\040disk rw - fuse.sshfs s rw
      32 22 0:42 / /over rw - nfs s rw
      33 22 0:43 / /over rw - ext4 s rw
      """
    let found = NetworkFileSystems.name(ofFolder: folder, mounts: mounts)
    #expect(found == (kind == "ext4-is-not-told" ? nil : kind))
  }

  @Test func aFolderThatCannotBeMadeIsTold() throws {
    try folder.write(Data("x".utf8), "file")
    #expect(folder.refusal(of: folder.path + "/file/results.sqlite")?.code == .readOnly)
  }

  @Test func aStoreThatStaysAsItIsIsReadWithoutFilesBesideIt() throws {
    let path = folder.path + "/50% of? it#1.sqlite"
    let store = try ResultStore.openForWriting(path, spec: "paper", trainers: .letters) { Date() }
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    try store.close()
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let queue = try StoreConnection.reading(path, isStill: true)
    #expect(try queue.read { try String.fetchAll($0, sql: "SELECT id FROM runs") } == ["r1"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
  }

  @Test func theLibrarysVersionIsTold() throws {
    #expect(try ResultStore.sqliteVersion().split(separator: ".").count == 3)
  }
}
