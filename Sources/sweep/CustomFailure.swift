import Running

/// An error of the commands' own that knows what it means to whoever typed one.
protocol CustomFailure: Error {
  /// What it means.
  var failure: Failure { get }
}
