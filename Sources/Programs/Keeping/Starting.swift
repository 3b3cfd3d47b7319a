import CSystem
import Files
import Foundation

/// Starts the program of a call by way of a keeper.
struct Starting {
  /// What came of it.
  enum Result {
    case started(Keeper)
    case notStarted(String)
  }

  private let call: ProgramCall

  init(_ call: ProgramCall) {
    self.call = call
  }

  /// Starts it.
  ///
  /// - Throws: ``ProgramError``.
  func start() throws(ProgramError) -> Result {
    try prepareFolder()
    let environment = ProgramEnvironment(call, config: config)
    let path: String
    do throws(ProgramSearch.Fault) {
      path = try ProgramSearch(environment["PATH"], folder: call.workingFolder)
        .path(of: call.command.first ?? "")
    } catch {
      return .notStarted(error.reason)
    }
    return try start(path, environment)
  }

  private var config: String { "\(call.folder)/\(ProgramCall.configName)" }

  // The folder that it lies in is not made: it may have been moved away on purpose.
  private func prepareFolder() throws(ProgramError) {
    if mkdir(call.folder, 0o777) != 0, errno != EEXIST {
      let number = errno
      throw ProgramError(
        "cannot make the folder \(call.folder): \(String(cString: strerror(number)))",
        isWantOfResource: [ENOSPC, EDQUOT, EIO].contains(number))
    }
    do throws(FileError) {
      try SafeFolder(call.folder).writeInPassing(call.config, to: ProgramCall.configName)
    } catch {
      throw ProgramError(error)
    }
  }

  private func start(
    _ path: String, _ environment: ProgramEnvironment
  ) throws(ProgramError) -> Result {
    let pipes = try Pipes()
    var id: pid_t = 0
    let error = keep(&id, path, environment, pipes)
    // Ours alone would keep the pipes open for ever.
    pipes.closeTheirs()
    guard error == 0 else {
      pipes.closeOurs()
      throw Self.want(error)
    }
    return try firstWord(of: id, path, pipes)
  }

  private func firstWord(
    of id: pid_t, _ path: String, _ pipes: Pipes
  ) throws(ProgramError) -> Result {
    let word = Keeper.read(pipes.news.ours)
    if let word, word.is(csystem_started) {
      return .started(
        Keeper(
          id: id, program: word.value, orders: pipes.orders.ours, news: pipes.news.ours,
          output: pipes.output.ours, errors: pipes.errors.ours))
    }
    pipes.closeOurs()
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    guard let word else { throw Self.want(EMFILE) }
    return .notStarted(try reason(word, path))
  }

  private func keep(
    _ id: inout pid_t, _ path: String, _ environment: ProgramEnvironment, _ pipes: Pipes
  ) -> Int32 {
    var program = csystem_program()
    program.output = pipes.output.theirs
    program.errors = pipes.errors.theirs
    program.orders = pipes.orders.theirs
    program.news = pipes.news.theirs
    return path.withCString { path in
      call.workingFolder.withCString { folder in
        (call.words == .search ? config : "/dev/null").withCString { input in
          CStringList(call.command).lend { arguments in
            environment.list.lend { variables in
              (program.path, program.folder, program.input) = (path, folder, input)
              (program.arguments, program.environment) = (arguments, variables)
              return csystem_keep(&id, &program)
            }
          }
        }
      }
    }
  }
}

extension Starting {
  /// Why a program did not start, for people.
  private func reason(_ word: csystem_news, _ path: String) throws(ProgramError) -> String {
    let number = word.value
    if word.is(csystem_no_process) { throw Self.want(number) }
    if word.is(csystem_no_folder) {
      return "cannot begin in the folder \(call.workingFolder): \(Self.words(number))"
    }
    switch number {
    case ENOEXEC:
      return "\(path) is no program for this machine (a script begins with a line such as "
        + "#!/usr/bin/env python3)"
    case ENOENT: return "\(path): the program that its first line names is not there"
    case E2BIG: return "\(path): its arguments and variables are longer than the system allows"
    case ENOMEM, EAGAIN: throw Self.want(number)
    default: return "\(path): \(Self.words(number))"
    }
  }

  private static func want(_ number: Int32) -> ProgramError {
    ProgramError("cannot start a program: \(words(number))", isWantOfResource: true)
  }

  private static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}
