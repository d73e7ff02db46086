internal import LabelingCore
internal import Runs
internal import PluginHost

/// Parts of a round in words that are of tasks with several classes a document alone.
enum DevStatementText {
  /// How often a function says of each class that it is there, that it is not, and nothing, by gold
  /// where there is any.
  static func buckets(_ finding: DevRounds.Finding, column: VoteColumnView) -> [StyledText] {
    let space = finding.manifest.labelSpace
    let k = space.classCount
    let hasGold = finding.outcome.gold != nil
    // By class, by gold (has it, lacks it, unknown), by what is said (present, absent, nothing).
    var counts = [Int](repeating: 0, count: k * 9)
    for row in 0..<column.count {
      let said = finding.ballot(row, of: column)?.classes ?? []
      let gold = finding.gold(row)?.classes
      for c in 0..<k {
        let truth = gold.map { $0.contains(c) ? 0 : 1 } ?? 2
        let vote = said.contains(c) ? 0 : said.contains(c + k) ? 1 : 2
        counts[(c * 3 + truth) * 3 + vote] += 1
      }
    }
    var table = TextTable([
      ("class", .left), (hasGold ? "gold" : "", .left), ("says present", .right),
      ("says absent", .right), ("says nothing", .right),
    ])
    for (c, name) in space.classes.enumerated() {
      var isFirst = true
      for (truth, words) in ["present", "absent", hasGold ? "unknown" : ""].enumerated() {
        let start = (c * 3 + truth) * 3
        let own = counts[start..<(start + 3)]
        guard own.contains(where: { $0 > 0 }) else { continue }
        table.add([isFirst ? name : "", words] + own.map { "\($0)" })
        isFirst = false
      }
    }
    return table.lines()
  }
}
