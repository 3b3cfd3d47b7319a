import Experiments
import Letters

extension Trainers {
  /// Those of this program: what reads specs, stores and results.
  package static var own: Trainers { .letters }
}

extension SweepRecord {
  /// Its spec again.
  ///
  /// - Throws: `SpecError` where it is none.
  package var decodedSpec: SweepSpec {
    get throws(SpecError) {
      try SweepSpec.decode(Array(spec.utf8), file: name, trainers: .own)
    }
  }
}
