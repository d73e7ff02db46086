package import LabelingCore

/// Finds identifiers, texts and gold labels, and rejects documents without.
package struct DocumentRoles: Sendable {
  private var text: FieldSelector?
  private var id: FieldSelector?
  private var gold: FieldSelector?
  private var values: [FieldSelector.Value] = []

  /// Creates the roles from field names or paths.
  ///
  /// - Parameters:
  ///   - text: Where the text is; `nil` leaves texts empty.
  ///   - id: Where the identifier is; `nil` gives `<file name>:<record number>`.
  ///   - gold: Where the known class is; `nil` leaves gold labels out.
  package init(text: String? = nil, id: String? = nil, gold: String? = nil) {
    self.text = text.map(FieldSelector.init)
    self.id = id.map(FieldSelector.init)
    self.gold = gold.map(FieldSelector.init)
  }

  /// Checks the names against a header, where the format has one.
  ///
  /// - Throws: ``CorpusError/unknownField(_:path:file:fields:)``.
  package mutating func check(_ reader: any CorpusReader) throws(CorpusError) {
    guard reader.format == .csv || reader.format == .tsv, !reader.fields.names.isEmpty else {
      return
    }
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
    let fileName = Self.fileName(of: reader.path)
    var kept = 0
    for index in batch.records.indices {
      let faults = assign(index, &batch, fileName, &roles)
      guard let fault = faults else {
        if kept < index { batch.records[kept] = batch.records[index] }
        kept += 1
        continue
      }
      let complete = fault.withFields(of: batch.records[index], in: batch, fields)
      try reader.rejects.reject(Self.rejected(index, batch, complete, reader.path, fields))
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
        return .missing(.id, path: id.path, fields: [])
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
        return .missing(.text, path: text.path, fields: [])
      }
      textSlice = found
    }
    let goldSlice = gold?.text(at: index, in: &batch, using: &values)
    roles.ids.append(idSlice)
    roles.texts.append(textSlice)
    roles.golds.append(goldSlice?.length == 0 ? nil : goldSlice)
    return nil
  }

  /// A document of a batch as the bad record that it turned out to be.
  package static func rejected(
    _ index: Int,
    _ batch: borrowing DocumentBatch,
    _ fault: RecordFault,
    _ path: String,
    _ fields: FieldTable
  ) -> RejectedRecord {
    let record = batch.records[index]
    var raw = Array(batch.bytes[record.raw.range])
    if raw.isEmpty {
      // XML keeps no source text: the document as JSON tells as much.
      var encoder = JSONRecordEncoder()
      encoder.append(record, of: batch, fields, to: &raw)
    }
    return RejectedRecord(
      location: SourceLocation(path, line: record.line),
      number: record.number,
      fault: fault,
      raw: raw
    )
  }

  /// The prefix of identifiers that are made up.
  private static func fileName(of path: String) -> [UInt8] {
    let name = path == "-" ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
    return Array((name + ":").utf8)
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
