/// One part of a page. Sections make blocks of values; renderers alone know Markdown and HTML.
///
/// Every string in a block may come from outside and is escaped by the renderer; markup is
/// made by structure only, so no name, label or log line can inject any.
enum Block: Sendable {
  /// A title; level 1 is the page's.
  case heading(level: Int, String)
  /// Running text.
  case paragraph([Inline])
  /// Rows and columns.
  case table(Table)
  /// A picture by itself.
  case image(Picture)
  /// Text as it is, in a fixed-width face; `language` is our own word, never from outside.
  case code(language: String, String)
  /// A list with bullets.
  case list([[Inline]])
  /// Blocks that are folded away under a line of text.
  case details(summary: String, [Block])
}

extension Block {
  /// A paragraph of plain text.
  static func text(_ text: String) -> Block { .paragraph([.text(text)]) }

  /// The pictures of the block, in order, those folded away included.
  var pictures: [Picture] {
    switch self {
    case .image(let picture): [picture]
    case .paragraph(let inlines): inlines.compactMap(\.picture)
    case .list(let items): items.joined().compactMap(\.picture)
    case .table(let table): table.rows.joined().joined().compactMap(\.picture)
    case .details(_, let blocks): blocks.flatMap(\.pictures)
    case .heading, .code: []
    }
  }
}

/// A piece of a line.
enum Inline: Sendable {
  /// Plain text.
  case text(String)
  /// Text that stands out.
  case strong(String)
  /// A word of a program: a command, an id, a setting.
  case code(String)
  /// A picture in the line.
  case picture(Picture)

  /// The picture, if it is one.
  var picture: Picture? {
    if case .picture(let picture) = self { picture } else { nil }
  }
}
