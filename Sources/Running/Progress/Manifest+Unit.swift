import Experiments

extension Manifest {
  /// What a step is called.
  package var unit: String { takesData ? "epoch" : "step" }
}
