internal import CorpusIO
internal import Foundation
internal import JSONText
internal import LabelIO
internal import LabelStore
package import LabelingCore

/// Takes the answers of a file into a session.
package struct AnswerImport {
  /// The file.
  package var path: String
  /// Its format; `nil` goes by its name and first bytes.
  package var format: AnswerFormat?
  /// Who answered where the file does not say; `nil` is the file's name.
  package var annotator: String?
  /// The classes of a session that is made for the file; `nil` takes those of its answers.
  package var classes: [String]?
  /// How many annotators answer each document of a session that is made for the file.
  package var overlap = SessionSettings.defaults.overlap

  /// What was taken in.
  package struct Outcome: Sendable {
    /// Whether a session was made.
    package var isNew: Bool
    /// Answers and skips that the session did not have.
    package var addedCount: Int
    /// Answers and skips that it had already.
    package var repeatedCount: Int
    /// Answers about documents that the session does not have.
    package var unmatchedCount: Int
    /// Where the first of them stand.
    package var firstUnmatched: [SourceLocation]
    /// Flags and notes that were added.
    package var remarkCount: Int
    /// The format that was read.
    package var format: AnswerFormat
  }

  /// Prepares an import.
  package init(path: String) { self.path = path }

  /// Adds the file's answers to a session, which is made when there is none.
  ///
  /// A new session's documents are written next to it, to `<session>.documents.jsonl`.
  /// - Throws: A `Diagnostic` for a file that cannot be read or names other classes; then
  ///   nothing is added.
  package func run(into session: String) throws -> Outcome {
    var found = format
    let bytes = try WholeFile.answers.bytes(at: path) { found = try self.format(of: $0) }
    guard let format = found else {
      throw Diagnostic(at: SourceLocation(path), "the file has no answers")
    }
    let answers = try format.format.answers(of: AnswerReader(path: path, bytes: bytes))
    let isThere = FileManager.default.fileExists(atPath: session)
    let isNew = try isThere ? false : make(session, answers)
    let engine = try SessionEngine(opening: session, origin: "import \(format.rawValue)")
    defer { engine.close() }
    var outcome = try engine.add(answers, annotator: annotator ?? defaultAnnotator)
    outcome.isNew = isNew
    outcome.format = format
    return outcome
  }

  /// The format of a file that begins with some bytes: a wrong file is not read to its end.
  private func format(of head: [UInt8]) throws -> AnswerFormat {
    guard !head.contains(0) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file is not text",
        help: "answers are read from JSON, JSON Lines and CSV"
      )
    }
    if let known = format ?? AnswerFormat(path: path, bytes: head) { return known }
    let names = AnswerFormat.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    throw Diagnostic(
      at: SourceLocation(path),
      "the format of the answers is unknown",
      help: "name it with '--format'; formats are \(names)"
    )
  }

  private var defaultAnnotator: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  /// Makes a session of the documents that the answers are about.
  ///
  /// - Returns: `false` when another process was faster: the answers go into its session.
  private func make(_ session: String, _ answers: [ForeignAnswer]) throws -> Bool {
    guard let first = answers.first else {
      throw Diagnostic(at: SourceLocation(path), "the file has no answers")
    }
    guard answers.allSatisfy({ $0.text != nil }) else {
      throw Diagnostic(
        at: answers.first { $0.text == nil }?.place ?? first.place,
        "the answers come without their documents, and there is no session '\(session)'",
        help: "start one with 'winnow session start CORPUS --classes a,b --output FILE', "
          + "then import into it"
      )
    }
    var labels: [String] = []
    for label in answers.compactMap(\.label) where !labels.containsExactly(label) {
      labels.append(label)
    }
    if labels.count == 1 { labels.append("not \(labels[0])") }
    var bytes: [UInt8] = []
    var idsByText: [ExactString: String] = [:]
    var taken: Set<ExactString> = []
    for answer in answers {
      guard let text = answer.text, idsByText[ExactString(text)] == nil else { continue }
      var id = answer.id ?? "\(idsByText.count + 1)"
      while !taken.insert(ExactString(id)).inserted { id += "'" }
      idsByText[ExactString(text)] = id
      JSONValue.object(of: [("id", .string(id)), ("text", .string(text)), ("meta", answer.meta)])
        .append(to: &bytes)
      bytes.append(0x0A)
    }
    let documents = try ImportedDocuments(bytes, at: "\(session).documents.jsonl", of: session)
    guard let documents else { return false }
    var start = SessionStart(source: CorpusSource(paths: [documents.path]))
    start.classes = classes ?? labels
    start.settings.overlap = overlap
    do { _ = try start.run(writingTo: session, strategy: nil) } catch StoreError.taken {
      documents.remove()
      return false
    } catch {
      documents.remove()
      throw error
    }
    return true
  }
}

