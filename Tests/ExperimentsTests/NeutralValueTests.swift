import Letters
import Testing

@testable import Experiments

/// Parameters that came later: at their neutral values nothing of a run's identity changes.
@Suite(.timeLimit(.minutes(60))) struct NeutralValueTests {
  private func plan(_ train: String, dataset: String = "") throws -> Plan {
    let spec = try Specs.decode(
      """
      {"name": "t", "dataset": {"sources": [{"synthetic": {}}]\(dataset)},
       "variants": "crnn", "cells": "gru", "train": {"epochs": 20\(train)}}
      """)
    return try Plan(spec, name: "t", dataset: Specs.data, engine: 1)
  }

  @Test(arguments: [
    ", \"weight_decay\": 0", ", \"clip_norm\": null", ", \"schedule\": \"constant\"",
    ", \"warmup_epochs\": 0", ", \"test_mae\": false",
  ])
  func aNeutralValueKeepsTheId(_ train: String) throws {
    #expect(try plan(train).runs == plan("").runs)
  }

  @Test(arguments: [
    ", \"weight_decay\": 0.01", ", \"clip_norm\": 1", ", \"schedule\": \"cosine\"",
    ", \"warmup_epochs\": 2", ", \"test_mae\": true",
  ])
  func anotherValueIsAnotherRun(_ train: String) throws {
    let (run, plain) = (try plan(train).runs[0], try plan("").runs[0])
    #expect(run.id != plain.id && run.label == plain.label)
    _ = try LetterSettings(run.configuration)
  }

  @Test func anAxisMayHaveItsNeutralValueAmongOthers() throws {
    let runs = try plan(", \"clip_norm\": [null, 0.5], \"weight_decay\": [0, 0.1]").runs
    #expect(runs.count == 4)
    #expect(try runs[0].id == plan("").runs[0].id)
    #expect(runs[3].label == "cgru_ae,clip_norm=0.5,weight_decay=0.1")
  }

  @Test(arguments: [
    ", \"weight_decay\": -1", ", \"clip_norm\": 0", ", \"schedule\": \"cosin\"",
    ", \"warmup_epochs\": -1", ", \"test_mae\": 1", ", \"weight_decay\": null",
  ])
  func whatTheyMayNotBeIsTold(_ train: String) {
    #expect(throws: SpecError.self) { try plan(train) }
  }

  @Test func aRunUnderAScheduleThatEndsIsNoBeginningOfALongerOne() throws {
    for (schedule, canGoOn) in [("constant", true), ("cosine", false), ("step", false)] {
      let short = try plan(", \"schedule\": \"\(schedule)\", \"warmup_epochs\": 1")
      let long = try Plan(
        Specs.decode(
          """
          {"name": "t", "dataset": {"sources": [{"synthetic": {}}]}, "variants": "crnn",
           "cells": "gru",
           "train": {"epochs": 40, "schedule": "\(schedule)", "warmup_epochs": 1}}
          """), name: "t", dataset: Specs.data, engine: 1)
      #expect(
        long.manifest.canExtend(long.runs[0].configuration, short.runs[0].configuration) == canGoOn)
    }
  }

  @Test func howDataIsTakenMayBeSetOnTheCommandLine() throws {
    let text = "{\"name\": \"t\", \"dataset\": {\"sources\": \"a.ts\"}, \"variants\": \"cnn\"}"
    let spec = try Specs.decode(text, set: ["dataset.kind=raw", "dataset.channels=[\"1\",\"2\"]"])
    #expect(spec.dataset?.kind == "raw" && spec.dataset?.channels == ["1", "2"])
  }

  @Test func dataOfTheUsualKindAndChannelsHaveNoFacts() throws {
    let facts = { (more: String) in
      try Specs.decode(
        """
        {"name": "t", "dataset": {"sources": [{"synthetic": {}}]\(more)}, "variants": "cnn"}
        """
      ).dataset?.facts.map(\.path)
    }
    #expect(try facts("") == [])
    #expect(try facts(", \"kind\": \"movement\", \"channels\": [\"x\", \"y\"]") == [])
    #expect(try facts(", \"channels\": [\"x\", \"y\", \"force\"]") == ["dataset.channels"])
    #expect(try facts(", \"kind\": \"raw\"") == ["dataset.kind"])
    #expect(throws: SpecError.self) { try facts(", \"kind\": \"velocity\"") }
  }
}
