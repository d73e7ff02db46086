internal import EndModels
internal import Foundation
internal import LabelModels
internal import LabelingCore

/// Votes with confidence: scorers beside real functions.
enum LevelTable {
  private static let draws = 1...4 as ClosedRange<UInt64>

  static func run(folder: String, functions: [VoteSet]) throws {
    var cases: [(name: String, draws: [BallotRows])] = []
    if let comments = try comments(in: "\(folder)/corpora/wrench-youtube-json") {
      cases.append(
        (
          "youtube, four models of 50 comments each",
          try draws.map { try scored(comments, seed: $0) }
        )
      )
    }
    if let trec = functions.first(where: { $0.name == "trec" }) {
      let rows = BallotRows(trec)
      let shares = VoteDesign.even(rows.classCount)
      cases.append(
        (
          "trec, four drawn scorers",
          draws.map { rows.addingScorers(4, signal: 0.5, shares: shares, seed: $0) }
        )
      )
    }
    let table = ComparisonTable(
      "Votes with confidence: four scorers beside the functions (\(draws.count) draws)",
      "accuracy / log loss",
      cases.map(\.name)
    )
    let pooled = PooledLabelModel(mode: .functions)
    func row(
      _ name: String,
      _ model: any LabelModel,
      _ change: (BallotRows) -> BallotRows
    ) throws {
      table.row(
        name,
        try cases.map { _, draws in
          ModelScore(meanOf: try draws.map { try change($0).voteSet().score(model) })
        },
        ComparisonTable.accuracyAndLoss
      )
    }
    let functionsOnly = { (rows: BallotRows) in rows.mapBallots { $0.confidence == nil ? $0 : nil }
    }
    try row("majority vote, no confidence", MajorityVote()) { $0.withoutConfidence() }
    try row("majority vote weighed by confidence, 4 levels", MajorityVote()) { $0.withLevels(4) }
    try row("Dawid-Skene, no confidence", DawidSkene()) { $0.withoutConfidence() }
    try row("pooled, functions only", pooled, functionsOnly)
    try row("pooled, scorers without confidence", pooled) { $0.withoutConfidence() }
    try row("pooled, votes above 0.8 only", pooled) { rows in
      rows.mapBallots { $0.confidence ?? 1 > 0.8 ? $0 : nil }.withoutConfidence()
    }
    try row("pooled, 4 levels", pooled) { $0.withLevels(4) }
    try row("pooled, 8 levels", pooled) { $0.withLevels(8) }
    try row("pooled, 8 levels, confidences shuffled", pooled) { shuffled($0.withLevels(8)) }
  }

  /// Each voter's confidences on other votes of its own.
  private static func shuffled(_ rows: BallotRows) -> BallotRows {
    var generator = SeededGenerator(seed: 1)
    var confidences = [[Double]](repeating: [], count: rows.voterCount)
    for ballot in rows.rows.joined() {
      if let confidence = ballot.confidence { confidences[ballot.voter].append(confidence) }
    }
    for voter in confidences.indices { confidences[voter].shuffle(using: &generator) }
    return rows.mapBallots { ballot in
      var ballot = ballot
      if ballot.confidence != nil { ballot.confidence = confidences[ballot.voter].popLast() }
      return ballot
    }
  }

  /// Comments with the votes of WRENCH's functions; `nil` where they are not at hand.
  private static func comments(in folder: String) throws -> (rows: BallotRows, texts: [String])? {
    struct Comment: Decodable {
      struct Content: Decodable { var text: String }
      var label: Int
      var weak_labels: [Int]
      var data: Content
    }
    guard FileManager.default.fileExists(atPath: folder) else { return nil }
    var texts: [String] = []
    var rows = BallotRows(name: "youtube", voterCount: 0, classCount: 2)
    for part in ["train", "valid", "test"] {
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(part).json"))
      let comments = try JSONDecoder().decode([String: Comment].self, from: data)
      for (_, comment) in comments.sorted(by: { Int($0.key) ?? 0 < Int($1.key) ?? 0 }) {
        rows.voterCount = comment.weak_labels.count
        rows.rows.append(
          comment.weak_labels.enumerated().filter { $1 >= 0 }
            .map { BallotRows.Ballot(voter: $0, classes: [$1]) }
        )
        rows.truth.append(Vote(classIndex: comment.label))
        texts.append(comment.data.text)
      }
    }
    return (rows, texts)
  }

  /// The comments with votes that no model was trained on, with the votes of four models.
  private static func scored(
    _ comments: (rows: BallotRows, texts: [String]),
    seed: UInt64
  ) throws -> BallotRows {
    var generator = SeededGenerator(seed: seed)
    let order = comments.texts.indices.shuffled(using: &generator)
    let rest = order.dropFirst(200).filter { !comments.rows.rows[$0].isEmpty }.sorted()
    var rows = comments.rows.selecting(rest)
    for scorer in 0..<4 {
      let own = Array(order[(50 * scorer)..<(50 * (scorer + 1))])
      var terms = DocumentTerms(options: .words)
      terms.append(own.map { comments.texts[$0] })
      let features = HashedFeatures(fittingTo: terms)
      let model = try LogisticRegression().fitted(
        to: TrainingSet(
          features: features.features(of: terms),
          labelSpace: rows.labelSpace,
          labels: own.map { comments.rows.truth[$0] }
        )
      )
      let classifier = TextClassifier(features: features, model: model)
      rows = rows.addingScorer(classifier.probabilities(of: rest.map { comments.texts[$0] }))
    }
    return rows
  }
}
