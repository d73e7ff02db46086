internal import LabelingCore

/// Finds the documents that the records of a file are about.
///
/// Ids count where they are the session's: in a record that one of its own exports wrote, in a
/// table of answers, which has ids alone, and where the caller says so. Elsewhere an id may be the
/// row of another tool's database, and the text decides. Of several documents with one text the
/// record's id chooses; what is then left goes in the order of the file, where as many records
/// are left as documents. What cannot be told is not guessed. A text is the same when only its
/// accents are written otherwise, unless a document has it exactly.
struct DocumentMatching {
  /// What is known of a record's document.
  enum Fate: Hashable {
    /// The document's number.
    case document(Int)
    /// There is no such document.
    case unknown
    /// Several documents have the text, or several records, and nothing tells which is which.
    case ambiguous
  }

  private let match: AnswerReading.Match?
  private let sessions: Set<String>
  private var ids: [String] = []
  private var byID: [ExactString: Int] = [:]
  private var byText: [ExactString: [Int]] = [:]
  private var texts: [Int: ExactString] = [:]

  /// Prepares to match by some rule.
  ///
  /// - Parameters:
  ///   - match: How documents are found; `nil` is the rule above.
  ///   - sessions: The identities of sessions whose ids are those of the documents.
  init(_ match: AnswerReading.Match?, sessions: Set<String>) {
    self.match = match
    self.sessions = sessions
  }

  /// Adds the next document.
  mutating func add(id: String, text: String?) {
    byID[ExactString(id)] = ids.count
    if let text { add(text: text, ids.count) }
    ids.append(id)
  }

  /// Says which text a document has that was added without.
  mutating func add(text: String, _ number: Int) {
    byText[ExactString(text), default: []].append(number)
    texts[number] = ExactString(text)
  }

  /// Whether the documents of some records cannot be told without texts.
  func needsTexts(of records: [ForeignRecord]) -> Bool {
    records.contains { idFate(of: $0) == nil && $0.text != nil }
  }

  /// What is known of the documents of a file's records.
  func fates(of records: [ForeignRecord]) -> [Fate] {
    var fates = records.map { idFate(of: $0) }
    let taken = Set(
      fates.compactMap { fate -> Int? in
        if case .document(let number) = fate { number } else { nil }
      }
    )
    let open = fates.indices.filter { fates[$0] == nil }
    let keys = RecordKey.keys(of: records)
    let missed = open.contains { byText[ExactString(records[$0].text ?? "")] == nil }
    let forms = missed ? otherForms(of: records) : [:]
    for group in Dictionary(grouping: open, by: { records[$0].text.map { ExactString($0) } }) {
      let found = group.key.flatMap { byText[$0] ?? forms["\($0)"] } ?? []
      let matched = Self.match(
        group.value.map { (keys[$0], records[$0].own?.id ?? records[$0].id) },
        found.count > 1 ? found.filter { !taken.contains($0) } : found,
        ids
      )
      for (index, fate) in zip(group.value, matched) { fates[index] = fate }
    }
    return fates.map { $0 ?? .unknown }
  }

  /// The documents by texts that are the same but for how accents are written, as systems change
  /// it; without those whose very text is in the file.
  private func otherForms(of records: [ForeignRecord]) -> [String: [Int]] {
    let written = Set(records.compactMap { $0.text.map { ExactString($0) } })
    var forms: [String: [Int]] = [:]
    for number in ids.indices {
      guard let text = texts[number], !written.contains(text) else { continue }
      forms["\(text)", default: []].append(number)
    }
    return forms
  }

  /// The document of a record whose id counts; `nil` where the text decides.
  private func idFate(of record: ForeignRecord) -> Fate? {
    let id = record.own?.id ?? record.id
    let named = id.flatMap { byID[ExactString($0)] }
    switch match {
    case .text: return nil
    case .id: return named.map { .document($0) } ?? .unknown
    case .both:
      let hasText = named.map { texts[$0] == record.text.map { ExactString($0) } } ?? false
      return hasText ? named.map { .document($0) } : .unknown
    case nil:
      let isOwn = record.own.map { sessions.contains($0.session) } ?? record.hasCorpusID
      return isOwn ? named.map { .document($0) } : nil
    }
  }

  /// Matches the records of one text with the documents of that text.
  private static func match(
    _ records: [(key: RecordKey, id: String?)],
    _ documents: [Int],
    _ ids: [String]
  ) -> [Fate] {
    guard !documents.isEmpty else { return records.map { _ in .unknown } }
    var order: [RecordKey] = []
    var byKey: [RecordKey: Fate] = [:]
    for record in records where byKey.updateValue(.ambiguous, forKey: record.key) == nil {
      order.append(record.key)
    }
    var left = documents
    if documents.count > 1 || order.count > 1 {
      for record in records {
        guard byKey[record.key] == .ambiguous, let id = record.id,
          let index = left.firstIndex(where: { ids[$0].isExactly(id) })
        else { continue }
        byKey[record.key] = .document(left.remove(at: index))
      }
    }
    let open = order.filter { byKey[$0] == .ambiguous }
    if open.count == left.count {
      for (key, document) in zip(open, left) { byKey[key] = .document(document) }
    }
    return records.map { byKey[$0.key] ?? .ambiguous }
  }
}

/// What tells the documents of a file's records apart.
///
/// Lines of one answer are about one document when id and text are the same; a record with a
/// document's only answers is a document, also where another has the same text and neither an id.
struct RecordKey: Hashable {
  private let session: String?
  private let id: ExactString?
  private let text: ExactString?
  private let occurrence: Int

  /// The keys of a file's records, in their order.
  static func keys(of records: [ForeignRecord]) -> [RecordKey] {
    var counts: [RecordKey: Int] = [:]
    return records.map { record in
      let own = record.own
      let id = own?.id ?? record.id
      let key = RecordKey(
        session: own?.session,
        id: id.map { ExactString($0) },
        text: own == nil ? record.text.map { ExactString($0) } : nil,
        occurrence: 0
      )
      guard id == nil, !record.sharesDocument else { return key }
      let count = counts[key, default: 0]
      counts[key] = count + 1
      return RecordKey(session: nil, id: nil, text: key.text, occurrence: count)
    }
  }
}
