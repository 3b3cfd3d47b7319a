/// Blocks as one HTML page that holds all it shows: nothing is fetched, and the one script and the
/// one style sheet that it may use are named by their digests.
enum HTML {
  /// The page of these blocks.
  ///
  /// - Parameters:
  ///   - title: What the browser's window shows.
  ///   - blocks: The page's content; it is whole where no script runs.
  ///   - data: JSON for the script, as ``PageData`` makes it.
  static func page(title: String, _ blocks: [Block], data: String = "{}") -> String {
    var writer = HTMLWriter()
    let content = writer.content(blocks)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="color-scheme" content="light dark">
      <title>\(escaped(title))</title>
      <style>\(PageText.style)</style>
      </head>
      <body>
      <a class="skip" href="#content">To the content</a>
      \(writer.navigation)
      <main id="content">
      \(content)
      </main>
      <script type="application/json" id="data">\(data)</script>
      <script>\(PageText.script)</script>
      </body>
      </html>

      """
  }

  /// What the page may do: run its own script, use its own style, and show pictures that it holds.
  private static let policy =
    "default-src 'none'; script-src 'sha256-\(PageText.scriptDigest)'; "
    + "style-src 'sha256-\(PageText.styleDigest)'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  /// Text on one line, as content or between an attribute's double quotes.
  static func escaped(_ text: String) -> String {
    entities(CleanText.line(text))
  }

  /// A picture's element that links to its file; its own size where no width is given.
  static func image(_ picture: Picture) -> String {
    let width = picture.width.map { " width=\"\($0)\"" } ?? ""
    return
      "<img src=\"\(attribute(picture.path))\" alt=\"\(attribute(picture.description))\"\(width)>"
  }

  /// Also harmless in a cell of a Markdown table, where a bar would end the cell.
  static func attribute(_ text: String) -> String {
    escaped(text).replacing("|", with: "&#124;").replacing("`", with: "&#96;")
  }

  /// Text with nothing in it read as markup.
  static func entities(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
