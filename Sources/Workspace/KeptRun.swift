package import LabelStore
package import LabelingCore

/// A run whose votes are still there.
package struct KeptRun {
  let run: RunRecord
  let columns: RunColumns

  /// Finds the votes of a run.
  ///
  /// - Throws: A `Diagnostic` when they were not kept.
  package init(_ run: RunRecord, in workspace: Workspace) throws {
    guard let columns = workspace.columns(of: run) else {
      throw Diagnostic(
        "the votes of run \(run.id ?? 0) were not kept",
        help: "votes are kept for the newest \(Workspace.keptColumnRuns) runs, and not by "
          + "'winnow label --no-cache' or of standard input; run the command again"
      )
    }
    self.run = run
    self.columns = columns
  }

  /// Whether the runs are of the same documents.
  ///
  /// - Throws: A `Diagnostic` that says what differs.
  func checkComparable(with other: KeptRun) throws {
    let numbers = "runs \(run.id ?? 0) and \(other.run.id ?? 0)"
    if run.task != other.run.task {
      throw Diagnostic("\(numbers) are of tasks '\(run.task)' and '\(other.run.task)'")
    }
    if run.labels != other.run.labels {
      throw Diagnostic(
        "documents have one class in one of \(numbers), and several in the other",
        help: "compare with a run that was made since the task declares its labels as it does now"
      )
    }
    if run.corpusDigest != other.run.corpusDigest {
      throw Diagnostic(
        "\(numbers) are of corpora with different bytes, so their documents cannot be compared",
        help: "'winnow runs' shows the corpus of each run"
      )
    }
    if run.readingDigest != other.run.readingDigest,
      (run.source == nil) != (other.run.source == nil)
    {
      throw Diagnostic(
        "\(numbers) were recorded by different versions of winnow, so it is not known whether they "
          + "read the corpus with the same options",
        help: "run the command again, and compare with the new run"
      )
    }
    if run.readingDigest != other.run.readingDigest {
      throw Diagnostic(
        "\(numbers) read the corpus with different options, so their documents may differ",
        help: "run 'winnow label' on both with the same '--limit', '--on-error' and fields"
      )
    }
  }

  /// The votes of a function and its version; `nil` when the run did not have it.
  package func votes(of name: String) throws -> (view: VoteColumnView, version: Int)? {
    guard let position = run.functions.firstIndex(where: { $0.name.isExactly(name) }) else {
      return nil
    }
    guard let view = columns.votes(at: position, classCount: run.classes.count) else {
      throw Diagnostic(
        "the kept votes of function '\(name)' of run \(run.id ?? 0) are damaged",
        help: "run the command again"
      )
    }
    return (view, run.functions[position].version)
  }

  /// The votes of all functions as patterns, with gold labels that anchor a fit if there are any.
  ///
  /// - Parameter anchors: What gold says of each document; `nil` for a fit without, and where
  ///   documents have several classes.
  /// - Returns: The patterns, their rows in the order of the corpus.
  /// - Throws: A `Diagnostic` when a column is damaged or of other documents.
  /// - Complexity: O(*n* · *m*).
  package func patterns(anchors: GoldColumn?) throws -> VotePatterns {
    let names = run.functions.map(\.name)
    let views = try names.compactMap { try votes(of: $0)?.view }
    let rowCount = views.first?.count ?? 0
    guard views.allSatisfy({ $0.count == rowCount }), anchors.map({ $0.count == rowCount }) ?? true
    else {
      throw Diagnostic(
        "the votes kept of run \(run.id ?? 0) are not of the documents that the corpus has now",
        help: "run the command again"
      )
    }
    return VotePatterns(
      of: views,
      voters: names,
      labelSpace: run.labelSpace,
      kind: run.labels,
      gold: anchors
    )
  }

  /// The label of each document; `nil` when the run wrote none.
  package var labels: VoteColumnView? { columns.labels(classCount: run.classes.count) }

  /// The gold label of each document; `nil` when the run had none.
  package func gold() throws -> VoteColumnView? { columns.gold(classCount: run.classes.count) }

  /// The same by the classes of another run; `nil` when they differ.
  func gold(mapping newIndices: [Int]) throws -> VoteColumnView? {
    newIndices == Array(newIndices.indices) ? try gold() : nil
  }
}
