/// One of a program's two pipes, as it is read.
struct ProgramStream {
  let descriptor: Int32
  /// Whether lines may be messages: those of standard output.
  let mayHaveMessages: Bool
  var isOpen = true
  var cutter = LineCutter()
}
