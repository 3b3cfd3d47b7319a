import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct CanvasTests {
  private let corner = [Point(x: 4, y: 4), Point(x: 16, y: 4), Point(x: 4, y: 15)]

  @Test func aLineOnWholePixelsHasHardEdges() {
    let canvas = Sketch(20, 9) {
      $0.stroke([Point(x: -9, y: 4), Point(x: 29, y: 4)], width: 2, color: black)
    }.canvas
    #expect((0..<9).map { canvas.color(10, $0) == black } == (0..<9).map { $0 == 3 || $0 == 4 })
    #expect(canvas.count(black) == 40)
    #expect(canvas.count(white) == 140)
  }

  @Test(arguments: [0.25, 0.5, 1.0, 1.5, 2.75])
  func aLineCoversAsMuchAsItIsWide(_ width: Double) {
    let canvas = Sketch(20, 20) {
      $0.stroke([Point(x: -9, y: 9.3), Point(x: 29, y: 9.3)], width: width, color: black)
    }.canvas
    let ink = (0..<20).reduce(0) { $0 + 255 - Double(canvas.color(10, $1).red) } / 255
    #expect(abs(ink - width) < 0.07)
  }

  @Test func aLineThatCrossesItselfIsNoDarker() {
    let path = [
      Point(x: 5, y: 5), Point(x: 35, y: 35), Point(x: 35, y: 5), Point(x: 5, y: 35),
      Point(x: 5, y: 5), Point(x: 35, y: 35),
    ]
    let grey = Color(0x808080)
    let canvas = Sketch(40, 40) { $0.stroke(path, width: 3, color: grey) }.canvas
    #expect(canvas.pixels.min() == 0x80)
    let once = Sketch(40, 40) { $0.stroke(Array(path.prefix(5)), width: 3, color: grey) }.canvas
    #expect(canvas.pixels == once.pixels)
  }

  @Test func theDirectionOfALineDoesNotMatter() {
    let line = corner
    let there = Sketch(20, 20) { $0.stroke(line, width: 3, color: black) }.canvas
    let back = Sketch(20, 20) { $0.stroke(line.reversed(), width: 3, color: black) }.canvas
    #expect(there.pixels == back.pixels)
  }

  @Test func aSinglePointIsADot() {
    let canvas = Sketch(11, 11) {
      $0.stroke([Point(x: 5.5, y: 5.5)], width: 6, color: black)
    }.canvas
    let ink = canvas.pixels.reduce(0) { $0 + 255 - Double($1) } / 3 / 255
    #expect(abs(ink - 9 * 3.14159) < 1)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func pointsThatAreNotFiniteBreakTheLine(_ bad: Double) {
    let canvas = Sketch(30, 9) {
      $0.stroke(
        [
          Point(x: 2, y: 4), Point(x: 8, y: 4), Point(x: 15, y: bad), Point(x: 20, y: 4),
          Point(x: 28, y: 4),
        ], width: 2, color: black)
    }.canvas
    #expect(canvas.color(5, 4) == black)
    #expect(canvas.color(14, 4) == white)
    #expect(canvas.color(24, 4) == black)
  }

  @Test func noPixelOutsideTheClipIsTouched() {
    let clip = Area(left: 5, top: 6, right: 15, bottom: 12)
    let canvas = Sketch(20, 20) {
      $0.stroke([Point(x: -50, y: 9), Point(x: 70, y: 9.5)], width: 30, color: black, clip: clip)
    }.canvas
    #expect(canvas.count(black, in: clip) == 60)
    #expect(canvas.count(white) == 400 - 60)
  }

  @Test(arguments: [1e6, 1e18, 1e38, 1e200])
  func aLineToFarAwayKeepsItsDirection(_ far: Double) {
    let canvas = Sketch(20, 20) {
      $0.stroke(
        [Point(x: 10, y: 10), Point(x: far, y: far)], width: 2, color: black,
        dash: Dash(on: 500, off: 1))
    }.canvas
    #expect(canvas.color(15, 15) == black)
    #expect(canvas.color(5, 5) == white)
  }

  @Test func dashesKeepTheirRhythmOverCorners() {
    let segments = [
      Segment(start: Point(x: 0, y: 0), end: Point(x: 5, y: 0)),
      Segment(start: Point(x: 5, y: 0), end: Point(x: 5, y: 9)),
    ]
    let pieces = Dash(on: 3, off: 4).pieces(of: segments)
    #expect(
      pieces == [
        Segment(start: Point(x: 0, y: 0), end: Point(x: 3, y: 0)),
        Segment(start: Point(x: 5, y: 2), end: Point(x: 5, y: 5)),
      ])
  }
}
