import Datasets

extension TrajectorySet {
  /// What a person should know of the data, a line each.
  var notes: [String] {
    let tags = passedOver.joined(separator: ", ")
    let unknown = tags.isEmpty ? [] : ["tags that mean nothing here were passed over: \(tags)"]
    guard cut > 0 else { return unknown }
    let what = kind == .movement ? "movements" : "sequences"
    let longest = trajectories.map(\.length).max() ?? 0
    return unknown + [
      "\(cut) of \(trajectories.count) \(what) are longer than \(kind.longest) samples (the longest "
        + "has \(longestSamples)) and are cut to \(longest) steps"
    ]
  }
}
