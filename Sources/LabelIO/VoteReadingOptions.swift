package import LabelingCore

/// How to read a file of votes.
package struct VoteReadingOptions: Sendable {
  /// How many classes a document may have; of several, what a cell says is read as
  /// `StatementNotation` writes it.
  package var kind = LabelKind.one
  /// The layout of a table; `nil` tells it by the header.
  package var layout: VoteTable.Layout?
  /// The classes; `nil` infers them from the file and the gold labels, see
  /// ``LabelSpaceInference``.
  package var labelSpace: LabelSpace?
  /// How the cells of a table name classes; names where they are inferred.
  package var notation = ClassNotation.names
  /// What abstains in a table; `nil` takes empty cells where there are any, else −1.
  package var abstention: Abstention?
  /// Voters to leave out: columns of a wide table, workers of a long one.
  package var excluded: [String] = []
  /// The voters to read, in this order, such as those of a model; `nil` reads all.
  package var voters: [String]?
  /// Gold labels to put next to the votes.
  package var gold: GoldTable?
  /// Whether a table's fields are separated by tabs.
  package var isTabSeparated = false
  /// Names of the column of ids of a wide table.
  package var idColumns = ["id"]
  /// Names of the column of items of a long table.
  package var itemColumns = ["item", "task"]
  /// Names of the column of workers of a long table.
  package var workerColumns = ["worker", "annotator"]
  /// Names of the column of labels of a long table.
  package var labelColumns = ["label"]
  /// The same, and where documents have several classes the name that answers of those have.
  var answerColumns: [String] {
    labelColumns + (kind == .several ? [LabelSchema().labels] : [])
  }

  /// Creates the usual options.
  package init() {}

  /// What turns cells into indices.
  func resolver() -> ClassResolver {
    ClassResolver(
      labelSpace: labelSpace,
      notation: notation,
      kind: kind,
      abstention: abstention
    )
  }
}

/// What in a table says that a voter abstains.
package enum Abstention: String, CaseIterable, Sendable {
  /// An empty cell; −1 is a class like any other.
  case empty
  /// −1, and an empty cell too.
  case minusOne = "-1"
}
