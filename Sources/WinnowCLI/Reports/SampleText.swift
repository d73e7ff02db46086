internal import LabelingCore
internal import Runs

/// What was drawn, in tables.
enum SampleText {
  /// Strata beyond this many are summed up in a line.
  private static let stratumLimit = 20

  /// The strata, the balance of classes, and near-duplicates.
  ///
  /// - Parameters:
  ///   - outcome: What happened.
  ///   - files: A heading for each file.
  ///   - stream: Where the lines will be written.
  /// - Returns: Lines; none when there is nothing to say beyond counts.
  static func lines(
    _ outcome: SampleRun.Outcome,
    files: [String],
    for stream: Console.Stream
  ) -> [StyledText] {
    var lines: [StyledText] = []
    if !outcome.strata.isEmpty {
      var table = TextTable(
        [("stratum", .left), ("documents", .right)] + files.map { ($0, .right) }
      )
      for stratum in outcome.strata.prefix(stratumLimit) {
        table.add(
          [stratum.name, "\(stratum.documentCount)"]
            + files.indices.map { "\(stratum.fileCounts[$0])" }
        )
      }
      lines += table.lines(for: stream)
      if outcome.strata.count > stratumLimit {
        lines.append("… and \(outcome.strata.count - stratumLimit) more strata")
      }
      lines.append("")
    }
    if !outcome.classes.isEmpty { lines += balance(outcome, files, stream) + [""] }
    if let near = outcome.nearDuplicates {
      lines.append(
        "near-duplicates: \(Formatting.count(near.documents, "document")) in "
          + "\(Formatting.count(near.clusters, "cluster")), "
          + "the largest of \(near.largest)"
      )
    }
    return lines
  }

  private static func balance(
    _ outcome: SampleRun.Outcome,
    _ files: [String],
    _ stream: Console.Stream
  ) -> [StyledText] {
    let fileColumns = files.flatMap { [($0, TextTable.Alignment.right), ("share", .right)] }
    var table = TextTable(
      [("class", .left), ("documents", .right), ("share", .right)] + fileColumns
        + [("inverse", .right), ("effective", .right)]
    )
    for found in outcome.classes {
      let tally = found.tally
      let counts = files.indices.flatMap {
        ["\(tally.fileCounts[$0])", share(tally.fileCounts[$0], of: outcome.fileCounts[$0])]
      }
      table.add(
        [
          tally.name, "\(tally.documentCount)",
          share(tally.documentCount, of: outcome.documentCount),
        ]
          + counts
          + [Formatting.share(found.inverseWeight), Formatting.share(found.effectiveWeight)]
      )
    }
    return table.lines(for: stream)
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    Formatting.share(whole > 0 ? Double(part) / Double(whole) : nil)
  }
}

/// What was drawn, as JSON.
struct SampleRecord: Encodable {
  /// A file and its documents.
  struct File: Encodable {
    let path: String
    let documentCount: Int
  }

  let documentCount: Int
  let files: [File]
  let strata: [SampleRun.Tally]
  let classes: [SampleRun.ClassTally]
  let nearDuplicateCount: Int?
  let nearDuplicateClusters: Int?

  init(_ outcome: SampleRun.Outcome, files: [String]) {
    documentCount = outcome.documentCount
    self.files = zip(files, outcome.fileCounts).map { File(path: $0, documentCount: $1) }
    strata = outcome.strata
    classes = outcome.classes
    nearDuplicateCount = outcome.nearDuplicates?.documents
    nearDuplicateClusters = outcome.nearDuplicates?.clusters
  }
}
