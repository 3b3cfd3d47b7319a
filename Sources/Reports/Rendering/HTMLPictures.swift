import Foundation

/// Puts pictures into a page: drawings as lines, each once, and files as their bytes, as long as
/// they are not too many.
struct HTMLPictures {
  /// The most bytes of PNG files in a page.
  private static let mostBytes = 12_000_000
  private var names: [String: (id: String, width: Int, height: Int)] = [:]
  private var bytes = 0
  private var linked = 0

  /// What is to be said of pictures that are not in the page; `nil` where there are none.
  var remark: String? {
    linked == 0
      ? nil
      : "So that the page stays small, \(linked) of its pictures are not in it; they lie in the "
        + "folder figures beside it."
  }

  /// A picture's element.
  mutating func element(_ picture: Picture) -> String {
    if let known = names[picture.path] {
      return SVG.repetition(picture, of: known.id, width: known.width, height: known.height)
    }
    switch picture.form {
    case .strokes(let strokes, let width, let height):
      let id = "f\(names.count)"
      names[picture.path] = (id, width, height)
      return SVG.element(picture, id: id, strokes, width: width, height: height)
    case .png(let bytes): return file(picture, bytes)
    }
  }

  private mutating func file(_ picture: Picture, _ content: [UInt8]) -> String {
    let path = HTML.attribute(picture.path)
    guard bytes + content.count <= Self.mostBytes else {
      linked += 1
      return "<a href=\"\(path)\">\(HTML.escaped(picture.description))</a>"
    }
    bytes += content.count
    let width = picture.width.map { " width=\"\($0)\"" } ?? ""
    return "<img src=\"data:image/png;base64,\(Data(content).base64EncodedString())\" "
      + "alt=\"\(HTML.attribute(picture.description))\"\(width) data-figure=\"\(path)\">"
  }
}
