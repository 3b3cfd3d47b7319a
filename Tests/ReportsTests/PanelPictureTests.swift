import Experiments
import Testing

@testable import Reports

/// Pictures of stored sequences: paths of a pen, and lines of all other channels.
@Suite(.timeLimit(.minutes(60))) struct PanelPictureTests {
  private let values: [Float] = (0..<48).map { Float($0 * $0 % 11) }

  private func bytes(_ panels: Panels, over truth: Panels?) throws -> [UInt8] {
    try RunFigures.reconstruction(epoch: 1, panels, groundTruth: truth).bytes
  }

  @Test func theSameNumbersOfOtherChannelsAreAnotherPicture() throws {
    let pictures = try [1, 2, 3, 12].map { channels in
      let panels = Panels([values], channels: channels)
      return try RunFigures.groundTruth(panels).bytes + bytes(panels, over: panels)
    }
    #expect(Set(pictures).count == 4)
  }

  @Test func aTruthOfOtherChannelsIsNotDrawnBeneath() throws {
    let panels = Panels([values], channels: 3)
    let other = Panels([values], channels: 2)
    #expect(try bytes(panels, over: other) == bytes(panels, over: nil))
    #expect(try bytes(panels, over: panels) != bytes(panels, over: nil))
  }
}