extension SessionEngine {
  /// Adds answers that the session does not have.
  func add(_ answers: [ForeignAnswer], annotator: String) throws -> AnswerImport.Outcome {
    var matching = ImportMatching(documents)
    // Reading the corpus is needed only for answers without a known id.
    if answers.contains(where: { !matching.knows($0.id) }) {
      try corpus().forEachText { document, text in
        matching.add(text, document)
        return true
      }
    }
    // The last answer of an annotator counts, so they come in order of time.
    let ordered = answers.enumerated().sorted {
      let times = ($0.element.timeInMilliseconds ?? 0, $1.element.timeInMilliseconds ?? 0)
      return times.0 != times.1 ? times.0 < times.1 : $0.offset < $1.offset
    }.map(\.element)
    var outcome = AnswerImport.Outcome(
      isNew: false,
      addedCount: 0,
      repeatedCount: 0,
      unmatchedCount: 0,
      firstUnmatched: [],
      remarkCount: 0,
      format: .table
    )
    var found: [(document: Int, answer: ForeignAnswer)] = []
    for answer in ordered {
      if let document = matching.document(of: answer) {
        try checkLabel(of: answer)
        if answer.isAnswer { found.append((document, answer)) }
      } else {
        outcome.unmatchedCount += 1
        if outcome.firstUnmatched.count < 10 { outcome.firstUnmatched.append(answer.place) }
      }
    }
    if outcome.unmatchedCount > 0, outcome.unmatchedCount == answers.count {
      throw Diagnostic(
        at: outcome.firstUnmatched.first,
        "none of the \(answers.count) answers is about a document of the session",
        help: "ids or texts must be the same as in the session's corpus"
      )
    }
    let numbers = try annotatorNumbers(of: found.map(\.answer), default: annotator)
    // What is known is looked up in the transaction that adds to it: of two imports of one file
    // at the same time one finds the answers of the other.
    let matched = outcome
    return try store.append { live in
      // The transaction may be made again, so it counts from the start each time.
      var outcome = matched
      var known = Set(live.map { KnownEvent($0, hasTime: true) })
      known.formUnion(live.map { KnownEvent($0, hasTime: false) })
      var events: [SessionEvent] = []
      for (document, answer) in found {
        let person = numbers[ExactString(answer.annotator ?? annotator)] ?? 0
        for (index, event) in self.events(of: answer, document, person).enumerated() {
          let isRepeated = known.contains(
            KnownEvent(event, hasTime: answer.timeInMilliseconds != nil && event.kind.isAnswer)
          )
          if index == 0 {
            if isRepeated { outcome.repeatedCount += 1 } else { outcome.addedCount += 1 }
          } else if !isRepeated {
            outcome.remarkCount += 1
          }
          guard !isRepeated else { continue }
          known.insert(KnownEvent(event, hasTime: true))
          known.insert(KnownEvent(event, hasTime: false))
          events.append(event)
        }
      }
      return (events, outcome)
    }
  }

  private func checkLabel(of answer: ForeignAnswer) throws {
    guard let label = answer.label, labelSpace.vote(for: label) == nil else { return }
    throw Diagnostic(
      at: answer.place,
      "label '\(label)' is not a class of the session",
      help: Suggestion.help(for: label, among: labelSpace.classes, kind: "classes")
    )
  }

  private func annotatorNumbers(
    of answers: [ForeignAnswer],
    default name: String
  ) throws -> [ExactString: Int] {
    var numbers: [ExactString: Int] = [:]
    for answer in answers where answer.isAnswer {
      let person = answer.annotator ?? name
      let key = ExactString(person)
      if numbers[key] == nil { numbers[key] = try annotator(named: person).number }
    }
    return numbers
  }

  private func events(
    of answer: ForeignAnswer,
    _ document: Int,
    _ person: Int
  ) -> [SessionEvent] {
    var event = SessionEvent(
      answer.label == nil ? .skip : .answer,
      annotator: person,
      document: document,
      timeInMilliseconds: answer.timeInMilliseconds ?? now(),
      origin: origin
    )
    if let vote = answer.label.flatMap({ labelSpace.vote(for: $0) }) {
      event.classIndex = vote.classIndex
      event.isRejection = answer.isRejection
    }
    event.durationInMilliseconds = answer.durationInMilliseconds
    event.strategy = answer.strategy
    event.probability = answer.probability
    var events = [event]
    func remark(_ kind: SessionEvent.Kind, _ text: String?) {
      var remark = SessionEvent(
        kind,
        annotator: person,
        document: document,
        timeInMilliseconds: event.timeInMilliseconds,
        origin: origin
      )
      remark.text = text
      events.append(remark)
    }
    if answer.isFlagged { remark(.flag, nil) }
    for note in answer.notes { remark(.note, note) }
    return events
  }
}

/// What two events have in common that say the same.
private struct KnownEvent: Hashable {
  var kind: SessionEvent.Kind
  var document: Int
  var annotator: Int
  var classIndex: Int?
  var isRejection: Bool
  var text: String?
  /// Whole seconds, as other tools keep no more; `nil` where the time does not matter.
  var seconds: Int?

  init(_ event: SessionEvent, hasTime: Bool) {
    kind = event.kind
    document = event.document
    annotator = event.annotator
    classIndex = event.classIndex
    isRejection = event.isRejection
    text = event.text
    seconds = hasTime ? event.timeInMilliseconds / 1000 : nil
  }
}

/// Finds the documents that answers are about: by id, else by text.
private struct ImportMatching {
  private var byID: [ExactString: Int] = [:]
  private var byText: [ExactString: Int] = [:]

  init(_ documents: [StoredDocument]) {
    for (number, document) in documents.enumerated() { byID[ExactString(document.id)] = number }
  }

  func knows(_ id: String?) -> Bool { id.map { byID[ExactString($0)] != nil } ?? false }

  mutating func add(_ text: [UInt8], _ document: Int) {
    let text = ExactString(String(decoding: text, as: UTF8.self))
    if byText[text] == nil { byText[text] = document }
  }

  func document(of answer: ForeignAnswer) -> Int? {
    answer.id.flatMap { byID[ExactString($0)] }
      ?? answer.text.flatMap { byText[ExactString($0)] }
  }
}
