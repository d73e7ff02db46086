internal import LabelIO
package import LabelingCore

/// The files that hold the votes of one run.
package final class VoteColumns: Sendable {
  /// A file for each function, in the order of the functions.
  package let functions: [String]
  /// The file of gold labels; `nil` when the corpus was read without any.
  package let gold: String?
  /// Files that are of this run alone, and go with it.
  private let temporary: [PartialFile]

  /// Names the files of a run.
  init(functions: [String], gold: String?, temporary: [PartialFile] = []) {
    self.functions = functions
    self.gold = gold
    self.temporary = temporary
  }

  /// The votes of each function; `nil` when a file is missing or damaged.
  package func views(
    of labelSpace: LabelSpace,
    labels: LabelKind = .one
  ) -> [VoteColumnView]? {
    var views: [VoteColumnView] = []
    for path in functions {
      let view = VoteColumnFile.view(
        of: path,
        classCount: labelSpace.classCount,
        labels: labels
      )
      guard let view,
        views.isEmpty || views[0].count == view.count
      else { return nil }
      views.append(view)
    }
    return views
  }

  /// The gold label of each document; `nil` when there is none.
  package func goldView(of labelSpace: LabelSpace) -> VoteColumnView? {
    gold.flatMap { VoteColumnFile.view(of: $0, classCount: labelSpace.classCount) }
  }
}
