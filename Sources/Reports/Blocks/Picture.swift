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
  private let content: Content

  private enum Content: Sendable {
    case figure(any Figure)
    case bytes([UInt8])
  }

  /// A picture as a page takes it in.
  enum Form {
    /// Lines on a sheet of so many pixels.
    case strokes([Stroke], width: Int, height: Int)
    /// A PNG file.
    case png([UInt8])
  }

  /// Makes a picture of what is drawn.
  init(path: String, description: String, width: Int?, figure: any Figure) {
    (self.path, self.description, self.width) = (path, description, width)
    content = .figure(figure)
  }

  /// Makes a picture of a PNG file's bytes.
  init(path: String, description: String, width: Int?, bytes: [UInt8]) {
    (self.path, self.description, self.width) = (path, description, width)
    content = .bytes(bytes)
  }

  /// The picture's file.
  ///
  /// - Throws: `FigureError` if it cannot be made.
  func png() throws -> [UInt8] {
    func encoded(_ figure: some Figure) throws -> [UInt8] { try Figures.png(of: figure) }
    switch content {
    case .figure(let figure): return try encoded(figure)
    case .bytes(let bytes): return bytes
    }
  }

  /// The picture for a page that holds its pictures itself.
  var form: Form {
    switch content {
    case .figure(let figure):
      .strokes(Figures.strokes(of: figure), width: figure.size.width, height: figure.size.height)
    case .bytes(let bytes): .png(bytes)
    }
  }
}
