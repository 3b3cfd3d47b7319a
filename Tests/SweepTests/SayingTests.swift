import Foundation
import TestSupport
import Testing

/// What is lost, replaced or cut is said.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SayingTests {
  @Test(arguments: [[], ["-q"]])
  func aRunThatIsReplacedIsSaid(_ quiet: [String]) throws {
    let program = try SweepProgram()
    let first = try program.run(["run", "tiny.json", "--rerun", "gru_ae"] + quiet)
    #expect(first.code == 0 && !first.errors.contains("are replaced"))
    let again = try program.run(["run", "tiny.json", "--rerun", "gru_ae"] + quiet)
    #expect(again.errors.contains("gru_ae runs again from the beginning"))
    #expect(!again.errors.contains("rnn_ae runs again"))
  }

  @Test func movementsThatAreCutAreSaid() throws {
    let program = try SweepProgram()
    let long = (0..<200).map { _ in "1" }.joined(separator: ",")
    let short = (0..<20).map { _ in "1" }.joined(separator: ",")
    let cases = (0..<20).map { number in
      let values = number == 0 ? long : short
      return "\(values):\(values):\(values):a\n"
    }
    let head = """
      @problemName CharacterTrajectories
      @timestamps false
      @missing false
      @univariate false
      @dimensions 3
      @equalLength false
      @classLabel true a
      @data

      """
    try program.write(head + cases.joined(), to: "x_TRAIN.ts")
    try program.write(head + cases.joined(), to: "x_TEST.ts")
    let words = "2 of 40 movements are longer than 180 samples (the longest has 200)"
    for command in ["plan", "run"] {
      let outcome = try program.run(command, "tiny.json", "--data", "x_TRAIN.ts")
      #expect(outcome.errors.contains(words), "\(command): \(outcome.errors)")
    }
    let info = try program.run("data", "info", "x_TRAIN.ts")
    #expect(info.output.contains("2, the longest from 200 samples"))
    let json = try program.run("data", "info", "x_TRAIN.ts", "--json").output
    #expect(json.contains("\"cut\":2") && json.contains("\"longest_movement\":200"))
    #expect(!(try program.run("plan", "tiny.json").errors.contains("longer than")))
  }

  @Test func aListHasEverySettingAndSortedKeys() throws {
    let program = try SweepProgram()
    let axes = ["train.learning_rate=[0.001,0.0001]", "model.latent=[3,4]"]
    let run = ["run", "tiny.json", "-q"] + axes.flatMap { ["--set", $0] }
    #expect(try program.run(run).code == 0)
    let text = try program.run("ls", "--json").output
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(Set(list.compactMap { $0["latent"] as? Int }) == [3, 4])
    #expect(Set(list.compactMap { $0["learning_rate"] as? Double }) == [0.001, 0.0001])
    #expect(list.allSatisfy { $0["planned_epochs"] as? Int == 3 && $0["epochs"] as? Int == 3 })
    #expect(list.allSatisfy { $0["evaluated_epoch"] as? Int == 3 })
    let sorted = try JSONSerialization.data(withJSONObject: list[0], options: .sortedKeys)
    let keys = try keys(String(decoding: sorted, as: UTF8.self))
    #expect(try keys == Array(self.keys(text).prefix(keys.count)))
  }

  private func keys(_ json: String) throws -> [String] {
    json.matches(of: #/"([a-z_0-9]+)":/#).map { String($0.1) }
  }
}
