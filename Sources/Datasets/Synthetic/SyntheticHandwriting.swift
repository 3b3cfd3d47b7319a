/// A writer that ships with the product: letters of one hand, in the form and scale of the real set.
///
/// Each letter is a movement of minimum jerk through via-points, at rest before and after, with a
/// size, slant, rhythm and shape of its own; see ``MinimumJerk`` and ``Style``. Everything follows
/// from the seed, with the same bits on every machine.
public struct SyntheticHandwriting: Hashable, Sendable {
  /// How many letters are written.
  public let sequences: Int
  /// The seed of every draw.
  public let seed: Int
  /// How much the letters differ.
  public let style: Style

  /// The letters that are written, in turn: those a pen can write without lifting.
  public static let letters: [String] = LetterShape.alphabet.map(\.letter)

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - sequences: How many letters are written; the real set has 2,858.
  ///   - seed: Other seeds give other letters of the same hand.
  ///   - style: How much the letters differ.
  /// - Precondition: `sequences` is not negative.
  public init(sequences: Int = 2_858, seed: Int = 0, style: Style = .standard) {
    precondition(sequences >= 0, "SyntheticHandwriting: \(sequences) sequences")
    self.sequences = sequences
    self.seed = seed
    self.style = style
  }

  /// Writes all: the letters in turn, so that each comes as often as any other, but for one.
  public func dataset() -> RawDataset {
    let style = self.style == .standard ? "" : ", own style"
    return RawDataset(
      name: "synthetic handwriting, \(sequences) sequences, seed \(seed)\(style)",
      sequences: (0..<sequences).map(sequence(at:)))
  }

  /// Writes one; it depends on the seed, the style and `index` alone, not on how many there are.
  public func sequence(at index: Int) -> RawSequence {
    let shape = LetterShape.alphabet[index % LetterShape.alphabet.count]
    var hand = Hand(seed: seed, index: index, style: style)
    let movement = hand.write(shape)
    return RawSequence(values: hand.record(movement), label: shape.letter)
  }
}
