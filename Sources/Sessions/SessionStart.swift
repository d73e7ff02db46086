internal import ActiveLearning
internal import ByteIO
package import CorpusIO
internal import Foundation
package import LabelIO
internal import LabelStore
package import LabelingCore
internal import Platform
internal import PluginHost
package import Runs

/// Begins a session: reads the corpus, lets the task's functions vote, and makes the file.
package struct SessionStart {
  /// The corpus; what `winnow label` added to it is used.
  package var source: CorpusSource
  /// How the session asks.
  package var settings = SessionSettings()
  /// The task that votes on the documents; `nil` for none.
  package var apply: ApplyRun?
  /// The classes; `nil` takes those of the task, or of the corpus' labels.
  package var classes: [String]?
  /// Ids of the only documents to ask about, in this order; `nil` for all.
  package var asked: [String]?
  /// Classes of documents that check how annotators answer, by id.
  package var checks: GoldTable?
  /// What the fields of labels are called that `winnow label` added to the corpus.
  package var labels = LabelSchema()
  /// Where the ids are from, for messages.
  package var askedPath = ""
  /// The identity of the session that the documents' ids are from; `nil` for its own ids.
  var lineage: String?
  /// How to choose, in Markdown, for annotators to read.
  package var guidelines: String?
  /// A table of the classes, which says of each what belongs to it; `nil` for none.
  package var classTable: String?
  /// What the task's sources say of its classes, in their order; the table goes before it.
  package var documentedClasses: [ClassDescription] = []

  /// What was made.
  package struct Outcome: Sendable {
    /// Documents in the session.
    package var documentCount: Int
    /// The classes.
    package var classes: [String]
    /// Documents that check how annotators answer.
    package var checkCount: Int
    /// Functions whose votes are known.
    package var functionCount: Int
    /// Whether the documents came with probabilities.
    package var hasProbabilities: Bool
    /// What of the labels in the corpus is not used.
    package var warnings: [Diagnostic]
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The query strategy.
    package var strategy: String
  }

  /// Prepares a session over a corpus.
  package init(source: CorpusSource) { self.source = source }

  /// Makes the session's file; there must be none, also none that came into being meanwhile.
  ///
  /// - Parameters:
  ///   - path: Where the file goes.
  ///   - strategy: The query strategy; `nil` takes margin where there is anything to learn
  ///     from, else chance.
  /// - Returns: What was made.
  /// - Throws: A `Diagnostic`, or what reading and functions throw; then there is no file.
  package func run(writingTo path: String, strategy: String?) throws -> Outcome {
    try ByteError.refuseFolder(path, for: .create)
    // Known at once, and asked again when the file gets its name.
    guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.taken(path: path) }
    do throws(SystemError) {
      try FileSystem.check(FileTarget.split(path).folder, for: [.write, .execute])
    } catch {
      throw StoreError.unwritable(path: path, reason: "\(error)")
    }
    if let path = source.paths.first(where: { !Self.stays($0) }) {
      throw Diagnostic(
        at: path == "-" ? nil : SourceLocation(path),
        "a session cannot start from standard input, a pipe or a device",
        help: "a session refers to its documents where they are; save them to a file"
      )
    }
    var source = source
    let folder = FileManager.default.currentDirectoryPath
    source.paths = source.paths.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    var gathered = SessionDocuments(
      source,
      functionCount: functionNames.count,
      labels: labels,
      kind: settings.labels
    )
    let reading = CorpusReading(source.paths)
    let rejectedCount = try gather(source, reading, into: &gathered)
    guard !gathered.documents.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        rejectedCount == 0
          ? "the corpus has no documents" : "the corpus has no documents that can be read",
        help: "a session asks about at least one; name a corpus that has some"
      )
    }
    try HiddenFields.check(
      settings.hiddenFields,
      among: gathered.fieldNames,
      of: source.paths[0]
    )
    let labelSpace = try labelSpace(gathered.labeled)
    let hasVotes = !functionNames.isEmpty || !gathered.labeled.functions.isEmpty
    let hasProbabilities = apply == nil && gathered.labeled.arePresent && !hasVotes
    let canLearn = hasVotes || hasProbabilities || gathered.haveText
    let chosen =
      strategy ?? (canLearn ? StrategyCatalogue.defaultStrategy.name : RandomSampling.name)
    guard try StrategyCatalogue.strategy(chosen).takesSeveral || settings.labels == .one else {
      throw ActiveLearningError.ofOneClass(strategy: chosen)
    }
    guard canLearn || chosen == RandomSampling.name else {
      throw Diagnostic(
        "strategy '\(chosen)' needs something to learn from",
        help: "name the text with '--text-field FIELD' or a task with '--task', or choose "
          + "'--strategy random'"
      )
    }
    let questions = try asked.map { try gathered.numbers(of: $0, from: askedPath) }
    var settings = settings
    settings.strategy = chosen
    settings.hiddenFields += gathered.labeled.fieldNames
    if settings.seed == 0 { settings.seed = SeededGenerator.defaultSeed }
    var contents = SessionStore.Contents()
    contents.settings = [
      "settings": try Self.json(settings),
      "source": source.rereading.json,
    ].merging(try GuidanceSetting.settings(guidance(labelSpace), of: labelSpace)) { first, _ in
      first
    }
    if let lineage { contents.settings[Self.lineage] = lineage }
    contents.classes = labelSpace.classes
    contents.files = try source.paths.map { file in
      guard let digest = CorpusDigest.of([file]) else {
        throw ByteError.system(.open, path: file, .last)
      }
      return StoredFile(path: file, digest: digest.description)
    }
    // The digests are of what was read.
    try reading.finish(reading.pass())
    contents.documents = gathered.documents
    contents.checks = try checks.map { try gathered.checks($0, in: labelSpace) } ?? [:]
    let votes = gathered.votes(
      functionNames,
      of: apply?.plugin.manifest.labelSpace,
      in: labelSpace
    )
    contents.votes = votes.columns
    contents.settings.merge(try votes.settings()) { first, _ in first }
    if hasProbabilities {
      contents.probabilities = gathered.labeled.softLabels(in: labelSpace).values.map { Float($0) }
    }
    contents.questions = questions?.map {
      StoredQuestion(document: $0, strategy: Self.givenStrategy, probability: nil)
    }
    try SessionStore.make(at: path, contents)
    let warnings = StartWarnings(
      severalAnswersCount: gathered.labeled.severalAnswersCount,
      prefix: labels.prefix,
      unreadPrefix: gathered.labeled.arePresent ? nil : LabelSchema.prefix(in: gathered.fieldNames),
      areLabelsUsed: hasProbabilities || !contents.votes.isEmpty
    )
    return Outcome(
      documentCount: contents.documents.count,
      classes: labelSpace.classes,
      checkCount: contents.checks.count,
      functionCount: contents.votes.count,
      hasProbabilities: hasProbabilities,
      warnings: warnings.diagnostics,
      rejectedCount: rejectedCount,
      strategy: chosen
    )
  }

  /// What annotators read.
  private func guidance(_ labelSpace: LabelSpace) throws -> SessionGuidance {
    let documented = Dictionary(
      zip(apply?.plugin.manifest.labelSpace.classes ?? [], documentedClasses)
        .map { (ExactString($0), $1) },
      uniquingKeysWith: { first, _ in first }
    )
    let table = try classTable.map { try GuidanceFiles.classes(at: $0, of: labelSpace) }
    let classes = labelSpace.classes.enumerated().map { index, name in
      let known = documented[ExactString(name)] ?? ClassDescription()
      return table.map { $0[index].completed(by: known) } ?? known
    }
    return SessionGuidance(guidelines: guidelines, classes: classes)
  }

  /// Whether what is at a path can be read again; the reader reports what is missing.
  private static func stays(_ path: String) -> Bool {
    guard path != "-" else { return false }
    guard let status = try? FileStatus(of: path) else { return true }
    return [.plain, .folder].contains(status.kind)
  }

  /// The setting with the identity of the session that the documents' ids are from.
  static let lineage = "lineage"

  /// What takes the place of a strategy for questions that were given.
  static let givenStrategy = "ask"

  private var functionNames: [String] { apply?.plugin.manifest.functions.map(\.name) ?? [] }

  private func gather(
    _ source: CorpusSource,
    _ reading: CorpusReading,
    into gathered: inout SessionDocuments
  ) throws -> Int {
    if var apply {
      apply.source = source
      apply.reading = reading
      let outcome = try apply.run { voted in
        try gathered.add(voted)
      }
      return outcome.rejectedCount
    }
    let rejects = RejectLog(policy: source.errorPolicy)
    let stream = try CorpusStream(
      source,
      labelSpace: nil,
      rejects: rejects,
      reading: reading
    )
    while let batch = try stream.next() {
      try gathered.add(batch)
    }
    return rejects.count
  }

  private func labelSpace(_ labeled: SessionLabels) throws -> LabelSpace {
    let known = apply?.plugin.manifest.labelSpace.classes ?? labeled.classes
    let names = classes ?? known
    guard !names.isEmpty else {
      throw Diagnostic(
        "the classes of the session are not known",
        help: "name them with '--classes a,b', or a task with '--task'"
          + (settings.labels == .several
            ? "" : "; labels of several classes a document take '--labels several'")
      )
    }
    if let missing = known.first(where: { !names.containsExactly($0) }) {
      throw Diagnostic(
        "'--classes' lacks '\(missing)', a class of the "
          + (apply == nil ? "labels" : "task"),
        help: "leave '--classes' out, or name at least \(known.joined(separator: ","))"
      )
    }
    let space = LabelSpace(names)
    guard space.classCount == names.count, names.allSatisfy({ !$0.isEmpty }), names.count > 1
    else {
      throw Diagnostic(
        "a session has at least two classes, each with its own name",
        help: "write them like this: --classes negative,positive"
      )
    }
    return space
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
