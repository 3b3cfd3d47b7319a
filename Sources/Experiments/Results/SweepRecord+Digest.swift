extension SweepRecord {
  /// Whether a specification's text has a SHA-256, in hexadecimal.
  public static func matches(spec: String, sha256: String) -> Bool {
    Hexadecimal.sha256(Array(spec.utf8)) == sha256
  }
}
