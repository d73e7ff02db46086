internal import Foundation
internal import LabelModels
internal import LabelingCore

/// How far label models stay behind the better of majority vote and what can be known, on drawn
/// votes of many designs.
enum SimulationTable {
  private static let draws = 1...3 as ClosedRange<UInt64>

  /// How far a model stays behind.
  private struct Shortfall {
    var accuracy = 0.0
    var logLoss = 0.0
    var f1 = 0.0
    var belowMajority = 0.0

    static func mean(_ all: [Shortfall]) -> Shortfall {
      func mean(_ value: (Shortfall) -> Double) -> Double {
        all.reduce(0) { $0 + value($1) } / Double(max(all.count, 1))
      }
      return Shortfall(
        accuracy: mean(\.accuracy),
        logLoss: mean(\.logLoss),
        f1: mean(\.f1),
        belowMajority: mean(\.belowMajority)
      )
    }
  }

  static func run() throws {
    let groups = VoteDesignCatalogue.groups
    let count = groups.reduce(0) { $0 + $1.designs.count }
    let table = ComparisonTable(
      "Simulations (\(count) designs, \(draws.count) draws)",
      "short of the better of majority vote and of what can be known: accuracy in points / log "
        + "loss / F1 of the rarest class in points / accuracy below majority vote in points",
      ["designs", "majority vote", "Dawid-Skene", "pooled, of unknown voters", "pooled"]
    )
    var all = [[Shortfall]](repeating: [], count: 4)
    for group in groups {
      var own = [[Shortfall]](repeating: [], count: 4)
      for design in group.designs {
        for seed in draws {
          for (place, value) in try shortfalls(design, seed: seed).enumerated() {
            own[place].append(value)
          }
        }
      }
      table.row(group.name, ["\(group.designs.count)"] + own.map { cell(.mean($0)) })
      for place in own.indices { all[place] += own[place] }
    }
    table.row("all", ["\(count)"] + all.map { cell(.mean($0)) })
  }

  /// Of majority vote, Dawid-Skene, and the default model without and with the kind of the voters.
  private static func shortfalls(_ design: VoteDesign, seed: UInt64) throws -> [Shortfall] {
    let drawn = design.draw(10_000, seed: seed)
    let set = drawn.rows.voteSet()
    let known = ModelScore(
      drawn.posterior,
      truth: drawn.rows.truth,
      labelSpace: drawn.rows.labelSpace
    )
    let models: [any LabelModel] = [
      MajorityVote(), DawidSkene(), PooledLabelModel(), PooledLabelModel(mode: design.mode),
    ]
    let scores = try models.map { try set.score($0) }
    let rarest = design.rarestClass
    return scores.map { score in
      Shortfall(
        accuracy: max(known.accuracy, scores[0].accuracy) - score.accuracy,
        logLoss: score.logLoss - min(known.logLoss, scores[0].logLoss),
        f1: max(known.f1[rarest], scores[0].f1[rarest]) - score.f1[rarest],
        belowMajority: max(scores[0].accuracy - score.accuracy, 0)
      )
    }
  }

  private static func cell(_ value: Shortfall) -> String {
    let points = [100 * value.accuracy, 100 * value.f1, 100 * value.belowMajority].map {
      String(format: "%.2f", $0)
    }
    return "\(points[0]) / \(ComparisonTable.cell(value.logLoss)) / \(points[1]) / \(points[2])"
  }
}
