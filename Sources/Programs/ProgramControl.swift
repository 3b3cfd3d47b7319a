/// What is to be done with a program; asked ten times a second.
public enum ProgramControl: Sendable {
  /// Nothing.
  case proceed
  /// SIGTERM, so that it can save what it has; after its grace SIGKILL.
  case stop
  /// SIGKILL at once: nobody is left to hear of what it does.
  case abandon
}
