/// What becomes of the step size over a run, as a factor of it.
///
/// The factor is a pure function of where in the run a batch stands, so a run that was stopped goes
/// on with the same bits. Only ``constant`` does not ask how many epochs there are: a run under
/// another schedule is not the beginning of a longer one.
public enum Schedule: String, CaseIterable, Sendable {
  /// 1 throughout.
  case constant
  /// (1 + cos(pi * p)) / 2, where p goes from 0 to 1 over the batches after the warm-up: zero would
  /// come with the batch after the last.
  ///
  /// Source: Loshchilov & Hutter 2017, "SGDR: Stochastic gradient descent with warm restarts", here
  /// without restarts.
  case cosine
  /// 1, then 0.1 in epochs that begin at half of all epochs or later, and 0.01 from three quarters
  /// on. The warm-up counts among the epochs.
  case step

  /// The factor of one batch's step, from 0 to 1.
  ///
  /// In the warm-up it grows by equal amounts, up to 1 at the warm-up's last batch, whatever the
  /// schedule (Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2).
  ///
  /// - Parameters:
  ///   - epoch: Epochs done before.
  ///   - batch: Batches of this epoch done before.
  ///   - batches: Batches in an epoch.
  ///   - epochs: Epochs in the run.
  ///   - warmupEpochs: Length of the warm-up; 0 for none.
  public func factor(
    epoch: Int, batch: Int, batches: Int, epochs: Int, warmupEpochs: Int = 0
  ) -> Double {
    let (done, warmup) = (epoch * batches + batch, warmupEpochs * batches)
    if done < warmup { return Double(done + 1) / Double(warmup) }
    switch self {
    case .constant: return 1
    case .cosine: return Self.cosine(done - warmup, of: epochs * batches - warmup)
    case .step: return 2 * epoch < epochs ? 1 : 4 * epoch < 3 * epochs ? 0.1 : 0.01
    }
  }

  /// Half of 1 + cos(pi * done / all); 0 from `all` on.
  private static func cosine(_ done: Int, of all: Int) -> Double {
    guard done < all else { return 0 }
    let rest = all - done
    return done <= rest
      ? (1 + cosine(halfTurns: Double(done) / Double(all))) / 2
      : (1 - cosine(halfTurns: Double(rest) / Double(all))) / 2
  }

  // By its series, for up to half of a half turn: libm's has other bits on other processors.
  private static func cosine(halfTurns: Double) -> Double {
    let square = (halfTurns * .pi) * (halfTurns * .pi)
    var (term, sum) = (1.0, 1.0)
    for n in stride(from: 1.0, to: 25, by: 2) {
      term *= -square / (n * (n + 1))
      sum += term
    }
    return sum
  }
}
