import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct SpecErrorTests {
  @Test func everyWrongThingIsToldAtOnceInTheFilesOrder() {
    let text = """
      {
        "name": "a/../b",
        "dataset": {"sources": []},
        "variants": ["crnn", "lsmt"],
        "cells": ["gru", "gru"],
        "seeds": [0, -1, 1.5, "2"],
        "train": {"epcohs": 5, "batch_size": 0, "learning_rate": 1e999},
        "model": {"latent": true},
        "output": "{swep}/x",
        "name": "again",
        "published": {"cgru": {"train_mse": 1}}
      }
      """
    let problems = Specs.problems(text)
    #expect(
      problems.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)" } == [
        "2:11 badName", "3:26 emptyList", "4:24 unknownWord", "5:20 repeatedValue",
        "6:16 outOfRange", "6:20 wrongType", "6:25 wrongType", "7:13 unknownKey",
        "7:40 outOfRange", "7:60 notFinite", "8:23 wrongType", "9:13 badPattern",
        "10:3 duplicateKey", "11:17 unknownKey", "11:25 missingKey",
      ])
    let words = problems.map(\.description)
    #expect(
      words[2].hasPrefix("t.json:4:24: unknown variant \"lsmt\" (did you mean \"lstm\"?)"))
    #expect(words[7].contains("(did you mean \"epochs\"?)"))
    #expect(
      words[8].contains("train.batch_size: 0 is out of range; expected a whole number from 1"))
    #expect(words[9].contains("1e999 is not a finite number"))
    #expect(words[11].contains("(did you mean \"sweep\"?)"))
    #expect(words[13].contains("(did you mean \"cgru_ae\"?)"))
  }

  @Test func thousandsOfWrongThingsAreNotCollected() {
    let keys = (0..<80_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(Specs.problems("{\(keys)}").count == 1000)
    let seeds = "[" + String(repeating: "-1,", count: 300_000) + "0]"
    #expect(Specs.problems(Specs.text("\"variants\": \"cnn\", \"seeds\": \(seeds)")).count == 1000)
  }

  @Test func aFilesNameCannotSteerTheTerminal() throws {
    let error = try #require(throws: SpecError.self) {
      try SweepSpec.decode([], file: "a\u{1B}[31m.json", trainers: .letters)
    }
    #expect(error.description.hasPrefix("a\\u{1B}[31m.json:1:1: "))
  }

  @Test func missingKeysAreTold() {
    let problems = Specs.problems("{\"dataset\": {}}")
    #expect(problems.map(\.code) == [.missingKey, .missingKey, .missingKey])
    #expect(problems.map(\.found) == ["\"name\"", "\"variants\"", "\"sources\""])
  }

  @Test(arguments: [
    "../x", "/x", "a/b", ".", "..", ".hidden", "-x", "a..b", "", "a b", "a\\u0000", "a\\nb",
    "\\u001b[31m", "%2e%2e/x", "é", "a\\u202eb", String(repeating: "a", count: 101),
  ])
  func aNameThatEscapesIsRefused(_ name: String) {
    let text = Specs.text("\"variants\": \"cnn\"", name: name)
    #expect(Specs.problems(text).map(\.code) == [.badName])
    #expect(!Specs.problems(text)[0].description.unicodeScalars.contains { $0.value < 32 })
  }

  @Test(arguments: [
    "/{sweep}", "../{label}", "{sweep}/../{label}", "a//b", "a/", "./{label}", "{sweep}/.x",
    "{nope}", "{sweep", "sweep}", "{{sweep}}", "a b", "", "{sweep}/\\u0000", "é/{label}",
    "~/{label}",
    "a/-b", "{}", "a\\\\b", String(repeating: "a", count: 501),
  ])
  func anOutputPatternThatEscapesIsRefused(_ pattern: String) {
    let text = Specs.text("\"variants\": \"cnn\", \"output\": \"\(pattern)\"")
    #expect(Specs.problems(text).map(\.code) == [.badPattern])
  }

  @Test(arguments: [
    ("\"train\": {\"epochs\": 1000001}", SpecError.Problem.Code.outOfRange),
    ("\"train\": {\"epochs\": -1}", .outOfRange), ("\"train\": {\"epochs\": \"3\"}", .wrongType),
    ("\"train\": {\"epochs\": 9007199254740993}", .outOfRange),
    ("\"train\": {\"epochs\": 1\(String(repeating: "0", count: 400))}", .notFinite),
    ("\"train\": {\"learning_rate\": 1e-999}", .outOfRange),
    ("\"train\": {\"learning_rate\": -0}", .outOfRange),
    ("\"train\": {\"learning_rate\": null}", .wrongType),
    ("\"train\": {\"shuffle\": 1}", .wrongType), ("\"train\": []", .wrongType),
    ("\"train\": {\"figure_epochs\": 5}", .wrongType),
    ("\"train\": {\"figure_epochs\": [[0], [5]]}", .wrongType),
    ("\"train\": {\"figure_epochs\": [0, 0]}", .repeatedValue),
    ("\"train\": {\"learning_rate\": [2e-4, 0.0002]}", .repeatedValue),
    ("\"model\": {\"latent\": 0}", .outOfRange), ("\"model\": {\"hidden\": 65537}", .outOfRange),
    ("\"model\": {\"latent\": []}", .emptyList), ("\"seeds\": []", .emptyList),
    ("\"seeds\": 9007199254740992", .outOfRange), ("\"cells\": [\"gruu\"]", .unknownWord),
    ("\"axes\": {\"train.epcohs\": [1]}", .unknownKey),
    ("\"axes\": {\"model.latent\": 4}", .wrongType),
    ("\"axes\": {\"model.latent\": [4]}, \"model\": {\"latent\": 4}", .axisTwice),
    ("\"published\": {\"cgru_ae\": {\"train_mse\": 1, \"test_mse\": -1}}", .outOfRange),
    ("\"$schema\": 1", .wrongType), ("\"cell\": []", .unknownKey),
  ])
  func aWrongValueIsTold(_ members: String, _ code: SpecError.Problem.Code) {
    #expect(Specs.problems(Specs.text("\"variants\": \"cnn\", \(members)")).map(\.code) == [code])
  }

  @Test func aCellOrAVersionAmongVariantsIsToldItsPlace() {
    let problems = Specs.problems(Specs.text("\"variants\": [\"lstm\", \"cgru_ae\"]"))
    #expect(
      problems.map(\.note) == [
        "\"lstm\" is a cell and belongs under \"cells\"",
        "\"cgru_ae\" is variant \"crnn\" with cell \"gru\"",
      ])
  }
}
