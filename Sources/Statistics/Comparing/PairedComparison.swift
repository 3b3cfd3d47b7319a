/// Two configurations on the same seeds: what changes from one to the other.
///
/// A seed moves both alike, so only differences within pairs are looked at. Source of interval and
/// test: "Student" 1908, "The probable error of a mean".
public struct PairedComparison: Hashable, Sendable {
  /// Fewer pairs have neither interval nor p-value: with two, one difference decides all.
  public static let fewestPairs = 3

  /// How many pairs there are.
  public let n: Int
  /// The mean of the differences, ours less theirs; `nil` without pairs, not finite where a number
  /// is not.
  public let mean: Double?
  /// The standard deviation of the differences (divisor `n - 1`); `nil` of fewer than two.
  public let deviation: Double?
  /// Whether every difference is a finite number, and none so large that their spread is none;
  /// without that there is no interval and no p-value.
  public let isFinite: Bool
  /// The 95 % interval of the mean by Student's t; `nil` of fewer than three pairs.
  public let interval: Interval?
  /// The 95 % interval of the mean by the bootstrap: bias-corrected and accelerated (Efron 1987),
  /// 10,000 resamples of a fixed seed; `nil` of fewer than eight pairs.
  public let bootstrap: Interval?
  /// The two-sided p-value of the paired t-test; 1 where all differences are zero, 0 where all are
  /// the same other number; `nil` of fewer than three pairs.
  public let p: Double?
  /// Wilcoxon's signed-rank test; `nil` of fewer than three pairs and where all differences are zero.
  public let signedRank: SignedRank?

  /// Compares; the order of the pairs does not matter.
  ///
  /// - Precondition: As many of ours as of theirs.
  public init(ours: [Double], theirs: [Double]) {
    precondition(
      ours.count == theirs.count,
      "PairedComparison: \(ours.count) of ours, \(theirs.count) of theirs")
    self.init(differences: zip(ours, theirs).map { $0 - $1 })
  }

  /// Compares on the seeds that both have.
  public init(ours: [Int: Double], theirs: [Int: Double]) {
    self.init(differences: ours.compactMap { seed, value in theirs[seed].map { value - $0 } })
  }

  private init(differences: [Double]) {
    let sorted = Summary.sorted(differences)
    let summary = Summary(sorted)
    (n, mean, deviation) = (summary.n, summary.mean, summary.deviation)
    isFinite = sorted.allSatisfy(\.isFinite) && (deviation ?? 0).isFinite
    let isEnough = n >= Self.fewestPairs && isFinite
    let student = isEnough ? Student(summary) : nil
    (interval, p) = (student?.interval, student?.p)
    bootstrap = isEnough ? Bootstrap.interval(ofMean: sorted) : nil
    signedRank = isEnough ? SignedRank(sorted) : nil
  }

  /// Interval and test of a mean by Student's t.
  private struct Student {
    let interval: Interval
    let p: Double

    init?(_ summary: Summary) {
      guard let mean = summary.mean, let deviation = summary.deviation else { return nil }
      let student = StudentT(degrees: summary.n - 1)
      let error = deviation / Double(summary.n).squareRoot()
      let reach = student.quantile(0.975) * error
      interval = Interval(mean - reach, mean + reach)
      p = mean == 0 ? 1 : student.twoSided(mean / error)
    }
  }
}
