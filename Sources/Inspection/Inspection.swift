package import CorpusIO
package import LabelIO
package import LabelingCore
internal import PluginHost
package import Runs

/// A corpus with its votes, labels and gold, for looking at single documents.
package struct Inspection {
  /// The task.
  package let task: String
  /// Enumeration case of each class in the task's source; empty where it is unknown.
  package internal(set) var classCases: [String] = []
  /// Where each function is declared.
  package let places: [String]
  private var matches: MatchSource?
  /// The corpus.
  package let source: CorpusSource
  private let reading: CorpusReading
  /// How applying the functions went.
  package let outcome: ApplyRun.Outcome
  /// The votes, without gold.
  package let votes: VotePatterns
  /// The labels that documents have, by the numbers of ``golds`` and ``labels``.
  package let labelList: LabelList
  /// Gold label of each row; abstain where there is none.
  package let golds: [Vote]
  /// The classes that the truth is among, by row, where gold is a set of them.
  package var goldSets: [Int: [Int]] = [:]
  /// How probable it was that each row got its gold label; `nil` when unknown.
  package let inclusion: [Double]?
  /// How the gold labels of a file were joined; `nil` where there was none.
  package let gold: GoldJoin.Outcome?
  /// Rows of the ids that were asked for.
  package let rowsOfIDs: [ExactString: Int]
  /// The fitted model; posteriors are by pattern.
  package let fit: InspectedFit
  /// The model's label of each pattern; abstain where there is none.
  package let labels: [Vote]

  /// Puts together what reading, fitting and labeling found.
  package init(
    task: String,
    places: [String],
    matches: MatchSource?,
    source: CorpusSource,
    reading: CorpusReading,
    outcome: ApplyRun.Outcome,
    votes: VotePatterns,
    labelList: LabelList? = nil,
    golds: [Vote],
    inclusion: [Double]?,
    gold: GoldJoin.Outcome?,
    rowsOfIDs: [ExactString: Int],
    fit: InspectedFit,
    labels: [Vote]
  ) {
    self.task = task
    self.places = places
    self.matches = matches
    self.source = source
    self.reading = reading
    self.outcome = outcome
    self.votes = votes
    self.labelList = labelList ?? LabelList(ofClasses: votes.labelSpace)
    self.golds = golds
    self.inclusion = inclusion
    self.gold = gold
    self.rowsOfIDs = rowsOfIDs
    self.fit = fit
    self.labels = labels
  }

  /// Whether any document has a gold label.
  package var hasGold: Bool { goldColumn.hasGold }

  /// What gold says of each row.
  package var goldColumn: GoldColumn {
    var gold = GoldColumn(classCount: votes.labelSpace.classCount)
    gold.append(golds, sets: goldSets)
    return gold
  }

  /// The pattern of a row.
  package func pattern(of row: Int) -> Int { Int(votes.patternOfRow[row]) }

  /// Functions whose matches cannot be shown.
  package var unmatchedFunctions: [String] {
    let known = matches?.known.compactMap { matches?.number(of: $0) } ?? []
    return votes.voters.enumerated().filter { !known.contains($0.offset) }.map(\.element)
  }

  /// Gives up telling what made functions vote.
  package mutating func forgetMatches() { matches = nil }

  /// Whether a row's label is not its gold label, or none of a set that gold names.
  package func isWrong(_ row: Int) -> Bool {
    let label = labels[pattern(of: row)]
    if label.isAbstain { return false }
    if let truth = goldSets[row] { return !truth.contains(label.classIndex) }
    return !golds[row].isAbstain && label != golds[row]
  }

  /// How many classes a document has.
  package var kind: LabelKind { votes.kind }

  /// How sure the model is of a row's label; `nil` where there is none.
  ///
  /// Of several classes, how sure it is of that which it is least sure of.
  package func confidence(of row: Int) -> Double? {
    let pattern = pattern(of: row)
    return LabelConfidence.value(of: labels[pattern], in: fit.posteriors[row: pattern], kind)
  }

  /// Reads the corpus again and gives `body` each batch with the number of its first row.
  ///
  /// - Throws: What reading and `body` throw; a `Diagnostic` when the corpus has changed.
  package func forEachBatch(
    _ body: (_ firstRow: Int, LabelingBatch<CorpusContext>) throws -> Void
  ) throws {
    let stream = try CorpusStream(
      source,
      labelSpace: votes.labelSpace,
      rejects: RejectLog(policy: .skip),
      reading: reading
    )
    var row = 0
    while let batch = try stream.next() {
      guard row + batch.count <= votes.rowCount else {
        throw reading.change(of: batch.origin.path)
      }
      try body(row, batch)
      row += batch.count
    }
    guard row == votes.rowCount else { throw reading.change(of: source.paths[0]) }
  }

  /// The documents of some rows, with what made functions vote.
  ///
  /// - Parameter rows: Rows of the corpus, in the order in which documents are wanted.
  /// - Returns: A document per row, in that order.
  /// - Throws: What reading throws, and `PluginError` when a worker cannot be kept alive.
  package func documents(at rows: [Int]) throws -> [InspectedDocument] {
    let wanted = Set(rows)
    var documents: [Int: InspectedDocument] = [:]
    let finder = try matches.map { try MatchFinder($0.plugin) }
    if !wanted.isEmpty {
      try forEachBatch { firstRow, batch in
        let kept = batch.documents.records.indices.filter {
          wanted.contains(firstRow + $0)
        }
        guard !kept.isEmpty else { return }
        let chosen = batch.selecting(kept)
        var found = [[FunctionMatch]](repeating: [], count: kept.count)
        if let finder, let matches {
          found = try finder.matches(in: chosen, functions: matches.known)
            .map { $0.compactMap(matches.renumbered) }
        }
        for (index, row) in kept.enumerated() {
          documents[firstRow + row] = document(
            firstRow + row,
            at: index,
            of: chosen,
            found[index]
          )
        }
      }
    }
    return rows.compactMap { documents[$0] }
  }

  private func document(
    _ row: Int,
    at index: Int,
    of batch: LabelingBatch<CorpusContext>,
    _ matches: [FunctionMatch]
  ) -> InspectedDocument {
    let documents = batch.documents
    let record = documents.records[index]
    let patterns = self.votes
    let votes = patterns.votes(of: pattern(of: row)).enumerated().map { voter, vote in
      patterns.text(of: vote, by: voter).map {
        InspectedVote(classes: patterns.ballots.classes(of: vote.classIndex), text: $0)
      }
    }
    return InspectedDocument(
      row: row,
      id: batch.id(at: index),
      location: SourceLocation(batch.origin.path, line: record.line),
      text: batch.texts.map { documents.string($0[index]) },
      fields: documents.cells[record.cells].map {
        InspectedDocument.Field(
          name: batch.fieldNames[Int($0.field)],
          value: documents.text(of: $0)
        )
      },
      labelList: labelList,
      gold: golds[row],
      goldSet: goldSets[row],
      label: labels[pattern(of: row)],
      confidence: confidence(of: row),
      probabilities: Array(fit.posteriors[row: pattern(of: row)]),
      votes: votes,
      // A lookup may hold terms of classes that were outvoted.
      matches: matches.filter { votes[$0.function]?.classes == $0.ballot.classes }
    )
  }
}
