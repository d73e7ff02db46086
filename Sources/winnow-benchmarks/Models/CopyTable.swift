internal import LabelModels
internal import LabelingCore

/// Near copies of a poor function among good ones.
enum CopyTable {
  static func run() throws {
    let table = ComparisonTable(
      "Near copies",
      "share of a copy's votes that are redrawn (4 draws): accuracy",
      [
        "majority vote", "Dawid-Skene", "pooled, exact copies only", "pooled",
        "pooled, of unknown voters",
      ]
    )
    var exact = PooledLabelModel(mode: .functions)
    exact.discountsRelatives = false
    let models: [any LabelModel] = [
      MajorityVote(), DawidSkene(), exact, PooledLabelModel(mode: .functions), PooledLabelModel(),
    ]
    let designs: [(name: String, design: (Double) -> VoteDesign)] = [
      ("8 copies, 4 good functions", VoteDesign.copies),
      (
        "6 copies that name pairs of 4 classes, 5 good functions", { .copiedGroups(4, redrawn: $0) }
      ),
      ("the same of 6 classes", { .copiedGroups(6, redrawn: $0) }),
    ]
    for (name, design) in designs {
      for share in [0, 0.02, 0.1, 0.2, 0.3] {
        let drawn = (1...4).map { design(share).draw(4000, seed: $0).rows.voteSet() }
        table.row(
          "\(name): \(Int(100 * share)) %",
          try models.map { model in ModelScore(meanOf: try drawn.map { try $0.score(model) }) }
        ) { ComparisonTable.cell($0.accuracy) }
      }
    }
  }
}
