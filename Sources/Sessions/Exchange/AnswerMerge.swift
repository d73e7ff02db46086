internal import LabelStore
internal import LabelingCore

/// Chooses what a session's journal lacks of the answers in files.
///
/// An answer is known when the journal has the same at the same time. An answer without a time is as
/// old as its file, and of several the newest file's stands, of equally old ones the one that was
/// imported last. It is known when
///
/// - it came from the same version of a file before: events keep which one it was, as their request.
///   A version is a file's name, when it was written, and its bytes; the folder does not matter. So
///   files that say different things add nothing again, together or alone, in whatever order.
/// - it says what the journal has from the time of the file, or next after it. An annotator's answers
///   about a document are known as far as what was said until then ends with them.
///
/// So a change counts, and a change back does, whether its file is newer or as old as the others.
struct AnswerMerge {
  /// A file's records with their documents.
  typealias Matched = (file: AnswerFile, records: [(record: ForeignRecord, document: Int)])

  /// What an annotator said about a document, or settled there.
  private struct Strand: Hashable {
    var document: Int
    /// The annotator; `nil` for what stands settled, whoever did it.
    var annotator: Int?
    var isSettlement = false
  }

  /// An event that may be added.
  private struct Statement {
    var strand: Strand
    var event: SessionEvent
    var isAboutOneClass = false
  }

  private let labelSpace: LabelSpace
  private let kind: LabelKind
  private let people: [ExactString: Int]
  private var strands: [Strand: [SessionEvent]] = [:]
  private var standing: [Strand: SessionEvent] = [:]
  private var remarks: [Strand: [SessionEvent]] = [:]
  private var requests: Set<String> = []
  /// What is to be added, in order.
  private(set) var added: [SessionEvent] = []

  /// Looks at the journal.
  ///
  /// - Parameters:
  ///   - events: All events.
  ///   - labelSpace: The classes.
  ///   - kind: How many of them a document has.
  ///   - people: The annotators' numbers.
  init(
    _ events: [SessionEvent],
    _ labelSpace: LabelSpace,
    _ kind: LabelKind,
    people: [ExactString: Int]
  ) {
    self.labelSpace = labelSpace
    self.kind = kind
    self.people = people
    let undone = Set(events.compactMap(\.undoes))
    for event in events { take(event, isLive: !undone.contains(event.number)) }
  }

  /// The names of those who say something in files.
  static func names(in files: [Matched]) -> [String] {
    var names: [String] = []
    var known: Set<ExactString> = []
    for (file, records) in files {
      for (record, _) in records {
        for name in record.annotators.map({ $0 ?? file.annotator })
        where known.insert(ExactString(name)).inserted {
          names.append(name)
        }
      }
    }
    return names
  }

  /// Adds what is new in a file.
  ///
  /// - Returns: What was added and what was known.
  mutating func add(_ matched: Matched) -> AnswerImport.FileOutcome {
    var outcome = AnswerImport.FileOutcome(
      path: matched.file.path,
      format: matched.file.format,
      formatName: matched.file.formatName
    )
    var all = matched.records.flatMap { statements(of: $0.record, $0.document, matched.file) }
    name(&all, by: matched.file.version)
    // The last answer of an annotator counts, so they come in order of time.
    let ordered = all.enumerated().sorted {
      let times = ($0.element.event.timeInMilliseconds, $1.element.event.timeInMilliseconds)
      return times.0 != times.1 ? times.0 < times.1 : $0.offset < $1.offset
    }.map(\.element)
    let meant = withoutImplied(ordered, &outcome)
    let isNew = newness(of: meant)
    for (statement, isNew) in zip(meant, isNew) {
      if isNew {
        count(statement, &outcome)
        take(statement.event, isLive: true)
        added.append(statement.event)
      } else if !statement.strand.isSettlement {
        outcome.repeatedCount += 1
      }
    }
    for (record, document) in matched.records {
      for remark in record.remarks { add(remark, document, matched.file, &outcome) }
    }
    return outcome
  }

  // MARK: - The journal

