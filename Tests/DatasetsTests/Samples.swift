import Foundation

@testable import Datasets

/// Small data for tests, from formulas.
enum Samples {
  /// Sequences of these lengths, zeros of 2 and 3 samples at their ends included.
  static func dataset(lengths: [Int] = [21, 15, 30], letters: [String] = ["b", "a", "b"])
    -> RawDataset
  {
    let sequences = zip(lengths, letters).enumerated().map { index, pair in
      RawSequence(values: velocity(pair.0, phase: Double(index)), label: pair.1)
    }
    return RawDataset(name: "small.mat", sequences: sequences)
  }

  static func velocity(_ length: Int, phase: Double = 0) -> [Double] {
    (0..<3 * length).map { value in
      let sample = value / 3
      return sample < 2 || sample >= length - 3 ? 0 : cos(Double(value) + phase)
    }
  }

  static func file(_ bytes: [UInt8], path: String = "small.mat") -> InputFile {
    InputFile(path: path, bytes: bytes)
  }

  static func file(_ text: String, path: String) -> InputFile {
    InputFile(path: path, bytes: Array(text.utf8))
  }

  /// Reads a MATLAB file from memory.
  static func read(_ bytes: [UInt8]) throws(DatasetError) -> RawDataset {
    try RawDataset(matlab: file(bytes))
  }
}

/// What `body` throws, or `nil`.
func failure(_ body: () throws(DatasetError) -> Void) -> DatasetError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

/// Runs `body` in a new folder, which is removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
