/// Why a sweep was stopped before its end though nobody had asked for that, and what it has.
package struct Halt: Error {
  /// What stopped it.
  package let error: any Error
  /// What it has; `nil` where that could not be read.
  package let saved: SavedWork?
}
