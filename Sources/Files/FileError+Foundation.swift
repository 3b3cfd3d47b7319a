import Foundation

extension FileError {
  /// What Foundation threw about a file, in our words; `nil` for errors of others.
  ///
  /// - Parameter path: What errors call the file where Foundation does not name it.
  public init?(foundation error: any Error, path: String = "a file") {
    if let error = error as? POSIXError {
      self.init("use", path, error.code.rawValue)
      return
    }
    guard let error = error as? CocoaError else { return nil }
    let system = error.underlying as? POSIXError
    let number = system?.code.rawValue ?? Self.number(for: error.code)
    self.init("use", error.filePath ?? error.url?.path ?? path, number)
  }

  private static func number(for code: CocoaError.Code) -> Int32 {
    switch code {
    case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: EACCES
    case .fileWriteFileExists: EEXIST
    case .fileWriteOutOfSpace: ENOSPC
    case .fileWriteVolumeReadOnly: EROFS
    case .fileReadInvalidFileName, .fileWriteInvalidFileName: EINVAL
    default: EIO
    }
  }
}
