/// How far the trials of a search go, rung by rung.
public struct RungPlan: Hashable, Sendable {
  /// The budget of each rung; `nil` for the spec's own.
  public let budgets: [Int?]
  private let factor: Int

  /// The rungs of a search. A rung that would go nearly as far as the last one is left out.
  ///
  /// - Parameter budget: The spec's own; `nil` where it has none.
  public init(_ halving: SearchSpec.Halving?, budget: Int?) {
    factor = halving?.factor ?? 1
    guard let halving, let budget else {
      budgets = [nil]
      return
    }
    var below: [Int?] = []
    var next = halving.from
    while next < budget, below.isEmpty || Self.isWorthIt(next, halving.factor, budget) {
      below.append(next)
      let (product, overflow) = next.multipliedReportingOverflow(by: max(2, halving.factor))
      next = overflow ? budget : product
    }
    budgets = below + [budget]
  }

  private static func isWorthIt(_ rung: Int, _ factor: Int, _ budget: Int) -> Bool {
    2 * Double(budget) >= Double(factor) * Double(rung)
  }

  /// How many of so many trials go on to the next rung: one of `factor`, at least one.
  public func promoted(of count: Int) -> Int { count == 0 ? 0 : max(1, count / max(1, factor)) }

  /// How many trials each rung has, where so many begin.
  public func counts(of trials: Int) -> [Int] {
    var counts = [trials]
    while counts.count < budgets.count { counts.append(promoted(of: counts[counts.count - 1])) }
    return counts
  }
}
