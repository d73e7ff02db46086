package import LabelingCore

/// What is written down of a run, so that each of its labels can be traced.
package struct RunRecord: Codable, Hashable, Sendable {
  /// A function as it was.
  package struct Function: Codable, Hashable, Sendable {
    /// Its name.
    package var name: String
    /// How it decides.
    package var kind: String
    /// Where it was declared.
    package var place: String
    /// Digest of all that decides its votes.
    package var fingerprint: String
    /// Which of the function's versions this is, counted from 1 by the store.
    package var version: Int
    /// Documents it voted on.
    package var voteCount: Int?
    /// Its accuracy on gold labels, where there were any.
    package var accuracy: Double?

    /// Describes a function whose version the store sets.
    package init(
      name: String,
      kind: String,
      place: String,
      fingerprint: String,
      voteCount: Int?,
      accuracy: Double?
    ) {
      self.name = name
      self.kind = kind
      self.place = place
      self.fingerprint = fingerprint
      self.voteCount = voteCount
      self.accuracy = accuracy
      version = 0
    }
  }

  /// A file that went in or came out besides the corpus.
  package struct File: Codable, Hashable, Sendable {
    /// What the file is to the run.
    package enum Role: String, Codable, Hashable, Sendable {
      /// Gold labels that were read.
      case gold
      /// Labels that were written.
      case labels
      /// A model that was written.
      case model
      /// Votes that were written.
      case votes
    }

    /// What it is.
    package var role: Role
    /// Its path, without symbolic links.
    package var path: String
    /// Digest of its bytes.
    package var digest: String

    /// Names a file.
    package init(_ role: Role, path: String, digest: String) {
      self.role = role
      self.path = path
      self.digest = digest
    }
  }

  /// What went wrong in one function.
  package struct Fault: Codable, Hashable, Sendable {
    /// The function's name.
    package var function: String
    /// Where it was declared.
    package var place: String
    /// Number of faulty cells.
    package var count: Int
    /// How many threw, crashed, timed out or were not run, in words.
    package var causes: String
    /// What the first fault said.
    package var firstMessage: String
    /// Id of the first document; `nil` when none is known.
    package var firstDocument: String?

    /// Describes a function's faults.
    package init(
      function: String,
      place: String,
      count: Int,
      causes: String,
      firstMessage: String,
      firstDocument: String?
    ) {
      self.function = function
      self.place = place
      self.count = count
      self.causes = causes
      self.firstMessage = firstMessage
      self.firstDocument = firstDocument
    }
  }

  /// What came out, in numbers.
  package struct Figures: Codable, Hashable, Sendable {
    /// Documents that were read.
    package var documentCount = 0
    /// Bad records that were left out.
    package var rejectedCount = 0
    /// Share of documents with a vote.
    package var coverage: Double?
    /// Cells that had faults.
    package var faultCount = 0
    /// What went wrong, by function; `nil` for runs that were written down without it.
    package var faults: [Fault]?
    /// The groups that the classes stand in; `nil` where they stand in none.
    package var groups: [LabelTree.Group]?
    /// Documents of each class.
    package var labelCounts: [String: Int] = [:]
    /// Documents without a label.
    package var unlabeledCount: Int?
    /// Documents with gold.
    package var goldCount = 0
    /// The labels against gold; `nil` without any, and for runs that were written down when a
    /// document without a label still counted as wrong.
    package var labelAccuracy: LabelAccuracy?
    /// Mean log loss on gold.
    package var logLoss: Double?
    /// F1 of all pairs of a document and a class on gold; of runs with several classes a document.
    package var microF1: Double?

    /// Begins without figures.
    package init() {}
  }

  /// Its number; the store gives it.
  package var id: Int64?
  /// The command: `label`, `apply`, `analyze` or `dev`.
  package var command: String
  /// The command line behind the command's name.
  package var arguments: [String]
  /// The working folder.
  package var folder: String
  /// When it began, in UTC.
  package var startedAt: String
  /// How long it took.
  package var seconds: Double
  /// The version of Winnow.
  package var winnowVersion: String
  /// The compiler of the plugin.
  package var toolchain: String
  /// The task.
  package var task: String
  /// Its classes.
  package var classes: [String]
  /// How many of them a document has.
  package var labels: LabelKind {
    get { labelKind ?? .one }
    set { labelKind = newValue == .one ? nil : newValue }
  }
  /// `nil` for one class a document, which JSON does not mention.
  private var labelKind: LabelKind?
  /// Digest of the plugin.
  package var pluginDigest: String
  /// Digest of LabelingKit and the compiler.
  package var kitDigest: String
  /// The files of the corpus.
  package var corpusPaths: [String]
  /// Digest of the corpus; `nil` for standard input.
  package var corpusDigest: String?
  /// Digest of how the corpus was read.
  package var readingDigest: String
  /// How the corpus was read, as JSON; `nil` for runs that were written down without it.
  package var source: String?
  /// The label model; `nil` when none was fitted.
  package var model: String?
  /// The seed of whatever was random; `nil` when nothing was.
  package var seed: Int?
  /// The functions, in the order of the source.
  package var functions: [Function] = []
  /// Other files.
  package var files: [File] = []
  /// What came out.
  package var figures = Figures()
  /// Folder of the kept votes and labels, below the workspace's; `nil` when none were kept.
  package var columnFolder: String?

  /// The classes, with the groups that they stand in.
  package var labelSpace: LabelSpace { LabelSpace(classes, groups: figures.groups ?? []) }

  /// What is shown of a run as JSON; ``source`` is for reading the corpus again.
  private enum CodingKeys: String, CodingKey {
    case id, command, arguments, folder, startedAt, seconds, winnowVersion, toolchain, task, classes
    case pluginDigest, kitDigest, corpusPaths, corpusDigest, readingDigest, model, seed, functions
    case files, figures, columnFolder
    case labelKind = "labels"
  }

  /// Describes a run that has just ended.
  package init(
    command: String,
    arguments: [String],
    folder: String,
    startedAt: String,
    seconds: Double,
    winnowVersion: String,
    toolchain: String,
    task: String,
    classes: [String],
    pluginDigest: String,
    kitDigest: String,
    corpusPaths: [String],
    corpusDigest: String?,
    readingDigest: String
  ) {
    self.command = command
    self.arguments = arguments
    self.folder = folder
    self.startedAt = startedAt
    self.seconds = seconds
    self.winnowVersion = winnowVersion
    self.toolchain = toolchain
    self.task = task
    self.classes = classes
    self.pluginDigest = pluginDigest
    self.kitDigest = kitDigest
    self.corpusPaths = corpusPaths
    self.corpusDigest = corpusDigest
    self.readingDigest = readingDigest
  }
}
