/// A document of a session, by reference.
package struct StoredDocument: Hashable, Sendable {
  /// The document's id; unique.
  package var id: String
  /// Number of its file.
  package var file: Int
  /// 1-based number among the file's records.
  package var record: Int
  /// Tells versions of its text and fields apart.
  package var digest: Int64

  /// Refers to a record.
  package init(id: String, file: Int, record: Int, digest: Int64) {
    self.id = id
    self.file = file
    self.record = record
    self.digest = digest
  }
}

/// A file of a session's corpus.
package struct StoredFile: Hashable, Sendable {
  /// Absolute path.
  package var path: String
  /// Digest of its bytes.
  package var digest: String

  /// Refers to a file.
  package init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}

/// A person who answers.
package struct StoredAnnotator: Hashable, Sendable {
  /// Number within the session.
  package var number: Int
  /// Unique name.
  package var name: String
  /// Hash of the token that lets the annotator in; `nil` for none.
  package var tokenHash: String?
}

/// A document that a strategy asks about.
package struct StoredQuestion: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// The strategy that chose it.
  package var strategy: String
  /// With which probability, where the strategy draws.
  package var probability: Double?

  /// Describes a question.
  package init(document: Int, strategy: String, probability: Double?) {
    self.document = document
    self.strategy = strategy
    self.probability = probability
  }
}

/// An annotator's answer to a document as it stands now.
package struct StoredAnswer: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Number of the annotator.
  package var annotator: Int
  /// The event it is from.
  package var event: Int
  /// Index of the class; `nil` for a document that was passed over.
  package var classIndex: Int?
  /// Whether the class was refused.
  package var isRejection: Bool

  /// Describes an answer.
  package init(document: Int, annotator: Int, event: Int, classIndex: Int?, isRejection: Bool) {
    self.document = document
    self.annotator = annotator
    self.event = event
    self.classIndex = classIndex
    self.isRejection = isRejection
  }
}
