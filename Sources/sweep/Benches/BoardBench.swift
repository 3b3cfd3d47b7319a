import Experiments
import Foundation
import Running

/// Times the board of many runs at a time: events, frames and the writing of them.
struct BoardBench {
  /// What it took.
  struct Timing: Encodable {
    let runs: Int
    let columns: Int
    let rows: Int
    let framesPerSecond: Int
    let percentOfCore: Double
    let bytesPerFrame: Double

    var text: String {
      let (percent, bytes) = (
        String(format: "%.2f", percentOfCore), String(format: "%.0f", bytesPerFrame)
      )
      return "\(runs) runs at a time, \(columns) x \(rows), \(framesPerSecond) frames a second: "
        + "\(percent) % of a core, \(bytes) bytes a frame\n"
    }
  }

  let runs: Int
  let size: TerminalSize
  /// Seconds of the sweep that is pretended.
  let seconds: Int

  func time() throws -> Timing {
    var rehearsal = BoardRehearsal(try prepared())
    var writer = BoardWriter(usesColor: true)
    let (strokes, frames) = (
      BoardStrokes(isUnicode: true), seconds * BoardRehearsal.momentsPerSecond
    )
    let terminal = FileHandle(forWritingAtPath: "/dev/null")
    var bytes = 0
    let start = Clock.threadSeconds()
    for _ in 0..<frames {
      rehearsal.advance()
      let text = writer.show(BoardFrame(rehearsal.state(), in: size, strokes), in: size)
      bytes += text.utf8.count
      try? terminal?.write(contentsOf: Data(text.utf8))
    }
    let spent = Clock.threadSeconds() - start
    return Timing(
      runs: runs, columns: size.columns, rows: size.rows,
      framesPerSecond: BoardRehearsal.momentsPerSecond,
      percentOfCore: 100 * spent / Double(seconds), bytesPerFrame: Double(bytes) / Double(frames))
  }

  private func prepared() throws -> PreparedSweep {
    let spec = try SweepSpec.decode(
      Array(spec.utf8), file: "the benchmark's spec", trainers: .own)
    return try PreparedSweep(
      spec, on: DataChoice(of: spec, folder: "."), maxRuns: .max, file: "the benchmark's spec")
  }

  private var spec: String {
    """
    {
      "name": "board",
      "dataset": { "sources": [{ "synthetic": { "sequences": 40, "seed": 0 } }] },
      "variants": ["rnn"], "cells": ["gru"], "seeds": \(Array(0..<runs)),
      "model": { "hidden": 4 }, "train": { "epochs": 3000, "batch_size": 8, "figure_epochs": [] }
    }
    """
  }
}
