internal import CTextScan
internal import JSONText
internal import LabelingCore
internal import Platform

/// The position of a ``JSONLReader``.
struct JSONLReaderState: ~Copyable {
  private(set) var run: RecordRun
  private let readsRawOnly: Bool
  private let notices: CorpusNotices
  /// Whether a key had a character that was replaced.
  private(set) var hasReplacedNames = false
  private var interner: FieldInterner
  /// Bytes behind the window's start that hold no line end.
  private var searched = 0
  private var members: [Member] = []
  private var decodedKey: [UInt8] = []
  private let plain = PlainMembers()

  private struct Member {
    var key: JSONSlice
    var value: JSONSlice
  }

  var fields: FieldTable { interner.fields }

  init(
    run: consuming RecordRun,
    fields: FieldTable,
    readsRawOnly: Bool,
    notices: CorpusNotices
  ) {
    self.run = run
    self.notices = notices
    self.readsRawOnly = readsRawOnly
    interner = FieldInterner(fields)
  }

  /// Fills a batch; see ``CorpusReader``.
  mutating func read(
    into batch: inout DocumentBatch,
    _ maximumCount: Int,
    _ maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    batch.removeAll()
    try run.throwPending()
    do throws(CorpusError) {
      while run.hasRoom(batch, maximumCount, maximumByteCount) {
        guard let line = try nextLine() else { break }
        try readLine(line, into: &batch)
      }
    } catch {
      try run.postpone(error, batch)
    }
    return !batch.records.isEmpty
  }

  /// The next line, as a range of the window without its line end.
  private mutating func nextLine() throws(CorpusError) -> Range<Int>? {
    while true {
      let start = run.window.start
      let from = start + searched
      if let base = run.window.bytes.baseAddress, run.window.end > from,
        let found = ByteSearch.first(0x0A, in: base + from, count: run.window.end - from)
      {
        let end = from + found
        searched = 0
        if end - start > run.limits.recordByteCount {
          try run.rejectTooLong(bareCREndsLine: false)
          continue
        }
        run.window.start = end + 1
        return start..<end
      }
      searched = run.window.unreadByteCount
      if run.window.isFinal, searched <= run.limits.recordByteCount {
        guard run.window.unreadByteCount > 0 else { return nil }
        run.window.start = run.window.end
        searched = 0
        return start..<run.window.end
      }
      if searched > run.limits.recordByteCount {
        searched = 0
        try run.rejectTooLong(bareCREndsLine: false)
      } else {
        try run.window.fill()
      }
    }
  }

  @inline(__always)
  private mutating func readLine(
    _ line: Range<Int>,
    into batch: inout DocumentBatch
  ) throws(CorpusError) {
    let bytes = run.window.bytes
    let number = run.line
    run.line += 1
    let range = trimmed(line, bytes)
    if range.isEmpty { return }
    run.number += 1
    if readsRawOnly {
      let raw = batch.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
      let cells = batch.cells.count..<batch.cells.count
      batch.records.append(
        DocumentBatch.Record(number: run.number, line: number, raw: raw, cells: cells)
      )
      return
    }
    if readPlainly(range, line: line, number: number, into: &batch) { return }
    if let offset = run.window.firstInvalid(in: line) {
      try run.reject(
        .invalidUTF8(byte: bytes[offset]),
        line: number,
        column: run.fileColumn(offset - line.lowerBound + 1, ofLineAt: line.lowerBound),
        raw: line
      )
      return
    }
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    members.removeAll(keepingCapacity: true)
    do throws(JSONSyntaxError) {
      try scan(text)
    } catch {
      let fault = fault(for: error, text)
      try run.reject(
        fault,
        line: number,
        column: run.fileColumn(
          error.offset + range.lowerBound - line.lowerBound + 1,
          ofLineAt: line.lowerBound
        ),
        raw: line
      )
      return
    }
    if let repeated = append(text, line: number, to: &batch) {
      try run.reject(
        .repeatedKey(repeated.name),
        line: number,
        column: run.fileColumn(
          repeated.offset + range.lowerBound - line.lowerBound + 1,
          ofLineAt: line.lowerBound
        ),
        raw: line
      )
    }
  }

  /// Appends an object that is plainly right; anything else is looked at again.
  @inline(__always)
  private mutating func readPlainly(
    _ range: Range<Int>,
    line: Range<Int>,
    number: Int,
    into batch: inout DocumentBatch
  ) -> Bool {
    guard let base = run.window.bytes.baseAddress else { return false }
    let text = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    var object = WinnowObject()
    let count = winnow_json_members(
      text.baseAddress,
      range.count,
      run.window.end - range.lowerBound,
      plain.values,
      PlainMembers.capacity,
      plain.shape,
      &object
    )
    guard count >= 0, object.is_ascii || run.window.firstInvalid(in: line) == nil else {
      return false
    }
    let members = plain.prefix(count)
    if object.known_count < count {
      guard interner.assignFields(members, of: text) else { return false }
      winnow_json_learn(plain.shape, text.baseAddress, plain.values, count)
    }
    let firstCell = batch.append(
      text,
      number: run.number,
      line: number,
      members: UnsafeBufferPointer(members)
    )
    if object.has_escapes { unescape(members, of: text, firstCell, &batch) }
    return true
  }

