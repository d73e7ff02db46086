internal import LabelIO
internal import LabelingCore

/// The documents of a session that is made for files of answers.
///
/// Each record is about a document of its own, unless its file says that it is the same as
/// another's; a later file's records are about the documents of earlier ones where they match.
struct NewSessionDocuments {
  /// A document.
  struct Document {
    var id: String
    let text: String
    let meta: [JSONValue.Member]
    /// How probable a model finds each class.
    let proposal: [(label: String, probability: Double)]
  }

  /// The documents, in order of their first record.
  private(set) var documents: [Document] = []
  /// The document of each file's records.
  private(set) var numbers: [[Int]] = []
  /// The classes, in order of their first answer.
  private(set) var classes: [String] = []
  /// The session that all ids are from; `nil` where they are not from one.
  private(set) var lineage: String?

  private var isFromOneSession = true

  /// Gathers the documents of files.
  ///
  /// - Throws: A `Diagnostic` for a record without a text.
  init(_ files: [AnswerFile], _ reading: AnswerReading, session: String) throws {
    let match = reading.match
    var wanted: [(id: String?, file: Int)] = []
    for (index, file) in files.enumerated() {
      let fates = try fates(of: file.records, reading, session, isFirst: index == 0)
      let keys = RecordKey.keys(of: file.records)
      var made: [AnyHashable: Int] = [:]
      var ofFile: [Int] = []
      for (row, record) in file.records.enumerated() {
        if case .document(let number) = fates[row] {
          ofFile.append(number)
          continue
        }
        let key = Self.key(record, keys[row], match)
        if let number = made[key] {
          ofFile.append(number)
          continue
        }
        made[key] = documents.count
        ofFile.append(documents.count)
        wanted.append((record.own?.id ?? record.id, index))
        // The id is settled when all are known; until then documents are told by it all the same.
        documents.append(
          Document(
            id: record.own?.id ?? record.id ?? "",
            text: record.text ?? "",
            meta: record.meta,
            proposal: record.proposal
          )
        )
      }
      numbers.append(ofFile)
      note(file.records)
    }
    let isRenamed = settleIDs(wanted, files.map(\.stem))
    if !isFromOneSession || isRenamed { lineage = nil }
    if reading.labels == .one, classes.count == 1 { classes.append("not \(classes[0])") }
  }

  /// The documents as a corpus of JSON Lines.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for document in documents {
      JSONValue.object(
        of: [
          ("id", .string(document.id)), ("text", .string(document.text)),
          ("meta", JSONValue.object(ofAny: document.meta)),
        ] + fields(of: document.proposal)
      ).append(to: &bytes)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// What a model proposes, in the fields of labels of several classes.
  private func fields(
    of proposal: [(label: String, probability: Double)]
  ) -> [(name: String, value: JSONValue?)] {
    if proposal.isEmpty { return [] }
    let schema = LabelSchema()
    let probabilities = classes.map { name in
      (name, proposal.first { $0.label.isExactly(name) }?.probability ?? 0)
    }
    return [
      (schema.labels, .array(probabilities.filter { $0.1 > 0.5 }.map { .string($0.0) })),
      (schema.probabilities, .object(of: probabilities.map { ($0.0, .number("\($0.1)")) })),
    ]
  }

  /// Where a file's records belong among the documents of earlier files.
  private func fates(
    of records: [ForeignRecord],
    _ reading: AnswerReading,
    _ session: String,
    isFirst: Bool
  ) throws -> [DocumentMatching.Fate] {
    if let place = records.first(where: { $0.text == nil })?.place {
      throw Diagnostic(
        at: place,
        "the answers come without their documents, and there is no session '\(session)'",
        help: "start one with 'winnow session start CORPUS --classes a,b --output FILE', "
          + "then import into it"
          + (reading.labels == .several ? "; with '--labels several' there too" : "")
      )
    }
    guard !isFirst else { return records.map { _ in .unknown } }
    var matching = DocumentMatching(reading.match, sessions: Set(lineage.map { [$0] } ?? []))
    for document in documents { matching.add(id: document.id, text: document.text) }
    return matching.fates(of: records)
  }

  /// What tells a document of a file, by the rule that was asked for.
  private static func key(
    _ record: ForeignRecord,
    _ key: RecordKey,
    _ match: AnswerReading.Match?
  ) -> AnyHashable {
    switch match {
    case .text: return ExactString(record.text ?? "")
    case .id: return (record.own?.id ?? record.id).map { ExactString($0) } ?? key as AnyHashable
    case .both, nil: return key
    }
  }

  private mutating func note(_ records: [ForeignRecord]) {
    for record in records {
      let labels =
        record.offered + record.proposal.map(\.label) + record.answers.flatMap { $0.labels ?? [] }
        + record.settlements.flatMap(\.labels)
      for label in labels where !classes.containsExactly(label) { classes.append(label) }
      if let session = record.own?.session, lineage ?? session == session {
        lineage = session
      } else {
        isFromOneSession = false
      }
    }
  }

  /// Gives each document an id of its own: one that documents of several files have gets the
  /// file's name in front.
  ///
  /// - Returns: Whether an id is not the one that its file has.
  private mutating func settleIDs(_ wanted: [(id: String?, file: Int)], _ stems: [String]) -> Bool {
    var places: [ExactString: [Int]] = [:]
    for (number, want) in wanted.enumerated() {
      if let id = want.id { places[ExactString(id), default: []].append(number) }
    }
    var taken: Set<ExactString> = []
    var isRenamed = false
    // Numbers are for those without an id, and take none that another has.
    for (number, want) in wanted.enumerated().sorted(by: { $0.1.id != nil && $1.1.id == nil }) {
      let same = want.id.flatMap { places[ExactString($0)] } ?? []
      let hasOtherFile = same.contains { wanted[$0].file != want.file }
      let base = want.id.map { hasOtherFile ? "\(stems[want.file])/\($0)" : $0 } ?? "\(number + 1)"
      var id = base
      var count = 1
      while !taken.insert(ExactString(id)).inserted {
        count += 1
        id = "\(base)-\(count)"
      }
      if want.id.map({ !$0.isExactly(id) }) ?? true { isRenamed = true }
      documents[number].id = id
    }
    return isRenamed
  }
}
