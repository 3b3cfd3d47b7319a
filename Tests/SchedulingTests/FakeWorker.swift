import Experiments
import Foundation
import TestSupport

@testable import Scheduling

/// A worker in the language of the shell, which does what the label of its run says.
final class FakeWorker: Sendable {
  let folder: TemporaryFolder
  let command: WorkerCommand

  init() throws {
    folder = try TemporaryFolder()
    command = try Self.install(in: folder.path)
  }

  /// Writes the script into a folder that lives long enough.
  static func install(in folder: String) throws -> WorkerCommand {
    let script = folder + "/worker.sh"
    let words: [(String, RunEvent)] = [
      ("started", Say.started), ("progress", Say.progress), ("finished", Say.finished),
      ("diverged", Say.diverged), ("interrupted", Say.interrupted), ("error", Say.error),
      ("full", Say.full), ("saved", Say.checkpoint(5)),
    ]
    let canned = try words.map { name, event in
      let line = try JSONLines.encode(event).dropLast()
      return "\(name)='\(String(decoding: line, as: UTF8.self))'\n"
    }
    try (canned.joined() + behaviour).write(toFile: script, atomically: false, encoding: .utf8)
    return WorkerCommand("/bin/sh", [script])
  }

  private static let behaviour = #"""
    say() { printf '{"run":"%s",%s\n' "$id" "${1#?}"; }
    forever() { while :; do sleep 0.05; done; }
    echo $$ > "$0.$$.pid"
    while IFS= read -r line; do
      id=${line#*\"id\":\"}; id=${id%%\"*}
      label=${line#*\"label\":\"}; label=${label%%\"*}
      case $label in
        finish) say "$started"; say "$finished";;
        diverge) say "$started"; say "$diverged";;
        error) say "$started"; say "$error";;
        full) say "$full";;
        crash) say "$started"; kill -9 $$;;
        segfault) say "$started"; kill -11 $$;;
        exit) say "$started"; exit 3;;
        roomless) exit 75;;
        vanish) say "$started"; exit 0;;
        garbage) echo 'what?'; forever;;
        stranger) id=other; say "$finished";;
        torn) printf '{"run":"'; exit 0;;
        endless) head -c 3000000 /dev/zero;;
        twice) line=$(say "$finished"); printf '%s\n%s\n' "$line" "$line";;
        hang) say "$started"; exec sleep 1000000;;
        slow) for i in 1 2 3 4 5 6; do say "$progress"; sleep 0.5; done; say "$finished";;
        grandchild) sleep 1000 & echo $! > "$0.grandchild"; say "$started"; kill -9 $$;;
        complain) echo "oh dear" >&2; say "$finished";;
        die) echo "fatal" >&2; printf 'at line 1' >&2; kill -4 $$;;
        stubborn) trap '' TERM; say "$started"; forever;;
        polite) trap 'say "$saved"; say "$interrupted"; exit 0' TERM; say "$started"; forever;;
        deaf) exec >&-; trap '' TERM; forever;;
        wait) say "$started"; read -r never;;
        save-crash-finish)
          case $line in
            *epoch_5*) say "$finished";;
            *) say "$saved"; kill -11 $$;;
          esac;;
      esac
    done
    """#
}

extension WorkerProcessExecutor {
  /// An executor whose workers' complaints nobody reads.
  convenience init(quiet command: WorkerCommand, timeout: Double? = nil, longestLine: Int = 1 << 20)
  {
    self.init(command, timeout: timeout, longestLine: longestLine) { _ in }
  }
}
