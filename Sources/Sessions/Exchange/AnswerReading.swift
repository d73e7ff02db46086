package import CorpusIO
package import LabelingCore

/// How files of answers are read.
package struct AnswerReading: Sendable {
  /// How an answer's document is found.
  package enum Match: String, CaseIterable, Sendable {
    /// By its id, whatever its text.
    case id
    /// By its text, whatever its id.
    case text
    /// By both: a document has the id and the text.
    case both

    /// The values as help lists them.
    package static let list = Suggestion.either(allCases.map(\.rawValue))
  }

  /// How documents are found; `nil` goes by the text where the file has it, and by ids that are
  /// the session's own.
  package var match: Match?
  /// The control of Label Studio, or the column of a table, that the classes are from.
  package var control: String?
  /// The member or column of the text; `nil` is `text`.
  package var textField: String?
  /// The byte between fields of a table; `nil` goes by the file's suffix.
  package var separator: UInt8?
  /// The encoding; `nil` is UTF-8, or what a byte order mark says.
  package var encoding: String?
  /// How many classes a document of the session has.
  var labels = LabelKind.one
  /// Whether a session is made for the files, which then may say what models propose.
  var isForNewSession = false
  /// The annotators of the other tool's users; `nil` leaves users their own names.
  var annotators: [ExactString: String]?
  /// What happens to records that cannot be read.
  package var errorPolicy = ErrorPolicy.fail

  /// Reads files as they say themselves.
  package init() {}
}

/// What an import left out, and why.
package struct LeftOutRecords: Sendable {
  /// Number of records.
  package internal(set) var count = 0
  /// What was wrong with the first of them.
  package internal(set) var first: [Diagnostic] = []
  /// Numbers of things that a session has no room for, by what they are.
  package internal(set) var losses: [String: Int] = [:]

  /// Takes a record down.
  ///
  /// - Throws: The error itself, where the policy does not pass over it.
  mutating func add(_ error: Diagnostic, policy: ErrorPolicy) throws {
    count += 1
    switch policy {
    case .fail: throw error
    case .upTo(let limit) where count > limit: throw error
    case .skip, .upTo: break
    }
    if first.count < 10 { first.append(error) }
  }
}
