import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct IdentityTemplateTests {
  @Test(arguments: Variant.table) func aSeedPutIntoATemplateGivesTheConfigurationsId(
    _ variant: Variant
  ) {
    let template = IdentityTemplate(IdentityTests.configuration(seed: 12345, variant: variant))
    for seed in [0, 1, 9, 10, 4_294_967_296, Int.max, -1] {
      let configuration = IdentityTests.configuration(seed: seed, variant: variant)
      #expect(template.id(seed: seed) == configuration.id)
    }
  }

  @Test func aPlansIdsAreThoseOfItsConfigurations() throws {
    let plan = try Specs.plan(
      Specs.text(
        #""variants": ["cnn", "crnn"], "cells": ["gru", "lstm"], "seeds": [3, 14, 159], "#
          + #""model": {"latent": [8, 16]}"#))
    #expect(plan.runs.count == 18)
    for run in plan.runs { #expect(run.id == run.configuration.id) }
  }
}
