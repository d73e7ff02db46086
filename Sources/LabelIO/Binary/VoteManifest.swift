internal import CorpusIO
package import LabelingCore

/// What a vote file says about its votes.
package struct VoteManifest: Hashable, Sendable, Codable {
  /// A labeling function or annotator.
  package struct Voter: Hashable, Sendable, Codable {
    /// Its name; unique in the file.
    package var name: String
    /// What tells versions of a labeling function apart, where there is any.
    package var fingerprint: String?

    /// Creates a voter.
    package init(name: String, fingerprint: String? = nil) {
      self.name = name
      self.fingerprint = fingerprint
    }
  }

  /// The documents that were voted on.
  package struct Corpus: Hashable, Sendable, Codable {
    /// What the user knows it by, such as its paths.
    package var description: String
    /// Digest of its contents.
    package var digest: String?

    /// Creates a corpus.
    package init(description: String, digest: String? = nil) {
      self.description = description
      self.digest = digest
    }
  }

  /// The task, where there is one.
  package var task: String?
  /// The corpus, where it is known.
  package var corpus: Corpus?
  /// The voters, in column order.
  package var voters: [Voter]
  /// The classes, in the order of their indices.
  package var classes: [String]
  /// How many of them a document has; `nil` for one.
  package var labels: LabelKind?
  /// The groups that they stand in; `nil` where they stand in none.
  package var groups: [LabelTree.Group]?

  /// Creates a manifest.
  package init(
    task: String? = nil,
    corpus: Corpus? = nil,
    voters: [Voter],
    classes: [String],
    labels: LabelKind = .one,
    groups: [LabelTree.Group] = []
  ) {
    self.task = task
    self.corpus = corpus
    self.voters = voters
    self.classes = classes
    self.labels = labels == .one ? nil : labels
    self.groups = groups.isEmpty ? nil : groups
  }
}
