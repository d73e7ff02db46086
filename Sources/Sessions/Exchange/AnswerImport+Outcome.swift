package import LabelingCore

extension AnswerImport {
  /// A record whose document was not found.
  package struct Unmatched: Sendable {
    /// Where it stands.
    package var place: SourceLocation
    /// Whether several documents may be meant; else there is none.
    package var isAmbiguous: Bool
  }

  /// What became of a file's answers.
  package struct FileOutcome: Sendable {
    /// The file.
    package var path: String
    /// The format that was read.
    package var format: ToolFormat
    /// What reports call it.
    package var formatName: String
    /// Answers and skips that the session did not have.
    package internal(set) var addedCount = 0
    /// Those that changed an answer of their annotator.
    package internal(set) var changedCount = 0
    /// Those that are older than the answer of their annotator that stands.
    package internal(set) var olderCount = 0
    /// Answers and skips that the session had already.
    package internal(set) var repeatedCount = 0
    /// Refusals of other classes than the one that the annotator gave.
    package internal(set) var impliedCount = 0
    /// Flags and notes that were added.
    package internal(set) var remarkCount = 0
    /// Settled classes that were added.
    package internal(set) var settledCount = 0
    /// Records whose documents were not found.
    package internal(set) var unmatched: [Unmatched] = []
    /// What was left out.
    package internal(set) var leftOut = LeftOutRecords()
    /// Users who keep their names, as the table of users does not have them.
    package internal(set) var unmappedUsers: [String] = []
  }

  /// What was taken in.
  package struct Outcome: Sendable {
    /// Whether a session was made.
    package var isNew: Bool
    /// What became of each file's answers.
    package internal(set) var files: [FileOutcome] = []

    /// The format of the first file.
    package var format: ToolFormat? { files.first?.format }
    /// Answers and skips that the session did not have, those that change another included.
    package var addedCount: Int {
      files.reduce(0) { $0 + $1.addedCount + $1.changedCount + $1.olderCount }
    }
    /// Answers and skips that it had already.
    package var repeatedCount: Int { files.reduce(0) { $0 + $1.repeatedCount } }
    /// Records whose documents were not found.
    package var unmatchedCount: Int { files.reduce(0) { $0 + $1.unmatched.count } }
    /// Flags and notes that were added.
    package var remarkCount: Int { files.reduce(0) { $0 + $1.remarkCount } }
    /// Settled classes that were added.
    package var settledCount: Int { files.reduce(0) { $0 + $1.settledCount } }
  }
}
