import Testing

@testable import Figures

@Suite(.timeLimit(.minutes(60))) struct LineChartTests {
  private func series(
    _ name: String, group: String? = nil, color: Int = 0, style: LineSeries.Style = .solid,
    _ values: [Double]
  ) -> LineSeries {
    LineSeries(
      name: name, group: group, color: color, style: style,
      points: values.enumerated().map { Point(x: Double($0.offset), y: $0.element) })
  }

  private func chart(_ series: [LineSeries], _ scale: LineChart.Scale = .logarithmic) -> LineChart {
    LineChart(xLabel: "epoch", yLabel: "MSE", series: series, yScale: scale)
  }

  @Test func aLegendHasARowForEachGroupAndEachStyle() {
    let legend = Legend(of: [
      series("train", group: "cnn_ae", color: 0, style: .dashed, []),
      series("test", group: "cnn_ae", color: 0, []),
      series("train", group: "rnn_ae", color: 1, style: .dashed, []),
      series("test", group: "rnn_ae", color: 1, []),
    ])
    #expect(legend.entries.map(\.text) == ["cnn_ae", "rnn_ae", "", "train", "test"])
    #expect(legend.entries.map(\.style) == [.solid, .solid, .solid, .dashed, .solid])
    #expect(legend.entries.prefix(2).map(\.color) == [Palette.series(0), Palette.series(1)])
  }

  @Test func seriesThatStandAloneHaveTheirOwnRows() {
    let legend = Legend(of: [
      series("train", style: .dashed, []), series("test", []),
    ])
    #expect(legend.entries.map(\.text) == ["train", "test"])
    #expect(legend.entries.map(\.style) == [.dashed, .solid])
    #expect(Legend(of: [series("only", [])]).entries.isEmpty)
  }

  @Test func aLongLegendTellsHowMuchIsMissing() {
    let many = (0..<30).map { series("run \($0)", color: $0, []) }
    let legend = Legend(of: many).fitting(rows: 10, width: 300)
    #expect(legend.entries.count == 10)
    #expect(legend.entries.last?.text == "\u{2026} 21 more")
  }

  @Test func aCutLegendKeepsTheStyles() {
    let many = (0..<30).flatMap { group in
      [
        series("train", group: "run \(group)", color: group, style: .dashed, []),
        series("test", group: "run \(group)", color: group, []),
      ]
    }
    let legend = Legend(of: many).fitting(rows: 6, width: 300)
    #expect(
      legend.entries.map(\.text) == ["run 0", "run 1", "\u{2026} 28 more", "", "train", "test"])
  }

  @Test func aLongNameLosesItsMiddle() {
    let name = "cgru_ae," + String(repeating: "latent=32,", count: 9) + "seed=1"
    let legend = Legend(of: [series(name, []), series("b", [])]).fitting(rows: 9, width: 300)
    #expect(legend.entries[0].text.hasPrefix("cgru_ae"))
    #expect(legend.entries[0].text.contains("\u{2026}"))
    #expect(legend.entries[0].text.hasSuffix("seed=1"))
    #expect(legend.width <= 300)
  }

  @Test func theFirstAndLastPointsLieInTheCorners() {
    let layout = ChartLayout(of: chart([series("a", [5, 1, 3])], .linear))
    #expect(layout.pixelX(0) == layout.plot.left)
    #expect(layout.pixelX(2) == layout.plot.right)
    #expect(layout.pixelY(5) > layout.plot.top && layout.pixelY(5) < layout.pixelY(1))
    #expect(layout.pixelY(1) < layout.plot.bottom)
  }

  @Test func valuesThatCannotBeShownBreakTheLine() {
    let broken = chart([series("a", [4, 4, .nan, 0, -1, .infinity, 4, 4])])
    let layout = ChartLayout(of: broken)
    let row = Int(layout.pixelY(4))
    func color(_ x: Double) -> Color { broken.canvas.color(Int(layout.pixelX(x)), row) }
    #expect(color(0.5) == Palette.series(0))
    #expect(color(6.5) == Palette.series(0))
    #expect([1.5, 2.5, 3.5, 4.5, 5.5].allSatisfy { color($0) != Palette.series(0) })
  }

  @Test func aSinglePointIsSeen() {
    #expect(chart([series("a", [4])]).canvas.count(Palette.series(0)) > 60)
  }

  @Test(arguments: [[], [.nan, 0, -3, .infinity]] as [[Double]])
  func withoutDataTheChartSaysSo(_ values: [Double]) {
    let canvas = chart([series("a", values)]).canvas
    let middle = ChartLayout(of: chart([series("a", values)])).plot.center
    let word = Area(
      left: middle.x.rounded() - 80, top: middle.y.rounded() - 30, right: middle.x.rounded() + 80,
      bottom: middle.y.rounded() + 10)
    #expect(canvas.count(Palette.axis, in: word) > 100)
    #expect(canvas.count(Palette.series(0)) == 0)
  }

  @Test func nothingIsDrawnOnTheEdgeOfTheSheet() {
    let names = ["cnn_ae", "cgru_ae,latent=32,learning_rate=0.001,seed=1"]
    let long = names.enumerated().map { series("test", group: $1, color: $0, [1e-9, 1e9]) }
    let canvas = LineChart(
      title: String(repeating: "A long title. ", count: 9), xLabel: "epoch",
      yLabel: "mean squared error", series: long,
      yScale: .logarithmic
    ).canvas
    #expect(canvas.count(white) - canvas.count(white, in: canvas.area.inset(by: 8)) == 25_344)
  }

  @Test(arguments: [(1, 1), (40, 30), (120, 80), (3000, 200)])
  func anySizeCanBeDrawn(_ width: Int, _ height: Int) throws {
    let small = LineChart(
      xLabel: "epoch", yLabel: "MSE", series: [series("a", [1, 2]), series("b", [2, 1])],
      yScale: .logarithmic, width: width, height: height)
    #expect(try DecodedImage(png: png(of: small))?.width == width)
  }

  @Test func thePixelsAreThoseOfEveryMachine() {
    let pair = [
      series("train", group: "cnn_ae", style: .dashed, [50, 20, 9, 4, 3]),
      series("test", group: "cnn_ae", [50, 25, 12, 6, 5]),
    ]
    #expect(chart(pair).canvas.fingerprint == 7_426_943_092_812_823_617)
  }
}
