package import LabelingCore

/// Finds identifiers, texts and gold labels, and rejects documents without.
package struct DocumentRoles: Sendable {
  private var text: FieldSelector?
  private var id: FieldSelector?
  private var gold: FieldSelector?
  private var values: [FieldSelector.Value] = []
  /// What made-up identifiers call a file, where that is not its name.
  private let fileNames: [ExactString: String]

  /// Creates the roles from field names or paths.
  ///
  /// - Parameters:
  ///   - text: Where the text is; `nil` leaves texts empty.
  ///   - id: Where the identifier is; `nil` gives `<file name>:<record number>`, with as many
  ///     folders before the name as distinguish the files.
  ///   - gold: Where the known class is; `nil` leaves gold labels out.
  ///   - paths: The files of the corpus.
  package init(
    text: String? = nil,
    id: String? = nil,
    gold: String? = nil,
    paths: [String] = []
  ) {
    fileNames = Self.distinctNames(of: paths)
    self.text = text.map(FieldSelector.init)
    self.id = id.map(FieldSelector.init)
    self.gold = gold.map(FieldSelector.init)
  }

  /// Checks the names against a header, where the format has one.
  ///
  /// - Throws: ``CorpusError/unknownField(_:path:file:fields:)``.
  package mutating func check(_ reader: any CorpusReader) throws(CorpusError) {
    guard reader.format.hasHeader, !reader.fields.names.isEmpty else { return }
    resolve(reader.fields)
    for (role, selector) in [(FieldRole.text, text), (.id, id), (.gold, gold)] {
      guard let selector, !selector.isResolved else { continue }
      throw .unknownField(
        role,
        path: selector.path,
        file: reader.path,
        fields: reader.fields.names
      )
    }
  }

  /// Finds the roles of a batch that was just read.
  ///
  /// Documents without an identifier or a text that was asked for are removed
  /// from the batch and go to the reader's log.
  /// - Parameters:
  ///   - batch: The documents; what has to be decoded is appended to its arena.
  ///   - reader: The reader that filled the batch.
  ///   - roles: Takes the slices; what it held before is removed.
  /// - Throws: ``CorpusError`` if the log's policy does not allow a removal.
  package mutating func assign(
    to batch: inout DocumentBatch,
    from reader: any CorpusReader,
    into roles: inout RoleSlices
  ) throws(CorpusError) {
    let fields = reader.fields
    resolve(fields)
    roles.removeAll()
    let fileName = fileName(of: reader.path)
    var kept = 0
    for index in batch.records.indices {
      let faults = assign(index, &batch, fileName, &roles)
      guard let fault = faults else {
        if kept < index { batch.records[kept] = batch.records[index] }
        kept += 1
        continue
      }
      let complete = fault.withFields(of: batch.records[index], in: batch, fields)
      try reader.rejects.reject(Self.rejected(index, batch, complete, reader.origin))
    }
    batch.records.removeSubrange(kept...)
  }

  private mutating func resolve(_ fields: FieldTable) {
    text?.resolve(fields)
    id?.resolve(fields)
    gold?.resolve(fields)
  }

  /// Appends one document's roles, or returns what is missing.
  private mutating func assign(
    _ index: Int,
    _ batch: inout DocumentBatch,
    _ fileName: [UInt8],
    _ roles: inout RoleSlices
  ) -> RecordFault? {
    var idSlice: DocumentBatch.Slice
    if let id {
      guard let found = id.text(at: index, in: &batch, using: &values) else {
        return absence(.id, id, index, &batch)
      }
      if found.length == 0 { return .emptyID(path: id.path) }
      idSlice = found
    } else {
      let start = batch.bytes.count
      batch.bytes.append(contentsOf: fileName)
      batch.bytes.append(contentsOf: String(batch.records[index].number).utf8)
      idSlice = DocumentBatch.Slice(offset: start, length: batch.bytes.count - start)
    }
    var textSlice = DocumentBatch.Slice(offset: 0, length: 0)
    if let text {
      guard let found = text.text(at: index, in: &batch, using: &values) else {
        return absence(.text, text, index, &batch)
      }
      textSlice = found
    }
    let goldSlice = gold?.text(at: index, in: &batch, using: &values)
    roles.ids.append(idSlice)
    roles.texts.append(textSlice)
    roles.golds.append(goldSlice?.length == 0 ? nil : goldSlice)
    return nil
  }

  /// Why a document has no value for a role.
  private mutating func absence(
    _ role: FieldRole,
    _ selector: FieldSelector,
    _ index: Int,
    _ batch: inout DocumentBatch
  ) -> RecordFault {
    selector.find(at: index, in: &batch, into: &values)
    return values.isEmpty
      ? .missing(role, path: selector.path, fields: []) : .null(role, path: selector.path)
  }

  /// A document of a batch as the bad record that it turned out to be.
  package static func rejected(
    _ index: Int,
    _ batch: borrowing DocumentBatch,
    _ fault: RecordFault,
    _ origin: BatchOrigin
  ) -> RejectedRecord {
    let record = batch.records[index]
    var raw: [UInt8] = []
    if !origin.format.format.keepsSourceText {
      // The document as JSON says as much.
      var encoder = JSONRecordEncoder()
      encoder.append(record, of: batch, origin.fields, to: &raw)
    } else {
      raw = Array(batch.bytes[record.raw.range])
    }
    return RejectedRecord(
      location: SourceLocation(origin.path, line: record.line),
      number: record.number,
      fault: fault,
      raw: raw
    )
  }

  /// The prefix of identifiers that are made up.
  private func fileName(of path: String) -> [UInt8] {
    let name = fileNames[ExactString(path)] ?? Self.components(of: path).last.map(String.init)
    return Array((path == "-" ? "stdin" : name ?? path).utf8) + [UInt8(ascii: ":")]
  }

  /// Names of files that are named alike in several folders: as much of each path's end as
  /// tells it from the others.
  private static func distinctNames(of paths: [String]) -> [ExactString: String] {
    let unique = Set(paths.map { ExactString($0) })
    let parts = unique.map { (path: $0, components: components(of: $0.string)) }
    var names: [ExactString: String] = [:]
    var waiting = parts
    var count = 1
    while !waiting.isEmpty {
      var byName: [ExactString: Int] = [:]
      func name(_ components: [Substring]) -> ExactString {
        ExactString(components.suffix(count).joined(separator: "/"))
      }
      for part in parts { byName[name(part.components), default: 0] += 1 }
      waiting.removeAll { part in
        let own = name(part.components)
        // Two ways to write one path cannot be distinguished by its parts.
        let isDone = byName[own] == 1 || count >= part.components.count
        if isDone { names[part.path] = own.string }
        return isDone
      }
      count += 1
    }
    return names
  }

  private static func components(of path: String) -> [Substring] {
    path.split(separator: "/").filter { !$0.utf8.elementsEqual(".".utf8) }
  }
}

extension RecordFault {
  /// The fault with the names of the fields that the record does have.
  fileprivate func withFields(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    _ fields: FieldTable
  ) -> RecordFault {
    guard case .missing(let role, let path, _) = self else { return self }
    let names = record.cells.map { fields.names[Int(batch.cells[$0].field)] }
    return .missing(role, path: path, fields: names)
  }
}
