/// The colours of the figures.
enum Palette {
  /// Ten colours told apart by readers with and without colour vision deficiencies.
  ///
  /// Source: M. A. Petroff 2021, "Accessible Color Sequences for Data Visualization",
  /// arXiv:2107.02270, the sequence of ten.
  static let series: [Color] = [
    Color(0x3F90DA), Color(0xFFA90E), Color(0xBD1F01), Color(0x94A4A2), Color(0x832DB6),
    Color(0xA96B59), Color(0xE76300), Color(0xB9AC70), Color(0x717581), Color(0x92DADD),
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
  /// A reconstruction, or the truth alone.
  static let trajectory = Color(0x1668B2)
}
