/// The colours of the figures.
enum Palette {
  /// Ten colours told apart by readers with and without colour vision deficiencies.
  ///
  /// Source: P. Tol 2021, "Colour Schemes", SRON/EPS/TN/09-002: the nine of the muted scheme, with
  /// the stronger yellow of the high-contrast scheme in place of sand, and a dark grey.
  static let series: [Color] = [
    Color(0x332288), Color(0xCC6677), Color(0x117733), Color(0xDDAA33), Color(0x88CCEE),
    Color(0x882255), Color(0x44AA99), Color(0x999933), Color(0xAA4499), Color(0x555555),
  ]

  /// The colour of a series; indices past the tenth begin again.
  static func series(_ index: Int) -> Color {
    let count = series.count
    return series[((index % count) + count) % count]
  }

  static let paper = Color(0xFFFFFF)
  static let ink = Color(0x2B2F36)
  static let axis = Color(0x6B7280)
  static let grid = Color(0xD9DCE1)
  static let minorGrid = Color(0xEEF0F3)
  static let frame = Color(0xE6E8EC)
  /// The truth beneath a reconstruction.
  static let truth = Color(0xC4C8CE)
  /// Where a trajectory begins.
  static let start = Color(0xF2A33A)
  /// A reconstruction, or the truth alone.
  static let trajectory = Color(0x1668B2)
}
