import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct PNGTests {
  private let sketch = Sketch(37, 21) {
    $0.stroke([Point(x: 3, y: 3), Point(x: 33, y: 17)], width: 5, color: Color(0x1668B2))
    $0.write("a", at: Point(x: 20, y: 9), style: TextStyle(size: 9, color: black))
  }

  @Test func libpngReadsBackThePixelsThatWereDrawn() throws {
    let image = try #require(DecodedImage(png: png(of: sketch)))
    #expect((image.width, image.height) == (37, 21))
    #expect(image.pixels == sketch.canvas.pixels)
  }

  @Test func twiceTheSameFigureIsTwiceTheSameBytes() throws {
    #expect(try png(of: sketch) == png(of: sketch))
  }

  @Test func aFileHoldsNoTimeAndNoText() throws {
    let bytes = try png(of: sketch)
    for chunk in ["tIME", "tEXt", "zTXt", "iTXt", "eXIf"] {
      #expect(!bytes.indices.contains { bytes[$0...].starts(with: Array(chunk.utf8)) })
    }
  }

  @Test func noiseDoesNotOutgrowTheBuffer() throws {
    let noise = Sketch(64, 64) { canvas in
      for cell in 0..<4096 {
        let hash = UInt32(truncatingIfNeeded: cell &* 2_654_435_761) >> 8
        let point = Point(x: Double(cell % 64) + 0.5, y: Double(cell / 64) + 0.5)
        canvas.stroke([point], width: 1, color: Color(hash & 0xFF_FFFF))
      }
    }
    let image = try #require(DecodedImage(png: png(of: noise)))
    #expect(image.pixels.count == 64 * 64 * 3)
    #expect(image.pixels == noise.canvas.pixels)
  }

  @Test(arguments: [(0, 5), (5, 0), (-1, 5), (16_385, 1), (1, .max)])
  func aSizeThatCannotBeIsRefused(_ width: Int, _ height: Int) {
    #expect(throws: FigureError(code: .size, width: width, height: height, message: nil)) {
      try png(of: Sketch(width, height))
    }
  }

  @Test func anErrorTellsTheSizeAndTheLimit() {
    let error = FigureError(code: .size, width: 0, height: 7, message: nil)
    #expect(error.description == "figure of 0 x 7 pixels: each side must be in 1...16384")
  }
}
