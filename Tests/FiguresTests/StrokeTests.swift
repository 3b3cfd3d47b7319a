import Testing

@testable import Figures

/// Figures as strokes, before they become pixels.
@Suite(.timeLimit(.minutes(60))) struct StrokeTests {
  private let red = Color(0xFF0000)

  @Test func strokesAreWhatThePenDrew() {
    let sketch = Sketch(100, 50) { canvas in
      canvas.stroke(
        [Point(x: 10, y: 10), Point(x: 20, y: 10), Point(x: 20, y: 30)], width: 3,
        color: Color(0xFF0000))
      canvas.stroke(
        [Point(x: 5, y: 5)], width: 7, color: Color(0x00FF00), dash: Dash(on: 2, off: 1))
    }
    let found = strokes(of: sketch)
    #expect(found.count == 2)
    #expect(
      found[0].paths == [[Point(x: 10, y: 10), Point(x: 20, y: 10), Point(x: 20, y: 30)]])
    #expect(found[0].width == 3 && found[0].color == red && found[0].dash == nil)
    #expect(found[1].paths == [[Point(x: 5, y: 5)]] && found[1].dash == Dash(on: 2, off: 1))
  }

  @Test func aLineIsCutWhereItLeavesTheSheetAndBrokenWhereItIsNotFinite() {
    let sketch = Sketch(100, 50) { canvas in
      canvas.stroke(
        [
          Point(x: 50, y: 25), Point(x: 1e30, y: 25), Point(x: 50, y: 40), Point(x: .nan, y: 0),
          Point(x: 1, y: 1), Point(x: 2, y: 2), Point(x: -.infinity, y: 2),
        ], width: 1, color: Color(0))
    }
    let paths = strokes(of: sketch)[0].paths
    #expect(
      paths.allSatisfy { $0.allSatisfy { (0...100).contains($0.x) && (0...50).contains($0.y) } })
    #expect(paths.first?.first == Point(x: 50, y: 25) && paths.count >= 2)
    #expect(paths.last == [Point(x: 1, y: 1), Point(x: 2, y: 2)])
  }

  @Test func aFigureGivesTheSameStrokesEveryTime() {
    let panel = TrajectoryPanel(truth: [0, 0, 1, 2, 3, 1], reconstruction: [0, 0, 1, 1, 3, 2])
    let grid = TrajectoryGrid(panels: [panel, panel])
    #expect(strokes(of: grid) == strokes(of: grid))
    #expect(strokes(of: grid).count == 8)
  }
}
