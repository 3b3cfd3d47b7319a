import Testing

@testable import Figures

/// Panels of other channels than two: lines over time.
@Suite(.timeLimit(.minutes(60))) struct LinePanelTests {
  private func one(_ truth: [Float], _ reconstruction: [Float]? = nil, channels: Int) -> Canvas {
    let panel = TrajectoryPanel(truth: truth, reconstruction: reconstruction, channels: channels)
    return TrajectoryGrid(rows: 1, columns: 1, panels: [panel]).canvas
  }

  private let area = Area(left: 100, top: 200, right: 200, bottom: 300)
  private let three: [Float] = (0..<20).flatMap { [Float($0), Float(10 - $0), 3] }

  @Test func timeRunsFromLeftToRightAndAllLinesShareOneScale() throws {
    let lines: [[Float]] = [[0, 5, 10], [10, 10, 10]]
    let scale = try #require(LineScale(truth: lines, reconstruction: [], in: area))
    #expect(
      scale([0, 5, 10])
        == [Point(x: 100, y: 300), Point(x: 150, y: 250), Point(x: 200, y: 200)])
    #expect(scale([10, 10]) == [Point(x: 100, y: 200), Point(x: 150, y: 200)])
  }

  @Test func aReconstructionWidensTheScaleOnlySoFar() throws {
    let scale = try #require(
      LineScale(truth: [[0, 10]], reconstruction: [[-1e30, 1e30]], in: area))
    #expect(scale([0]).first == Point(x: 100, y: 200 + 100 * 13 / 16.0))
  }

  @Test func eachChannelHasItsColourAndTheTruthBeneathIsGrey() {
    let alone = one(three, channels: 3)
    for channel in 0..<3 { #expect(alone.count(Palette.series(channel)) > 200) }
    #expect(alone.count(Palette.truth) == 0)
    let both = one(three, three.map { $0 + 2 }, channels: 3)
    for channel in 0..<3 { #expect(both.count(Palette.series(channel)) > 200) }
    #expect(both.count(Palette.truth) > 200)
  }

  @Test(arguments: [[], [1], [.nan, .nan], [.infinity, 0], [7], [7, 7, 7, 7]] as [[Float]])
  func whatHasNoScaleIsDrawnWithoutATrap(_ values: [Float]) {
    for channels in [1, 3, 1000] {
      #expect(one(values, channels: channels).count(white) > 30_000)
      #expect(one(three, values, channels: channels).count(white) > 10_000)
    }
  }

  @Test func nothingLeavesItsPanel() {
    let canvas = one(three, three.map { $0 * -1e20 }, channels: 3)
    let inside = Area(left: 0, top: 0, right: 200, bottom: 200).inset(by: 4)
    #expect(canvas.count(white) - canvas.count(white, in: inside) == 40_000 - 192 * 192)
  }

  @Test func aLastStepThatIsNotWholeIsLeftOut() {
    #expect(one(three + [1, 2], channels: 3).pixels == one(three, channels: 3).pixels)
  }
}
