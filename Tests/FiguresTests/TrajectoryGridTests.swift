import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct TrajectoryGridTests {
  private let zigzag: [Float] = [0, 0, 4, 8, 4, 0, 8, 8]
  private let area = Area(left: 100, top: 200, right: 200, bottom: 300)

  private func points(_ numbers: [Double]) -> [Point] {
    stride(from: 0, to: numbers.count, by: 2).map { Point(x: numbers[$0], y: numbers[$0 + 1]) }
  }

  private func one(_ truth: [Float], _ reconstruction: [Float]? = nil) -> Canvas {
    TrajectoryGrid(
      rows: 1, columns: 1, panels: [TrajectoryPanel(truth: truth, reconstruction: reconstruction)]
    ).canvas
  }

  @Test func unitsAreEqualAndYIsUp() throws {
    let truth = points([0, 0, 50, 10])
    let scale = try #require(PanelScale(truth: truth, reconstruction: [], in: area))
    #expect(scale.factor == 2)
    #expect(scale(Point(x: 0, y: 0)) == Point(x: 100, y: 260))
    #expect(scale(Point(x: 50, y: 10)) == Point(x: 200, y: 240))
  }

  @Test func aReconstructionWidensItsPanelOnlySoFar() throws {
    let truth = points([0, 0, 10, 10])
    let near = try #require(
      PanelScale(truth: truth, reconstruction: points([-1, 0, 11, 10]), in: area))
    #expect(near.factor == 100 / 12.0)
    let wild = try #require(
      PanelScale(truth: truth, reconstruction: points([-1e9, 0, 1e38, 10]), in: area))
    #expect(wild.factor == 100 / 16.0)
    let still = try #require(
      PanelScale(truth: truth, reconstruction: points([5, 5, 5, 5]), in: area))
    #expect(still.factor == 10)
  }

  @Test func withoutAFinitePointThereIsNoScale() {
    let none = points([.nan, 0, .infinity, 1])
    #expect(PanelScale(truth: none, reconstruction: none, in: area) == nil)
    #expect(PanelScale(truth: none, reconstruction: points([1, 1]), in: area) != nil)
  }

  @Test func theTruthAloneIsInColourAndBeneathAReconstructionInGrey() {
    let alone = one(zigzag)
    #expect(alone.count(Palette.trajectory) > 1000 && alone.count(Palette.truth) == 0)
    let both = one(zigzag, zigzag.map { $0 + 1 })
    #expect(both.count(Palette.trajectory) > 1000 && both.count(Palette.truth) > 1000)
  }

  @Test(
    arguments: [
      [.nan], [.infinity, 0, -.infinity, 1], [3e38, -3e38, -3e38, 3e38], [],
    ] as [[Float]])
  func aDivergedReconstructionLeavesTheTruthAsItIs(_ bad: [Float]) throws {
    let canvas = one(zigzag, bad)
    #expect(canvas.count(Palette.truth) > 1000)
  }

  @Test func nothingLeavesItsPanel() {
    let wild = zigzag.map { $0 * -1e20 }
    let panels = [
      TrajectoryPanel(truth: zigzag, reconstruction: wild), TrajectoryPanel(truth: [1, 1]),
    ]
    let canvas = TrajectoryGrid(rows: 1, columns: 2, panels: panels).canvas
    let left = Area(left: 0, top: 0, right: 200, bottom: 200)
    let frame = left.inset(by: 4)
    #expect(canvas.count(white) > 40_000)
    #expect(canvas.count(white, in: left) - canvas.count(white, in: frame) == 40_000 - 192 * 192)
  }

  @Test(arguments: [[3, 4], [3, 4, 3, 4, 3, 4], [3, 4, .nan]] as [[Float]])
  func aTrajectoryThatStandsStillIsADotInTheMiddle(_ truth: [Float]) {
    let canvas = one(truth)
    #expect(canvas.color(100, 100) == Palette.trajectory)
    #expect(canvas.color(105, 100) == Palette.start)
    #expect(canvas.color(110, 100) == white)
  }

  @Test func missingPanelsLeaveTheirCellsWhite() {
    let canvas = TrajectoryGrid(rows: 1, columns: 2, panels: [TrajectoryPanel(truth: zigzag)])
      .canvas
    #expect(canvas.count(white, in: Area(left: 200, top: 0, right: 400, bottom: 200)) == 40_000)
    #expect(TrajectoryGrid(rows: 1, columns: 1, panels: []).canvas.count(white) == 40_000)
  }

  @Test func panelsBeyondTheGridAreLeftOut() {
    let panels = Array(repeating: TrajectoryPanel(truth: zigzag), count: 3)
    #expect(TrajectoryGrid(rows: 1, columns: 1, panels: panels).canvas.pixels == one(zigzag).pixels)
  }

  @Test func aTitleTakesAStripAboveThePanels() {
    let panels = [TrajectoryPanel(truth: zigzag)]
    let titled = TrajectoryGrid(title: "a title", rows: 1, columns: 1, panels: panels).canvas
    #expect((titled.width, titled.height) == (200, 264))
    #expect(Array(titled.pixels.dropFirst(64 * 200 * 3)) == one(zigzag).pixels)
    #expect(titled.count(white, in: Area(left: 0, top: 0, right: 200, bottom: 64)) < 200 * 64)
  }

  @Test func thePixelsAreThoseOfEveryMachine() {
    let spiral = (0..<60).flatMap { step -> [Float] in
      let t = Float(step)
      return [t * Float(step % 7) - t, t * Float(step % 5)]
    }
    #expect(one(zigzag, spiral).fingerprint == 17_713_119_991_977_193_003)
  }
}
