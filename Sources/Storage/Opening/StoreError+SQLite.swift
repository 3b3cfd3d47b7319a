import Experiments
import Files
import Foundation
import GRDB

extension StoreError {
  /// Makes an error of whatever the database library threw; a `StoreError` stays as it is.
  init(_ error: any Error, path: String) {
    if let known = error as? StoreError {
      self = known
    } else if let error = error as? DatabaseError {
      self =
        error.isUnfinishedStore
        ? .unfinished(path)
        : error.isForWantOfDescriptors ? .crowded(path) : Self(error, path: path)
    } else if let error = error as? DecodingError {
      self.init(.damaged, path: path, what: "a stored text cannot be read: \(error.words)")
    } else if let error = error as? RuleBroken {
      self.init(.damaged, path: path, what: "the store is damaged: \(error)")
    } else if let error = error as? FileError ?? FileError(foundation: error, path: path) {
      self.init(error)
    } else {
      self.init(.failed, path: path, what: "\(error)")
    }
  }

  /// A file beside the store, or the folder of one, that cannot be used.
  init(_ error: FileError) {
    let isFull = [ENOSPC, EDQUOT, EFBIG].contains(error.number)
    self.init(
      isFull ? .full : error.isWantOfResource ? .io : .readOnly, path: error.path,
      what: "cannot \(error.deed): \(error.reason)")
  }

  /// A store whose making was cut short: nothing is in it, and whoever opens it for writing makes
  /// it whole.
  private static func unfinished(_ path: String) -> StoreError {
    StoreError(.missing, path: path, what: "is empty: creating it was interrupted")
  }

  private static func crowded(_ path: String) -> StoreError {
    StoreError(.io, path: path, what: "cannot be opened: too many open files")
  }

  private init(_ error: DatabaseError, path: String) {
    let code = Code(error.resultCode)
    let number = error.extendedResultCode.rawValue
    let message = error.message ?? "no message"
    let statement = error.sql.map { ", in \($0)" } ?? ""
    self.init(
      code, path: path, what: "\(code.words): \(message) (SQLite code \(number)\(statement))")
  }
}

extension StoreError.Code {
  fileprivate init(_ code: ResultCode) {
    switch code {
    case .SQLITE_FULL: self = .full
    case .SQLITE_IOERR: self = .io
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_CANTOPEN: self = .readOnly
    default: self = .failed
    }
  }

  fileprivate var words: String {
    switch self {
    case .full: "the disk is full"
    case .io: "reading or writing failed"
    case .damaged: "the store is damaged"
    case .busy: "another program keeps the store locked"
    case .readOnly: "cannot be opened or written"
    default: "the database refused"
    }
  }
}

extension DatabaseError {
  /// Whether a rollback journal waits for somebody who may write. A store has one only until it is
  /// in WAL mode, before its first table.
  fileprivate var isUnfinishedStore: Bool { extendedResultCode == .SQLITE_READONLY_ROLLBACK }

  /// Whether a file could not be opened since this process may have no more. SQLite does not say;
  /// so it is tried whether there would be descriptors for the store, its log and its folder.
  fileprivate var isForWantOfDescriptors: Bool {
    guard resultCode == .SQLITE_CANTOPEN else { return false }
    let tried = (0..<4).map { _ in open("/", O_RDONLY | O_CLOEXEC) }
    for descriptor in tried where descriptor >= 0 { close(descriptor) }
    return tried.contains { $0 < 0 }
  }
}
