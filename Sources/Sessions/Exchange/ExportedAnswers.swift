internal import CorpusIO
internal import LabelStore
internal import LabelingCore

/// A session's documents and answers, to be written in the format of another tool.
///
/// What the formats have no room for stands in members named `_winnow`, which tools pass over.
struct ExportedAnswers {
  let engine: SessionEngine
  /// The session that the documents' ids are from.
  let session: String
  /// The documents that are written, in their order.
  let documents: [ExportedDocument]
  /// The consensus on documents with answers.
  let consensus: [Int: Consensus]
  /// The texts; `nil` where the corpus has none.
  let corpus: SessionCorpus?
  /// Users of the other tool by annotator.
  let users: [ExactString: JSONValue]
  /// What Label Studio calls the question.
  var question = LabelStudioQuestion()
  /// How a table is written.
  let table: CorpusFormat
  /// Whether CSV cells that a spreadsheet would compute get an apostrophe in front.
  let escapesFormulas: Bool
  /// What the format has no room for.
  let losses = ExportLosses()

  /// A document's id.
  func id(_ document: ExportedDocument) -> String { engine.documents[document.number].id }

  /// A document's text.
  func text(_ document: ExportedDocument) -> String { corpus?.text(document.number) ?? "" }

  /// A document's id, as an object of metadata.
  static func meta(id: String) -> JSONValue { .object(of: [("id", .string(id))]) }

  /// How many classes a document has.
  var kind: LabelKind { engine.labels }

  /// The class that an event names; `nil` for a skip.
  func label(_ event: SessionEvent) -> JSONValue? {
    event.classIndex.map { .string(engine.labelSpace.classes[$0]) }
  }

  /// The classes that an event names in a session of several; `nil` for a skip.
  func labels(_ event: SessionEvent) -> JSONValue? {
    event.says.labels.map { .array(strings($0)) }
  }

  /// The classes that an event says the document has.
  func present(_ event: SessionEvent) -> [JSONValue] { strings(event.says.presentClasses) }

  /// The classes that a document has by all answers; `nil` where they are open.
  func labels(_ document: ExportedDocument) -> [String]? {
    consensus[document.number]?.says?.presentClasses.map { engine.labelSpace.classes[$0] }
  }

  private func strings(_ classes: [Int]) -> [JSONValue] {
    classes.map { .string(engine.labelSpace.classes[$0]) }
  }

  /// What the tool's format has no room for.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - answers: Those of its answers that the record is about.
  ///   - hasRemarks: Whether the record has the flags, the notes and the settled class.
  ///   - written: The labels that were written for the document.
  ///   - tool: The tool, whose own fields are in the record.
  /// - Returns: The member's value.
  func own(
    _ document: ExportedDocument,
    answers: [JournaledAnswer],
    hasRemarks: Bool,
    labels written: [String]? = nil,
    without tool: String
  ) -> JSONValue {
    let remarks = hasRemarks ? document.remarks : []
    let settlement = hasRemarks ? document.settlement : nil
    return .object(of: [
      ("session", .string(session)),
      ("id", .string(id(document))),
      ("text_field", question.isUsual ? nil : .string(question.field)),
      kind == .several
        ? ("labels", written.map { .array($0.map { .string($0) }) })
        : ("label", written?.first.map { .string($0) }),
      ("answers", answers.isEmpty ? nil : .array(answers.map { own($0, without: tool) })),
      (
        "remarks",
        remarks.isEmpty
          ? nil
          : .array(
            remarks.map { remark in
              .object(of: [
                ("annotator", .string(remark.annotator)),
                ("note", remark.event.kind == .note ? .string(remark.event.text ?? "") : nil),
                ("time_ms", remark.event.knownTime.map { .number("\($0)") }),
              ])
            }
          )
      ),
      (
        "adjudication",
        settlement.map { settlement in
          .object(of: [
            ("annotator", .string(settlement.annotator)),
            ("label", label(settlement.event)),
            ("labels", labels(settlement.event)),
            ("time_ms", settlement.event.knownTime.map { .number("\($0)") }),
          ])
        }
      ),
    ])
  }

  /// The number or the address of the user as whom an answer is written; `nil` for none.
  private func user(of answer: JournaledAnswer) -> String? {
    users[ExactString(answer.annotator)].flatMap { $0.name ?? $0["email"]?.name }
  }

  private func own(_ answer: JournaledAnswer, without tool: String) -> JSONValue {
    let event = answer.event
    let isRejection = event.isRejection
    return .object(of: [
      ("annotator", .string(answer.annotator)),
      ("user", user(of: answer).map { .string($0) }),
      ("label", isRejection ? nil : label(event)),
      ("labels", labels(event)),
      ("rejected", isRejection ? label(event) : nil),
      ("time_ms", answer.time.map { .number("\($0)") }),
      ("duration_ms", event.durationInMilliseconds.map { .number("\($0)") }),
      ("strategy", event.strategy.map { .string($0) }),
      ("probability", event.probability.map { .number("\($0)") }),
      ("extra", JSONValue.object(ofAny: answer.extra.filter { $0.name != tool })),
    ])
  }
}

/// A document with all that people said about it.
struct ExportedDocument {
  /// An event with who did it.
  typealias Signed = (annotator: String, event: SessionEvent)

  /// Its number.
  let number: Int
  /// The answers and skips as they stand, by annotator's name.
  var answers: [JournaledAnswer] = []
  /// The flags that stand, and the notes, in order.
  var remarks: [Signed] = []
  /// What settled its class.
  var settlement: Signed?

  /// A document about which nobody said anything.
  init(number: Int) { self.number = number }

  /// Whether an annotator flagged it.
  func isFlagged(by annotator: String) -> Bool {
    remarks.contains { $0.event.kind == .flag && $0.annotator == annotator }
  }

  /// What a tool knew of it besides: the fields of all its answers, the first of a name.
  func extra(of tool: String) -> JSONValue {
    var members: [JSONValue.Member] = []
    for member in answers.flatMap({ $0.extra(of: tool).members })
    where !members.contains(where: { $0.name == member.name }) {
      members.append(member)
    }
    return .object(members)
  }
}

/// An answer with what the journal knows of it.
struct JournaledAnswer {
  var document: Int
  var annotator: String
  var event: SessionEvent
  /// What other tools knew of it besides, in a member of each tool's name.
  var extra: [JSONValue.Member]

  /// When it was given; `nil` where its file did not say.
  var time: Int? { event.knownTime }

  /// What a tool knew of it besides.
  func extra(of tool: String) -> JSONValue {
    extra.first { $0.name == tool }?.value ?? .object([])
  }
}

extension SessionEvent {
  /// When it was done; `nil` where its file did not say.
  var knownTime: Int? { isUntimed ? nil : timeInMilliseconds }
}

/// Counts what a format has no room for.
final class ExportLosses {
  /// What was lost, in the order in which it was first met, and how often.
  private(set) var counts: [(kind: String, count: Int)] = []
  /// What the user should know of what the other tool makes of the file.
  var remark: String?

  /// Counts something.
  func add(_ kind: String, _ count: Int) {
    guard count > 0 else { return }
    if let index = counts.firstIndex(where: { $0.kind == kind }) {
      counts[index].count += count
    } else {
      counts.append((kind, count))
    }
  }
}
