import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(60)), .serialized, .heavy)
struct ProfileCheckTests {
  private static let hasParallel = FileManager.default.isExecutableFile(
    atPath: "/usr/bin/parallel")

  @Test(.enabled(if: hasParallel, "GNU parallel is not installed"))
  func aCheckSaysWhatTheMachineIsAndLeavesNothing() throws {
    let program = try SweepProgram()
    try program.write(#"{ "executor": "local", "save": "s" }"#, to: "p.json")
    let outcome = try program.run("profile", "check", "p.json", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""is_contract_equal":true"#))
    #expect(outcome.output.contains(#""shared_folder_seconds":"#))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "s").path))
  }

  @Test(.enabled(if: hasParallel, "GNU parallel is not installed"))
  func aTaskThatDiesInItsSetupIsToldWithTheLineOfIt() throws {
    let program = try SweepProgram()
    try program.write(
      "{ \"executor\": \"local\", \"save\": \"s\",\n\"setup\": [\"echo no module\", \"exit 3\"] }",
      to: "p.json")
    let outcome = try program.run("profile", "check", "p.json")
    #expect(outcome.code == 2)
    #expect(
      outcome.errors.contains("p.json:2: the task ended before it could say anything: no mod"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "s").path))
  }
}
