/// Which lines of a program are messages.
public enum ProgramWords: Sendable {
  /// Those of a program that trains. It reads nothing.
  case training
  /// Those of a program that is asked for trials. It reads its question from standard input, too.
  case search
}
