import Foundation

extension SafeFolder {
  /// Makes the folder, and those it is in, where they are missing. What leads to it may be a link.
  ///
  /// - Throws: ``FileError`` naming the part that cannot be made.
  public func make() throws(FileError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      try Self.make(made)
      made += "/"
    }
  }

  private static func make(_ part: String) throws(FileError) {
    guard mkdir(part, 0o777) != 0 else { return }
    let number = errno
    var status = stat()
    let isThere = stat(part, &status) == 0
    if isThere && status.st_mode & S_IFMT == S_IFDIR { return }
    guard number == EEXIST else { throw FileError("make the folder", part, number) }
    throw FileError(
      "make the folder", part, number,
      reason: isThere ? "a file of that name is there" : "it is a symbolic link to nothing")
  }
}
