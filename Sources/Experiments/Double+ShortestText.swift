extension Double {
  /// The shortest text that gives the same number back. What is not finite is `nan`, `inf` or `-inf`:
  /// a NaN's sign and payload are noise, which differs between processors.
  public var shortestText: String { isNaN ? "nan" : description }
}
