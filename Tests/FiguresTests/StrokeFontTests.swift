import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct StrokeFontTests {
  private static let signs = "\u{B1}\u{D7}\u{2013}\u{2026}\u{B5}\u{2212}"
  private static let ascii = (32...126).map { Character(Unicode.Scalar(UInt8($0))) }

  @Test func everyPrintableCharacterHasAGlyph() {
    for character in Self.ascii + Array(Self.signs) {
      #expect(StrokeFont.letters[character] != nil || StrokeFont.signs[character] != nil)
    }
  }

  @Test func noTwoCharactersLookAlike() {
    let outlines = Self.ascii.map { StrokeFont.glyph($0).paths }
    #expect(Set(outlines).count == outlines.count)
  }

  @Test func aCharacterWithoutGlyphIsABox() {
    #expect(StrokeFont.paths("\u{1F980}", size: 20).map(\.count) == [5])
  }

  @Test func glyphsStayBetweenAscendersAndDescenders() {
    for character in Self.ascii {
      let heights = StrokeFont.glyph(character).paths.joined().map(\.y)
      #expect(heights.allSatisfy { $0 >= -4.01 && $0 <= 16 }, "\(character)")
    }
  }

  @Test func digitsAreEquallyWide() {
    #expect(Set("0123456789".map { StrokeFont.glyph($0).advance }).count == 1)
  }

  @Test func widthGrowsWithSizeAndLength() {
    #expect(StrokeFont.width("", size: 20) == 0)
    #expect(abs(StrokeFont.width("00", size: 20) - 24) < 1e-9)
    #expect(abs(StrokeFont.width("0000", size: 10) - 24) < 1e-9)
  }

  @Test func aLongLineShrinksToItsRoom() {
    #expect(StrokeFont.size("00", atMost: 20, within: 100) == 20)
    #expect(abs(StrokeFont.size("0000", atMost: 20, within: 24) - 10) < 1e-9)
    #expect(StrokeFont.size("0", atMost: 20, within: -5) == 0)
  }

  @Test func textStandsWhereItsAnchorSays() {
    for (anchor, columns) in [
      (TextStyle.Anchor.start, 50..<75), (.middle, 37..<63), (.end, 25..<50),
    ] {
      let canvas = Sketch(100, 40) {
        $0.write(
          "00", at: Point(x: 50, y: 30), style: TextStyle(size: 20, color: black, anchor: anchor))
      }.canvas
      let inked = (0..<100).filter { column in
        (0..<40).contains { canvas.color(column, $0) != white }
      }
      #expect(columns.contains(inked[0]) && columns.contains(inked[inked.count - 1]))
    }
  }

  @Test func uprightTextRunsUpwards() {
    let canvas = Sketch(40, 100) {
      $0.write(
        "00", at: Point(x: 30, y: 90), style: TextStyle(size: 20, color: black, isUpright: true))
    }.canvas
    let area = Area(left: 14, top: 66, right: 32, bottom: 90)
    #expect(canvas.count(white) - canvas.count(white, in: area) == 40 * 100 - 18 * 24)
    #expect(canvas.count(white, in: area) < 18 * 24 - 60)
  }
}