  private mutating func take(_ event: SessionEvent, isLive: Bool) {
    let strand = Strand(document: event.document, annotator: event.annotator)
    if let request = event.request { requests.insert(request) }
    switch event.kind {
    case .answer, .skip:
      strands[strand, default: []].append(event)
      if isLive, standing[strand].map(event.replaces) ?? true { standing[strand] = event }
    case .adjudicate:
      let own = Strand(document: event.document, annotator: event.annotator, isSettlement: true)
      let any = Strand(document: event.document, annotator: nil, isSettlement: true)
      for strand in [own, any] { strands[strand, default: []].append(event) }
      if isLive, standing[any].map(event.replaces) ?? true { standing[any] = event }
    case .flag, .unflag, .note: remarks[strand, default: []].append(event)
    case .undo: break
    }
  }

  private func count(_ statement: Statement, _ outcome: inout AnswerImport.FileOutcome) {
    guard !statement.strand.isSettlement else { return outcome.settledCount += 1 }
    guard let known = standing[statement.strand] else { return outcome.addedCount += 1 }
    if !statement.event.replaces(known) {
      outcome.olderCount += 1
    } else if Self.saysTheSame(statement.event, known) {
      outcome.addedCount += 1
    } else {
      outcome.changedCount += 1
    }
  }

  // MARK: - Answers

  private func statements(
    of record: ForeignRecord,
    _ document: Int,
    _ file: AnswerFile
  ) -> [Statement] {
    record.answers.map { answer in
      var event = event(
        answer.labels == nil ? .skip : .answer,
        answer.annotator,
        document,
        answer.timeInMilliseconds,
        file
      )
      event.says = says(answer.labels, isRejection: answer.isRejection)
      event.durationInMilliseconds = answer.durationInMilliseconds
      event.strategy = answer.strategy
      event.probability = answer.probability
      event.extra = JSONValue.object(ofAny: answer.extra)?.text
      let strand = Strand(document: document, annotator: event.annotator)
      return Statement(
        strand: strand,
        event: event,
        isAboutOneClass: answer.isAboutOneClass
      )
    }
      + record.settlements.map { settlement in
        var event = event(
          .adjudicate,
          settlement.annotator,
          document,
          settlement.timeInMilliseconds,
          file
        )
        event.says = says(settlement.labels)
        // Without a name it is the file's, and the same under any name that the file has.
        let person = settlement.annotator.map { _ in event.annotator }
        let strand = Strand(document: document, annotator: person, isSettlement: true)
        return Statement(strand: strand, event: event)
      }
  }

  /// What classes say, which are those of the session.
  private func says(_ labels: [String]?, isRejection: Bool = false) -> LabelAnswer {
    guard let labels else { return .skipped }
    let indices = labels.compactMap { labelSpace.vote(for: $0)?.classIndex }
    return kind == .several
      ? .classes(Set(indices).sorted())
      : LabelAnswer(classIndex: indices.first, isRejection: isRejection)
  }

  private func event(
    _ kind: SessionEvent.Kind,
    _ name: String?,
    _ document: Int,
    _ time: Int?,
    _ file: AnswerFile
  ) -> SessionEvent {
    guard let person = people[ExactString(name ?? file.annotator)] else {
      preconditionFailure("every name in the files has a number")
    }
    let mark = time == nil ? SessionEvent.untimedMark : ""
    return SessionEvent(
      kind,
      annotator: person,
      document: document,
      timeInMilliseconds: time ?? file.time,
      origin: "import \(file.format.rawValue)\(mark)"
    )
  }

  /// Gives statements without a time the name of what they say and of the file that says it.
  private func name(_ statements: inout [Statement], by version: Digest) {
    var counts: [Strand: Int] = [:]
    for index in statements.indices where statements[index].event.isUntimed {
      let event = statements[index].event
      let place = counts[statements[index].strand, default: 0]
      counts[statements[index].strand] = place + 1
      let said = Self.name(of: event.says)
      let words = "\(event.document) \(event.annotator) \(event.kind.rawValue) \(place) \(said)"
      statements[index].event.request = "import \(Digest(of: "\(version) \(words)"))"
    }
  }

  private static func name(of says: LabelAnswer) -> String {
    switch says {
    case .skipped: "-"
    case .oneClass(let index): "\(index)"
    case .notClass(let index): "!\(index)"
    case .classes(let indices): "\(indices)"
    }
  }

  /// The statements without refusals of other classes than the one that their annotator gave:
  /// who is asked class by class refuses all but one.
  private func withoutImplied(
    _ statements: [Statement],
    _ outcome: inout AnswerImport.FileOutcome
  ) -> [Statement] {
    var accepted = standing.compactMapValues { $0.isRejection ? nil : $0.classIndex }
    return statements.filter { statement in
      let event = statement.event
      guard event.kind == .answer, let classIndex = event.classIndex else {
        if event.kind == .skip { accepted[statement.strand] = nil }
        return true
      }
      if event.isRejection {
        if statement.isAboutOneClass, let given = accepted[statement.strand], given != classIndex {
          outcome.impliedCount += 1
          return false
        }
        accepted[statement.strand] = nil
      } else {
        accepted[statement.strand] = classIndex
      }
      return true
    }
  }

