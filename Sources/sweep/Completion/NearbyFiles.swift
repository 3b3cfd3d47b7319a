import Foundation

/// Files that a word on a command line may mean.
struct NearbyFiles {
  /// A folder with more names than this is not looked through: somebody is waiting.
  private static let most = 2000

  /// What their names end with.
  let endings: [String]

  /// Files of the folder that was typed so far, and of those that lie in it; hidden ones are left out.
  /// A shell puts a space after what it completes, so a folder alone would be of no use.
  func matching(_ start: String) -> [String] {
    let lead = start.lastIndex(of: "/").map { String(start[...$0]) } ?? ""
    let typed = start.dropFirst(lead.count)
    return names(in: lead.isEmpty ? "." : lead).filter { $0.hasPrefix(typed) }.flatMap { name in
      isWanted(name) ? ["\(lead)\(name)"] : inside("\(lead)\(name)/")
    }
  }

  private func inside(_ folder: String) -> [String] {
    names(in: folder).filter(isWanted).map { folder + $0 }
  }

  private func isWanted(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

  private func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.count > Self.most ? [] : names.filter { !$0.hasPrefix(".") }.sorted()
  }
}
