import Experiments
import Foundation
import Training

/// What memory a run cannot do without, from its sizes alone: less than it will take.
struct MemoryNeed {
  /// In bytes.
  let bytes: Double
  private let model: ModelSettings

  /// The need of a run on data of which no sequence is shorter than so many steps.
  init(_ configuration: Configuration, leastSteps: Int) {
    model = configuration.model
    let variant = configuration.variant
    let (latent, hidden) = (Double(model.latent), Double(model.hidden ?? 0))
    let gates = Double(variant.cell?.gates ?? 0)
    // Each recurrent layer reads the state; the decoder's reads the embedding too.
    let recurrent = gates * hidden * (hidden + (hidden + latent))
    let dense = variant.family.hasCell ? hidden * latent : 2 * 256 * latent
    let steps = Double(leastSteps) / (variant.family == .rnn ? 1 : 8)
    let states = 2 * Double(configuration.train.batchSize) * steps * hidden * (gates + 1)
    // Of each weight there are its value, its gradient and Adam's two moments.
    bytes = 4 * (4 * (recurrent + dense) + states)
  }

  /// Refuses a run that needs more than there is.
  ///
  /// - Parameter limit: The most this process may have, in bytes.
  func check(limit: Double = Self.limit) throws(TrainingError) {
    guard bytes > limit else { return }
    let hidden = model.hidden.map { " and model.hidden \($0)" } ?? ""
    throw TrainingError(
      .tooLarge,
      "the run needs at least \(Self.words(bytes)) of memory (model.latent \(model.latent)\(hidden)), "
        + "and there are \(Self.words(limit))")
  }

  private static func words(_ bytes: Double) -> String {
    "\(((bytes / 1e8).rounded() / 10).formatted()) GB"
  }

  /// What this process may have: the machine's memory, or less where it is limited.
  static var limit: Double {
    var most = Double(ProcessInfo.processInfo.physicalMemory)
    var space = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0 {
      most = min(most, Double(space.rlim_cur))
    }
    return most
  }
}
