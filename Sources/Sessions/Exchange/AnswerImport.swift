internal import CorpusIO
internal import Foundation
internal import LabelStore
package import LabelingCore

/// Takes the answers of files into a session.
package struct AnswerImport {
  /// The files.
  package var paths: [String]
  /// Their format; `nil` goes by their names and first records.
  package var format: ToolFormat?
  /// How they are read.
  package var reading = AnswerReading()
  /// Who answered where a file does not say; `nil` is the file's name.
  package var annotator: String?
  /// A table of the other tool's users, `annotator,user`; `nil` for none.
  package var usersPath: String?
  /// The classes of a session that is made for the files; `nil` takes those of their answers.
  package var classes: [String]?
  /// How many of its classes a document of a session has that is made for the files.
  package var labels = LabelKind.one
  /// How many annotators answer each document of a session that is made for the files.
  package var overlap = SessionSettings.defaults.overlap
  /// Whether nothing is written, only said.
  package var isDry = false

  /// Prepares an import of a file.
  package init(path: String) { paths = [path] }

  /// Prepares an import of files.
  package init(paths: [String]) { self.paths = paths }

  /// Adds the files' answers to a session, which is made when there is none.
  ///
  /// A new session's documents are written next to it, to `<session>.documents.jsonl`.
  /// - Throws: A `Diagnostic` for a file that cannot be read or names other classes; then
  ///   nothing is added.
  package func run(into session: String) throws -> Outcome {
    let isThere = FileManager.default.fileExists(atPath: session)
    let known = isThere ? try Self.question(of: session) : nil
    let now = SessionClock.nowInMilliseconds()
    var reading = reading
    reading.labels = known?.labels ?? labels
    reading.isForNewSession = !isThere
    reading.annotators = try usersPath.map { try ExportUsers.annotators(in: $0) }
    let files = try paths.map {
      try AnswerFile(
        $0,
        format,
        reading,
        classes: known?.classes ?? classes,
        annotator: annotator,
        now: now
      )
    }
    guard !isThere else { return try add(files, to: session, isNew: false) }
    let made = try NewSessionDocuments(files, reading, session: session)
    guard !made.documents.isEmpty else {
      throw Diagnostic(at: SourceLocation(paths[0]), "the file has no answers")
    }
    if isDry { return try plan(files, made) }
    let isNew = try make(session, made)
    return try add(files, to: session, isNew: isNew, isNew ? made.numbers : nil)
  }

  /// What a session asks: its classes, and how many of them a document has.
  private static func question(
    of session: String
  ) throws -> (classes: [String], labels: LabelKind) {
    let store = try SessionStore(opening: session, for: .reading)
    defer { store.close() }
    return (try store.classes(), try SessionEngine.settings(of: session).labels)
  }

  // MARK: - A new session

  /// Makes a session of the documents that the answers are about.
  ///
  /// - Returns: `false` when another process was faster: the answers go into its session.
  private func make(_ session: String, _ made: NewSessionDocuments) throws -> Bool {
    let path = "\(session).documents.jsonl"
    guard let documents = try ImportedDocuments(made.bytes, at: path, of: session) else {
      return false
    }
    var start = SessionStart(source: CorpusSource(paths: [documents.path]))
    start.classes = classes ?? made.classes
    start.settings.overlap = overlap
    start.settings.labels = labels
    start.lineage = made.lineage
    do { _ = try start.run(writingTo: session, strategy: nil) } catch StoreError.taken {
      documents.remove()
      return false
    } catch {
      documents.remove()
      throw error
    }
    return true
  }

  /// What importing into a new session would add.
  private func plan(_ files: [AnswerFile], _ made: NewSessionDocuments) throws -> Outcome {
    let labelSpace = LabelSpace(classes ?? made.classes)
    var files = files
    let matched = try match(&files, labelSpace) { index in
      made.numbers[index].map { .document($0) }
    }
    var merge = AnswerMerge(
      [],
      labelSpace,
      labels,
      people: try Self.numbered(AnswerMerge.names(in: matched.matched), [:])
    )
    return outcome(files, matched, isNew: true, &merge)
  }

  // MARK: - A session

  private func add(
    _ files: [AnswerFile],
    to session: String,
    isNew: Bool,
    _ numbers: [[Int]]? = nil
  ) throws -> Outcome {
    let engine = try SessionEngine(
      opening: session,
      for: isDry ? .reading : .writing,
      origin: "import"
    )
    defer { engine.close() }
    var files = files
    let matched: MatchedFiles
    if let numbers {
      matched = try match(&files, engine.labelSpace) { numbers[$0].map { .document($0) } }
    } else {
      let matching = try engine.matching(reading.match, files)
      let fates = files.map { matching.fates(of: $0.records) }
      matched = try match(&files, engine.labelSpace) { fates[$0] }
    }
    let names = AnswerMerge.names(in: matched.matched)
    let people = isDry ? try planned(names, engine) : try numbered(names, engine)
    // What is known is looked up in the transaction that adds to it: of two imports of one file
    // at the same time one finds the answers of the other.
    func choose(_ events: [SessionEvent]) -> ([SessionEvent], Outcome) {
      var merge = AnswerMerge(events, engine.labelSpace, engine.labels, people: people)
      let outcome = outcome(files, matched, isNew: isNew, &merge)
      return (merge.added, outcome)
    }
    if isDry { return choose(try engine.store.events()).1 }
    return try engine.store.append { choose($0) }
  }

  /// Files with the documents of their records.
  private struct MatchedFiles {
    var matched: [AnswerMerge.Matched] = []
    var unmatched: [[Unmatched]] = []
  }

  private func match(
    _ files: inout [AnswerFile],
    _ labelSpace: LabelSpace,
    _ fates: (_ file: Int) -> [DocumentMatching.Fate]
  ) throws -> MatchedFiles {
    var found = MatchedFiles()
    for index in files.indices {
      var records: [(record: ForeignRecord, document: Int)] = []
      var unmatched: [Unmatched] = []
      for (record, fate) in zip(files[index].records, fates(index)) {
        switch fate {
        case .document(let document):
          do {
            try Self.checkLabels(of: record, labelSpace)
            records.append((record, document))
          } catch let error as Diagnostic {
            try files[index].leftOut.add(error, policy: reading.errorPolicy)
          }
        case .unknown where !record.isEmpty:
          unmatched.append(Unmatched(place: record.place, isAmbiguous: false))
        case .ambiguous where !record.isEmpty:
          unmatched.append(Unmatched(place: record.place, isAmbiguous: true))
        case .unknown, .ambiguous: break
        }
      }
      let count = files[index].records.count { !$0.isEmpty }
      if !unmatched.isEmpty, unmatched.count == count {
        let isAmbiguous = unmatched.allSatisfy(\.isAmbiguous)
        let subject = count == 1 ? "the record" : "none of the \(count) records"
        let verb = count == 1 ? "is not" : "is"
        throw Diagnostic(
          at: unmatched[0].place,
          isAmbiguous
            ? "\(subject) \(verb) about one document: several have its text"
            : "\(subject) \(verb) about a document of the session",
          help: Self.matchingHelp(isAmbiguous: isAmbiguous)
        )
      }
      found.matched.append((files[index], records))
      found.unmatched.append(unmatched)
    }
    return found
  }

  /// What to do about records whose documents were not found, or may be several.
  package static func matchingHelp(isAmbiguous: Bool) -> String {
    isAmbiguous
      ? "give each of these records the id of its document"
      : "texts must be the same as in the session's corpus; '--match id' goes by the ids instead"
  }

  private static func checkLabels(of record: ForeignRecord, _ labelSpace: LabelSpace) throws {
    let labels =
      record.answers.flatMap { answer in (answer.labels ?? []).map { ($0, answer.place) } }
      + record.settlements.flatMap { $0.labels.map { ($0, record.place) } }
    for (label, place) in labels where labelSpace.vote(for: label) == nil {
      throw Diagnostic(
        at: place,
        "label '\(label)' is not a class of the session",
        help: Suggestion.help(for: label, among: labelSpace.classes, kind: "classes")
      )
    }
  }

  private func outcome(
    _ files: [AnswerFile],
    _ matched: MatchedFiles,
    isNew: Bool,
    _ merge: inout AnswerMerge
  ) -> Outcome {
    var outcome = Outcome(isNew: isNew)
    for (index, file) in files.enumerated() {
      var added = merge.add(matched.matched[index])
      added.unmatched = matched.unmatched[index]
      added.leftOut = file.leftOut
      added.unmappedUsers = file.unmappedUsers
      outcome.files.append(added)
    }
    return outcome
  }

  private func numbered(_ names: [String], _ engine: SessionEngine) throws -> [ExactString: Int] {
    var numbers: [ExactString: Int] = [:]
    for name in names { numbers[ExactString(name)] = try engine.annotator(named: name).number }
    return numbers
  }

  private func planned(_ names: [String], _ engine: SessionEngine) throws -> [ExactString: Int] {
    let known = Dictionary(
      try engine.annotators().map { (ExactString($0.name), $0.number) },
      uniquingKeysWith: { first, _ in first }
    )
    return try Self.numbered(names, known)
  }

  /// Numbers for names, those that are not known below 0: a name counts as it would be added.
  private static func numbered(
    _ names: [String],
    _ known: [ExactString: Int]
  ) throws -> [ExactString: Int] {
    var known = known
    var numbers: [ExactString: Int] = [:]
    for (index, name) in names.enumerated() {
      let checked = ExactString(try SessionEngine.checkedName(name))
      let number = known[checked] ?? -1 - index
      known[checked] = number
      numbers[ExactString(name)] = number
    }
    return numbers
  }
}

extension ForeignRecord {
  /// Whether it says nothing about its document.
  fileprivate var isEmpty: Bool { answers.isEmpty && remarks.isEmpty && settlements.isEmpty }
}

extension SessionEngine {
  /// What finds the documents of files' records.
  fileprivate func matching(
    _ match: AnswerReading.Match?,
    _ files: [AnswerFile]
  ) throws -> DocumentMatching {
    let settings = try store.settings()
    let sessions = [settings["identity"], settings[SessionStart.lineage]].compactMap { $0 }
    var matching = DocumentMatching(match, sessions: Set(sessions))
    for document in documents { matching.add(id: document.id, text: nil) }
    // Reading the corpus is needed only for records whose ids do not count.
    if files.contains(where: { matching.needsTexts(of: $0.records) }) || match == .both {
      let corpus = try corpus()
      for number in documents.indices {
        if let text = corpus.text(number) { matching.add(text: text, number) }
      }
    }
    return matching
  }
}
