import Figures

/// A picture of a page and what it shows. Its file is made from the same value as the link to it,
/// so a page never links to a file that is not written.
struct Picture: Sendable {
  /// The file, relative to the page; made of `FileName`, so of harmless characters only.
  let path: String
  /// What it shows, in words.
  let description: String
  /// Width on the page in pixels; `nil` for the picture's own.
  let width: Int?
  /// What is drawn.
  let figure: any Figure

  /// The picture's file.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  func png() throws -> [UInt8] {
    func encoded(_ figure: some Figure) throws -> [UInt8] { try Figures.png(of: figure) }
    return try encoded(figure)
  }
}
