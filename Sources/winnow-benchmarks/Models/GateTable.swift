internal import LabelModels
internal import LabelingCore

/// Drawn votes for sets of classes and with confidence, with the gate shut and with it.
enum GateTable {
  static func run() throws {
    let shut = PooledLabelModel(mode: .functions, hasGate: false)
    let pooled = PooledLabelModel(mode: .functions)
    let table = ComparisonTable(
      "The gate, drawn votes for sets and with confidence (2 draws)",
      "accuracy / log loss / F1 of the rarest class",
      ["majority vote", "Dawid-Skene", "pooled, gate shut", "pooled", "pooled, no confidence"]
    )
    func cell(_ score: ModelScore) -> String {
      ComparisonTable.cell(score.accuracy, score.logLoss, score.f1[0])
    }
    func score(_ set: VoteSet, _ model: any LabelModel, _ rarest: Int) throws -> ModelScore {
      var score = try set.score(model)
      score.f1 = [score.f1[rarest]]
      return score
    }
    var coarse = [[ModelScore]](repeating: [], count: 4)
    for design in VoteDesignCatalogue.several {
      for seed in 1...2 as ClosedRange<UInt64> {
        let rows = design.draw(5000, seed: seed).rows
        for kind in [Coarsening.groups, .supersets, .negations] {
          let set = CoarseRows(rows, kind, ofPeople: false, seed: seed + 100).coarse.voteSet()
          let models: [any LabelModel] = [MajorityVote(), DawidSkene(), shut, pooled]
          for (place, model) in models.enumerated() {
            coarse[place].append(try score(set, model, design.rarestClass))
          }
        }
      }
    }
    table.row(
      "seven designs with groups, supersets, “not c”",
      coarse.map { cell(ModelScore(meanOf: $0)) } + [""]
    )
    for scorers in Scorers.all {
      var scores = [[ModelScore]](repeating: [], count: 5)
      for seed in 1...2 as ClosedRange<UInt64> {
        let rows = scorers.design.draw(5000, seed: seed).rows.addingScorers(
          scorers.count,
          signal: scorers.signal,
          shares: VoteDesign.even(scorers.design.classCount),
          hardShare: scorers.hardShare,
          seed: seed + 100
        )
        let set = rows.voteSet()
        let plain = rows.withoutConfidence().voteSet()
        let rarest = scorers.design.rarestClass
        scores[0].append(try score(set, MajorityVote(), rarest))
        scores[1].append(try score(set, DawidSkene(), rarest))
        scores[2].append(try score(set, shut, rarest))
        scores[3].append(try score(set, pooled, rarest))
        scores[4].append(try score(plain, pooled, rarest))
      }
      table.row(scorers.design.name, scores.map { ModelScore(meanOf: $0) }, cell)
    }
  }

  /// Functions with scorers beside them.
  private struct Scorers {
    var design: VoteDesign
    var count: Int
    var signal: Double
    var hardShare = 0.0

    static var all: [Scorers] {
      let even = VoteDesign.even(4)
      func tellers(_ count: Int, _ k: Int) -> [VoteDesign.Family] {
        (0..<count).map { place in
          .teller(among: k, accuracy: 0.5 + 0.04 * Double(place), coverage: 0.4)
        }
      }
      let rare = VoteDesign(
        name: "rare class (5 %), 6 functions, one scorer",
        shares: VoteDesign.rare(0.05, among: 2),
        families: (0..<6).map {
          .finder(
            of: $0 < 3 ? 1 : 0,
            among: 2,
            recall: $0 < 3 ? 0.4 : 0.3,
            falseRate: $0 < 3 ? 0.02 : 0.05
          )
        }
      )
      let two = VoteDesign(
        name: "two classes, 6 functions, two scorers",
        shares: VoteDesign.even(2),
        families: tellers(6, 2)
      )
      let four = VoteDesign(
        name: "four classes, 8 functions, one scorer",
        shares: even,
        families: tellers(8, 4)
      )
      let shared = VoteDesign(
        name: "three scorers that share hard documents, 8 functions",
        shares: even,
        families: tellers(8, 4)
      )
      return [
        Scorers(design: rare, count: 1, signal: 2),
        Scorers(design: two, count: 2, signal: 1),
        Scorers(design: four, count: 1, signal: 1),
        Scorers(design: shared, count: 3, signal: 1, hardShare: 0.25),
      ]
    }
  }
}
