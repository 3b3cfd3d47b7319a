import Figures
import Letters
import Testing

@testable import Reports

/// Fewer points that look the same.
@Suite(.timeLimit(.minutes(60))) struct ThinningTests {
  @Test func aCurveKeepsItsEndsItsLowestAndItsHighest() {
    var values = (0..<1000).map { Double($0 % 7) }
    (values[321], values[654], values[777]) = (-50, 90, .nan)
    let kept = CurveThinning.kept(values, atMost: 40)
    #expect(kept.count <= 41 && kept == kept.sorted())
    #expect(Set(kept).isSuperset(of: [0, 321, 654, 777, 999]))
  }

  @Test func aShortCurveStaysWhole() {
    #expect(CurveThinning.kept([1, .nan, 3], atMost: 16) == [0, 1, 2])
    #expect(CurveThinning.kept([], atMost: 16) == [])
    #expect(CurveThinning.limit(points: 600_000, curves: 3) == nil)
    #expect(CurveThinning.limit(points: 600_001, curves: 1000) == 600)
    #expect(CurveThinning.limit(points: 9_000_000, curves: 1_000_000) == 16)
  }

  @Test func thinnedCurvesHaveTheirOwnStepsAndSayTheLimit() throws {
    let metrics = (0..<2000).map { Sample.values(epoch: $0, train: 1, test: Double($0 % 50) + 1) }
    let runs = (0..<160).map { place in
      Sample.run(.init(.cnn), label: "r\(place)", epochs: 2000, metrics: metrics, figureEpochs: [])
    }
    var json = PageJSON()
    PageCurves(runs, [.testMSE, .trainMSE]).write(to: &json)
    #expect(json.text.hasPrefix(#"{"limit":1875,"steps":["#))
    #expect(json.text.utf8.count < 6_000_000)
  }

  @Test func aLineLosesWhatNobodySees() {
    let straight = (0..<100).map { Point(x: Double($0), y: 0.01 * Double($0 % 2)) }
    #expect(SVGPath.simplified(straight) == [straight[0], straight[99]])
    let corner = [Point(x: 0, y: 0), Point(x: 50, y: 40), Point(x: 100, y: 0)]
    #expect(SVGPath.simplified(corner) == corner)
    #expect(SVGPath.data([corner]) == "M0 0l100 80 100-80")
    #expect(SVGPath.data([[Point(x: 3, y: 4)], []]) == "M6 8h0")
  }
}
