import Experiments
import Foundation
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct TextTests {
  @Test func numbersAreFixedOrSignificant() {
    #expect(NumberText.fixed(1.005) == "1.00")
    #expect(NumberText.fixed(-0.0) == "-0.00")
    #expect(NumberText.fixed(nil) == "–")
    #expect(NumberText.fixed(-.nan) == "nan")
    #expect(NumberText.fixed(-.infinity) == "-inf")
    #expect(NumberText.significant(0.012345) == "0.01235")
    #expect(NumberText.significant(123456.7) == "123457")
    #expect(NumberText.significant(12.3456, 3) == "12.3")
    #expect(NumberText.significant(0.0000123456) == "0.00001235")
    #expect(NumberText.significant(1.23456e-7) == "1.235e-7")
    #expect(NumberText.significant(1.23456e21) == "1.235e21")
    #expect(NumberText.exact(2e-4) == "0.0002")
    #expect(NumberText.exact(2e-5) == "0.00002")
    #expect(NumberText.exact(3) == "3")
  }

  @Test func timesAndSizesReadWell() {
    #expect(NumberText.duration(7.25) == "7.2 s")
    #expect(NumberText.duration(725) == "12 min 05 s")
    #expect(NumberText.duration(11_225) == "3 h 07 min")
    #expect(NumberText.duration(.nan) == "nan")
    #expect(ByteCount.text(812) == "812 B")
    #expect(ByteCount.text(4_200_000) == "4.2 MB")
  }

  @Test func textFromOutsideSteersNoTerminal() {
    let hostile = "a\u{1B}]0;x\u{7}b\rc\u{9B}31m\u{85}\u{202E}\u{2066}\u{61C}\u{7F}\u{0}"
    for text in [CleanText.line(hostile), CleanText.lines(hostile)] {
      #expect(text.hasPrefix("a\u{FFFD}]0;x\u{FFFD}b"), "\(text)")
      let scalars = text.unicodeScalars
      #expect(scalars.allSatisfy { $0.properties.generalCategory != .control }, "\(text)")
      #expect(scalars.allSatisfy { $0.properties.generalCategory != .format }, "\(text)")
    }
    for plain in ["one\ntwo\tthree\n", "", "µ ± é 漢字 😀 — \u{200D}"] {
      #expect(CleanText.lines(plain) == plain)
    }
    #expect(CleanText.lines("one\r\ntwo") == "one\ntwo")
  }

  @Test func aTextTableIsAlignedAndHarmless() {
    let table = TextTable(
      header: ["run", "mse"], rows: [["cnn_ae", "1.19"], ["x\u{1B}[2J\ny", "102.43"]],
      alignments: [.left, .right])
    #expect(
      table.render() == """
        run         mse
        cnn_ae     1.19
        x\u{FFFD}[2J y  102.43

        """)
    #expect(table.render(showsHeader: false).hasPrefix("cnn_ae     1.19\n"))
    #expect(TextTable(header: ["a", "b"], rows: [["", ""]]).render() == "a  b\n\n")
  }

  @Test func aLongTableIsAlignedFromItsFirstRowToItsLast() {
    let cells = (0..<5000).map { ["\($0 % 7 == 0 ? "é" : "e")\($0)", "\($0 * $0)", ""] }
    var table = TextTable(header: ["a", "b", "c"], rows: [], alignments: [.left, .right])
    for cell in cells.joined() { table.add(cell) }
    let lines = [["a", "b", "c"]] + cells
    let widths = (0..<3).map { column in lines.map { $0[column].count }.max() ?? 0 }
    let expected = lines.map { line in
      let space = zip(widths, line).map { String(repeating: " ", count: $0 - $1.count) }
      let text = "\(line[0])\(space[0])  \(space[1])\(line[1])  \(line[2])"
      return text.replacing(#/ +$/#, with: "") + "\n"
    }
    #expect(table.render() == expected.joined())
    var pieces = 0
    table.write { _ in pieces += 1 }
    #expect(pieces > 2, "some rows at a time")
  }

  @Test func aSpecificationIsLaidOutWithoutChangingIt() {
    let json = #"{"a":[1,2e-4],"b":{},"c":"x,{\"y\":1}"}"#
    #expect(
      SpecText.indented(json) == """
        {
          "a": [
            1,
            2e-4
          ],
          "b": {},
          "c": "x,{\\"y\\":1}"
        }
        """)
    #expect(SpecText.indented("]]]}{\"").count < 50)
  }
}
