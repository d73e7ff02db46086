internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import PluginHost
package import Runs
internal import Workspace

/// Votes on a small corpus that a task is held to.
package enum GoldenVotes {
  /// A document on which a function votes otherwise than it did.
  package struct Difference: Hashable, Sendable {
    /// The document's id.
    package let id: String
    /// The function's name.
    package let function: String
    /// The vote on record; `nil` for abstain.
    package let expected: String?
    /// The vote now; `nil` for abstain.
    package let found: String?
  }

  /// What a comparison found.
  package struct Comparison: Sendable {
    /// Documents that were compared.
    package var documentCount = 0
    /// Votes that differ, by document and function.
    package var differences: [Difference] = []
    /// Documents on record that the corpus lacks.
    package var missingIDs: [String] = []
    /// Documents that are not on record.
    package var newIDs: [String] = []
    /// Functions on record that the task lacks.
    package var missingFunctions: [String] = []
    /// Functions that are not on record.
    package var newFunctions: [String] = []
    /// Functions that answer differently each time.
    package var unsteady: [SteadyVotes.Difference] = []

    /// Whether the task votes as it did; functions and documents that are new do no harm.
    package var isSame: Bool {
      differences.isEmpty && missingIDs.isEmpty && missingFunctions.isEmpty && unsteady.isEmpty
    }
  }

  /// Writes the votes of a run down.
  ///
  /// - Parameters:
  ///   - apply: The task and the corpus.
  ///   - path: Where the votes go; the suffix gives the format.
  /// - Returns: How applying went.
  /// - Throws: What the run and writing throw; then there is no file, or the old one.
  package static func record(_ apply: ApplyRun, to path: String) throws -> ApplyRun.Outcome {
    let apply = apply.ofVotesAlone
    let file = try VoteOutput(
      path: path,
      of: apply.files,
      format: OutputFormat.votes(at: path, named: nil),
      plugin: apply.plugin,
      corpus: apply.source.paths
    )
    do {
      let outcome = try apply.run { try file.append($0) }
      try file.finish()
      return outcome
    } catch {
      file.discard()
      throw error
    }
  }

  /// Compares the votes of a run with those on record, and with those of a second run.
  ///
  /// - Parameters:
  ///   - apply: The task and the corpus.
  ///   - path: The votes on record.
  /// - Returns: What differs, and how applying went.
  /// - Throws: What the run and reading throw.
  package static func check(
    _ apply: ApplyRun,
    against path: String
  ) throws -> (comparison: Comparison, outcome: ApplyRun.Outcome) {
    let apply = apply.ofVotesAlone
    let labelSpace = apply.plugin.manifest.labelSpace
    var options = VoteReadingOptions()
    options.labelSpace = labelSpace
    options.kind = apply.plugin.manifest.labels
    let table = try VoteFiles.votes(at: path, options: options)
    let names = apply.plugin.manifest.functions.map(\.name)
    let (known, recorded) = (FieldTable(names), FieldTable(table.patterns.voters))
    var comparison = Comparison()
    comparison.missingFunctions = table.patterns.voters.filter { !known.contains($0) }
    comparison.newFunctions = names.filter { !recorded.contains($0) }
    let columns = names.map { recorded.index(of: $0) }
    let rows = FieldTable(table.ids)
    var seen: Set<Int> = []
    var steady = SteadyVotes()
    let outcome = try apply.run { batch in
      steady.add(batch)
      let arePlain = table.patterns.ballots.isPlain && batch.ballots.isPlain
      let texts = (0..<batch.ballots.count).map { batch.ballots.text(of: $0, in: labelSpace) }
      batch.forEachRow { row, votes in
        let id = batch.id(at: row)
        guard let recorded = rows.index(of: id) else {
          comparison.newIDs.append(id)
          return
        }
        seen.insert(recorded)
        let expected = table.patterns.votes(of: Int(table.patterns.patternOfRow[recorded]))
        for (function, column) in columns.enumerated() {
          guard let column else { continue }
          if arePlain, expected[column].rawValue == votes[function] { continue }
          let recorded = table.patterns.text(of: expected[column], by: column)
          let now = votes[function] < 0 ? nil : texts[Int(votes[function])]
          guard recorded != now else { continue }
          comparison.differences.append(
            Difference(
              id: id,
              function: names[function],
              expected: recorded,
              found: now
            )
          )
        }
      }
    }
    comparison.documentCount = seen.count
    comparison.missingIDs = table.ids.indices.filter { !seen.contains($0) }.map { table.ids[$0] }
    comparison.unsteady = try steady.differences(askingAgain: apply)
    return (comparison, outcome)
  }
}