  /// Whether each statement is new.
  private func newness(of statements: [Statement]) -> [Bool] {
    struct Moment: Hashable {
      var strand: Strand
      var time: Int?
    }
    var isNew = statements.map { $0.event.request.map { !requests.contains($0) } ?? true }
    let moments = Dictionary(grouping: statements.indices.filter { isNew[$0] }) { index in
      Moment(strand: statements[index].strand, time: statements[index].event.knownTime)
    }
    for (moment, indices) in moments {
      let events = strands[moment.strand] ?? []
      let said = indices.map { statements[$0].event }
      let count = moment.time.map { Self.known(said, at: $0, in: events) }
      for index in indices.prefix(count ?? Self.knownUntimed(said, in: events)) {
        isNew[index] = false
      }
    }
    return isNew
  }

  /// How many events at the beginning of `said`, all of one time, are known: all where the journal
  /// has them in a row, else as many as it ends with.
  private static func known(
    _ said: [SessionEvent],
    at time: Int,
    in events: [SessionEvent]
  ) -> Int {
    let known = events.filter { isSame($0.timeInMilliseconds, time) }
    if known.count >= said.count {
      for start in 0...(known.count - said.count)
      where zip(said, known[start...]).allSatisfy(saysTheSame) {
        return said.count
      }
    }
    return overlap(said, known[...])
  }

  /// How many events at the beginning of `said`, which one file says without a time, are known.
  private static func knownUntimed(_ said: [SessionEvent], in events: [SessionEvent]) -> Int {
    let untimed = events.filter(\.isUntimed).enumerated().sorted {
      let times = ($0.element.timeInMilliseconds, $1.element.timeInMilliseconds)
      return times.0 != times.1 ? times.0 < times.1 : $0.offset < $1.offset
    }.map(\.element)
    // Older versions did not say which times were those of an import.
    guard !untimed.isEmpty, let time = said.first?.timeInMilliseconds else {
      return overlap(said, events.filter(\.isImported).suffix(1))
    }
    let after = untimed.drop { $0.timeInMilliseconds <= time }
    if after.starts(with: said, by: saysTheSame) { return said.count }
    return overlap(said, untimed.prefix(untimed.count - after.count))
  }

  /// Whether a time is one that is in the journal, of which other tools keep the seconds.
  private static func isSame(_ known: Int, _ time: Int) -> Bool {
    known == time || time % 1000 == 0 && (0..<1000).contains(known - time)
  }

  private static func saysTheSame(_ first: SessionEvent, _ second: SessionEvent) -> Bool {
    first.kind == second.kind && first.says == second.says
  }

  /// How many events at the beginning of `said` others end with.
  private static func overlap(_ said: [SessionEvent], _ known: ArraySlice<SessionEvent>) -> Int {
    for count in stride(from: min(said.count, known.count), to: 0, by: -1)
    where zip(said, known.suffix(count)).allSatisfy(saysTheSame) {
      return count
    }
    return 0
  }

  // MARK: - Flags and notes

  private mutating func add(
    _ remark: ForeignRemark,
    _ document: Int,
    _ file: AnswerFile,
    _ outcome: inout AnswerImport.FileOutcome
  ) {
    var event = event(
      remark.note == nil ? .flag : .note,
      remark.annotator,
      document,
      remark.timeInMilliseconds,
      file
    )
    event.text = remark.note
    let known = remarks[Strand(document: document, annotator: event.annotator)] ?? []
    if let note = remark.note {
      let isKnown = known.contains { other in
        other.kind == .note && other.text?.isExactly(note) == true
          && (remark.timeInMilliseconds.map { Self.isSame(other.timeInMilliseconds, $0) } ?? true)
      }
      if isKnown { return }
    } else if let last = known.last(where: { $0.kind != .note }) {
      let isLater = last.timeInMilliseconds < event.timeInMilliseconds
      guard last.kind == .unflag, isLater else { return }
    }
    take(event, isLive: true)
    added.append(event)
    outcome.remarkCount += 1
  }
}
