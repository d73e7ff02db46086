internal import LabelingCore

/// What a session starts from: a corpus, or a table of ids with the corpus that they are from.
package struct SessionInput {
  /// The files of the corpus.
  package let corpus: [String]
  /// Ids of the only documents to ask about, in this order; `nil` for all.
  package let asked: [String]?

  /// Tells a table of ids from a corpus.
  ///
  /// - Parameters:
  ///   - files: Files of a corpus, or one table of ids.
  ///   - corpus: The corpus that the ids are from.
  /// - Throws: A `Diagnostic` for a table without a corpus, and for a corpus besides a corpus.
  package init(_ files: [String], corpus: [String]) throws {
    let table = try files.count == 1 ? QuestionTable(at: files[0]) : nil
    if table != nil, corpus.isEmpty {
      throw Diagnostic(
        at: SourceLocation(files[0]),
        "a table of ids says nothing about the documents",
        help: "name the corpus that the ids are from with '--corpus FILE'"
      )
    }
    if table == nil, !corpus.isEmpty {
      throw Diagnostic(
        "'--corpus' goes with a table of ids",
        help: "name the corpus itself, or a table with the columns id and label"
      )
    }
    asked = table?.ids
    self.corpus = table == nil ? files : corpus
  }
}
