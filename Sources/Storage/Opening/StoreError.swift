import Foundation

/// Why a store cannot be used, or what went wrong while it was.
///
/// Compare ``code``; print ``description``. A store that is refused was not changed.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A kind of trouble.
  public enum Code: String, Sendable {
    /// There is no store at the path, or nothing in it yet.
    case missing
    /// Another sweep holds the store; see ``StoreError/holder``.
    case inUse
    /// Something else than SQLite's own locks keeps the file busy, beyond the waiting time.
    case busy
    /// The path names a folder, a pipe, a symbolic link: no file of its own.
    case notARegularFile
    /// The file has another name too, so two sweeps could not see each other.
    case hardLinked
    /// A database of another program.
    case foreign
    /// Written by a later version of this program.
    case tooNew
    /// The file or its folder cannot be written.
    case readOnly
    /// The folder lies on a file system that other machines write to.
    case networkFileSystem
    /// No database, or one whose pages or rows contradict each other.
    case damaged
    /// The disk is full.
    case full
    /// Reading or writing failed in the operating system.
    case io
    /// The file or a folder lies elsewhere since it was opened.
    case moved
    /// The file or a folder is gone or replaced since it was opened.
    case deleted
    /// The store has no such sweep or run.
    case unknown
    /// A value was measured again and is another one; the first is kept.
    case conflict
    /// Any other refusal of the database.
    case failed
  }

  /// What kind of trouble; tests compare this, never the text.
  public let code: Code
  /// The store's path.
  public let path: String
  /// What was found there, in words.
  public let what: String
  /// Who holds the store, where that is the trouble and it is known.
  public let holder: LockHolder?

  /// Makes an error.
  public init(_ code: Code, path: String, what: String, holder: LockHolder? = nil) {
    self.code = code
    self.path = path
    self.what = what
    self.holder = holder
  }

  /// Whether the store itself is hurt; else it is only unusable now.
  public var isDamage: Bool { code == .damaged }

  /// Whether the machine lacks something (space, a working disk, the file itself), so that going on
  /// later may help.
  public var isResource: Bool { [.full, .io, .moved, .deleted].contains(code) }

  /// The path and what is wrong with it.
  public var description: String { "\(path): \(what)" }
}
