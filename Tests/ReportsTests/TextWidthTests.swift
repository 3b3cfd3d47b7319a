import Testing

@testable import Reports

/// Tables on terminals that are narrower than they are.
@Suite(.timeLimit(.minutes(60))) struct TextWidthTests {
  private let table = TextTable(
    header: ["run", "id", "mse", "failure"],
    rows: [
      ["cgru_ae,latent=16,seed=1", "0123456789ab", "1.19", "the disk is full"],
      ["cnn_ae", "ba9876543210", "102.4", ""],
    ], alignments: [.left, .left, .right, .left],
    fits: [.shorten(to: 10), .drop(1), .whole, .shorten(to: 8)])

  private func lines(_ width: Int?) -> [Substring] {
    table.render(width: width).split(separator: "\n")
  }

  @Test func aTableThatFitsIsAsItIs() {
    #expect(table.render(width: 80) == table.render())
    #expect(lines(nil)[1] == "cgru_ae,latent=16,seed=1  0123456789ab   1.19  the disk is full")
  }

  @Test(arguments: 1...80) func noLineIsWiderThanTheTerminal(_ width: Int) {
    #expect(lines(width).allSatisfy { $0.count <= width }, "\(lines(width))")
    #expect(lines(width).count == 3)
  }

  @Test func longCellsLoseTheirMiddleBeforeAColumnGoes() {
    #expect(
      table.render(width: 56) == """
        run                 id              mse  failure
        cgru_ae,l…6,seed=1  0123456789ab   1.19  the dis…is full
        cnn_ae              ba9876543210  102.4

        """)
  }

  @Test func columnsGoInTheirTurn() {
    #expect(
      table.render(width: 30) == """
        run             mse  failure
        cgru_a…eed=1   1.19  the …full
        cnn_ae        102.4

        """)
  }

  @Test func aColumnWithNothingInItGoesFirst() {
    let table = TextTable(
      header: ["run", "state", "failure"], rows: [["cgru_ae", "finished", ""]],
      fits: [.whole, .drop(0), .shorten(to: 5)])
    #expect(table.render(width: 20) == "run      state\ncgru_ae  finished\n")
  }

  @Test func theLastColumnMayGoOnInFurtherLines() {
    let facts = TextTable(
      header: ["", ""], rows: [["system", "one two three four five"], ["x", "y"]],
      fits: [.whole, .wrap])
    #expect(
      facts.render(showsHeader: false, width: 28) == """
        system  one two three four
                five
        x       y

        """)
  }
}