  private func unescape(
    _ members: UnsafeMutableBufferPointer<WinnowMember>,
    of text: UnsafeBufferPointer<UInt8>,
    _ firstCell: Int,
    _ batch: inout DocumentBatch
  ) {
    for (index, member) in members.enumerated() where member.is_value_escaped {
      let start = batch.bytes.count
      let contents = Int(member.value)..<Int(member.value + member.value_count)
      let value = UnsafeBufferPointer(rebasing: text[contents])
      if JSONString.appendUnescaped(value, to: &batch.bytes) {
        batch.replacingCells.append(firstCell + index)
      }
      batch.cells[firstCell + index].value = DocumentBatch.Slice(
        offset: start,
        length: batch.bytes.count - start
      )
    }
  }

  /// A line without the white space around it.
  @inline(__always)
  private func trimmed(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while start < end, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D || byte == 0x09 }

  private mutating func scan(_ text: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) {
    var found: [Member] = []
    swap(&found, &members)
    defer { swap(&found, &members) }
    var scanner = JSONScanner(text)
    _ = try scanner.object { key, value in found.append(Member(key: key, value: value)) }
    try scanner.end()
  }

  private func fault(
    for error: JSONSyntaxError,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> RecordFault {
    let isFirst = run.number == 1
    switch text[0] {
    case UInt8(ascii: "{"):
      // An object that begins on the first line and continues behind it.
      let goesOn = error.offset >= text.count
      return isFirst && goesOn ? .wholeDocument(rule: error.rule) : .invalidJSON(rule: error.rule)
    case UInt8(ascii: "["):
      return isFirst ? .wholeDocument(rule: error.rule) : .notAnObject
    default:
      var scanner = JSONScanner(text)
      do throws(JSONSyntaxError) {
        _ = try scanner.value()
        try scanner.end()
        return .notAnObject
      } catch {
        return .invalidJSON(rule: error.rule)
      }
    }
  }

  /// Appends the scanned members as a document.
  ///
  /// - Returns: A key that occurs twice, in which case nothing is appended.
  private mutating func append(
    _ text: UnsafeBufferPointer<UInt8>,
    line: Int,
    to batch: inout DocumentBatch
  ) -> (name: String, offset: Int)? {
    let firstCell = batch.cells.count
    let raw = batch.append(UnsafeRawBufferPointer(text))
    interner.beginRecord()
    for member in members {
      let index: Int
      if member.key.isEscaped {
        decodedKey.removeAll(keepingCapacity: true)
        let contents = UnsafeBufferPointer(rebasing: text[member.key.contents])
        if JSONString.appendUnescaped(contents, to: &decodedKey), !hasReplacedNames {
          hasReplacedNames = true
          notices.noteReplacedName(
            String(decoding: decodedKey, as: UTF8.self),
            at: SourceLocation(run.path, line: line)
          )
        }
        index = decodedKey.withUnsafeBufferPointer { interner.next($0) }
      } else {
        index = interner.next(UnsafeBufferPointer(rebasing: text[member.key.contents]))
      }
      guard index >= 0 else {
        batch.cells.removeSubrange(firstCell...)
        batch.bytes.removeSubrange(Int(raw.offset)...)
        while batch.replacingCells.last ?? -1 >= firstCell { batch.replacingCells.removeLast() }
        let name = fields.names[~index]
        interner.discardRecord()
        return (name, member.key.range.lowerBound)
      }
      var isReplacing = false
      let cell = cell(
        index,
        member.value,
        text,
        at: Int(raw.offset),
        &batch.bytes,
        &isReplacing
      )
      if isReplacing { batch.replacingCells.append(batch.cells.count) }
      batch.cells.append(cell)
    }
    batch.records.append(
      DocumentBatch.Record(
        number: run.number,
        line: line,
        raw: raw,
        cells: firstCell..<batch.cells.count
      )
    )
    return nil
  }

  @inline(__always)
  private func cell(
    _ field: Int,
    _ value: JSONSlice,
    _ text: UnsafeBufferPointer<UInt8>,
    at offset: Int,
    _ arena: inout [UInt8],
    _ isReplacing: inout Bool
  ) -> DocumentBatch.Cell {
    let contents = value.contents
    var slice = DocumentBatch.Slice(offset: offset + contents.lowerBound, length: contents.count)
    if value.isEscaped {
      let start = arena.count
      isReplacing = JSONString.appendUnescaped(
        UnsafeBufferPointer(rebasing: text[contents]),
        to: &arena
      )
      slice = DocumentBatch.Slice(offset: start, length: arena.count - start)
    }
    let kind: ValueKind =
      switch value.kind {
      case .string: .string
      case .number: .number
      case .bool: .bool
      case .null: .null
      case .array, .object: .json
      }
    if kind == .null { slice = DocumentBatch.Slice(offset: 0, length: 0) }
    return DocumentBatch.Cell(field: field, kind: kind, value: slice)
  }
}
