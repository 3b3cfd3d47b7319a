import Foundation

/// What SciPy says: the files that `scripts/statistics-fixtures.py` writes.
enum Fixture {
  static func read<Case: Decodable>(_ name: String, as type: Case.Type = Case.self) throws -> [Case]
  {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Fixtures/\(name).json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
  }
}

/// Values of the seeds from 0 on.
func seeded(_ values: [Double]) -> [Int: Double] {
  Dictionary(uniqueKeysWithValues: zip(0..., values))
}

/// Whether a number is another one, up to rounding.
func isClose(_ number: Double?, _ expected: Double?, _ tolerance: Double = 1e-9) -> Bool {
  guard let number, let expected else { return number == nil && expected == nil }
  return abs(number - expected) <= tolerance * abs(expected) + 1e-300
}
