import Experiments

/// What the sweep's autoencoders are made of, in the published words.
struct StructuresSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let variants = distinct(results.runs.map(\.run.configuration.variant))
    guard !variants.isEmpty else { return [] }
    let rows = variants.map { variant -> [[Inline]] in
      [[.text(variant.label)], [.text(Self.encoder(variant))], [.text(Self.decoder(variant))]]
    }
    return [
      .heading(level: 2, "Structures"),
      .table(Table(["Version", "Encoder", "Decoder"], rows: rows)),
    ]
  }

  private func distinct(_ variants: [Variant]) -> [Variant] {
    var seen: Set<Variant> = []
    return variants.filter { seen.insert($0).inserted }
  }

  private static func encoder(_ variant: Variant) -> String {
    let cell = variant.cellName.uppercased()
    return switch variant.family {
    case .cnn: "Conv"
    case .rnn: cell
    case .crnn: "Conv-\(cell)"
    case .resrnn: "Conv-Res-\(cell)"
    }
  }

  private static func decoder(_ variant: Variant) -> String {
    let cell = variant.cellName.uppercased()
    return switch variant.family {
    case .cnn: "DeConv"
    case .rnn: cell
    case .crnn, .resrnn: "\(cell)-DeConv"
    }
  }
}
