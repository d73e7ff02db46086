/// One plugin in one process: its declarations, made ready to run at first use.
final class PluginImage {
  let classes: [String]
  /// Enumeration case of each class; empty where it is unknown.
  let cases: [String]
  /// The groups that classes stand in.
  let groups: [ClassGroups.Named]
  private let declarations: () -> (functions: [FunctionDeclaration], labels: LabelsPerDocument)
  private(set) lazy var functions: PluginFunctions = {
    let (functions, labels) = declarations()
    return PluginFunctions(
      functions,
      on: BallotSheet(classes: classes, labels: labels),
      groups: groups
    )
  }()
  /// Tells what matched; made at first use, as labeling needs none.
  private(set) lazy var spanFinder = SpanFinder(functions)
  private let patterns = PatternCache()
  private let reader = WordReader()
  /// A matcher of the functions that ran in the last batch, where they were not all.
  private var narrow: (functions: [Int], matcher: TextMatcher)?
  /// Reused from batch to batch, a document per row.
  private(set) var documents: [Document] = []
  /// The documents once more, for loops in which counting references would cost more than most
  /// votes.
  private(set) var uncounted: [Unmanaged<Document>] = []

  init(
    classes: [String],
    cases: [String] = [],
    groups: [ClassGroups.Named] = [],
    declarations: @escaping () -> (functions: [FunctionDeclaration], labels: LabelsPerDocument)
  ) {
    self.classes = classes
    self.cases = cases
    self.groups = groups
    self.declarations = declarations
  }

  /// A matcher of these functions alone, kept while batches ask for the same.
  func matcher(of indices: [Int]) -> TextMatcher? {
    if let narrow, narrow.functions == indices { return narrow.matcher }
    guard let matcher = functions.matcher(of: indices) else { return nil }
    narrow = (indices, matcher)
    return matcher
  }

  /// Makes the documents stand for a batch's.
  func show(_ batch: ArenaView) {
    while documents.count < batch.documentCount {
      let document = Document(patterns: patterns, reader: reader)
      documents.append(document)
      uncounted.append(.passUnretained(document))
    }
    batch.show(in: documents)
  }
}
