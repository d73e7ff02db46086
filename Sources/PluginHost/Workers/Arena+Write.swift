package import LabelingCore
internal import PluginABI

extension Arena {
  /// Lays a batch out; votes begin as abstain.
  ///
  /// - Parameters:
  ///   - batch: The documents.
  ///   - enabled: Which functions run.
  ///   - classCount: The classes of the task.
  ///   - hasFields: Whether a function may look at more than the texts; fields that nobody looks
  ///     at cost as much as a few functions.
  /// - Throws: ``PluginError`` when there is no memory.
  package func write(
    _ batch: LabelingBatch<some Sendable>,
    enabled: [Bool],
    classCount: Int,
    hasFields: Bool = true
  ) throws(PluginError) {
    let names = batch.fieldNames.map { Array($0.utf8) }
    var layout = ArenaLayout()
    var head = WinnowArena()
    head.document_count = UInt32(batch.count)
    head.field_count = UInt32(names.count)
    head.function_count = UInt32(enabled.count)
    head.class_count = UInt32(classCount)
    head.text = layout.add(
      UInt8.self,
      batch.documents.bytes.count + names.reduce(0) { $0 + $1.count }
    )
    head.field_names = layout.add(WinnowSlice.self, names.count)
    head.ids = layout.add(WinnowSlice.self, batch.count)
    head.texts = layout.add(WinnowSlice.self, batch.count)
    head.cell_starts = layout.add(UInt32.self, batch.count + 1)
    head.cells = layout.add(WinnowCell.self, hasFields ? batch.documents.cells.count : 0)
    head.enabled = layout.add(UInt8.self, enabled.count)
    head.votes = layout.add(Int16.self, enabled.count * batch.count)
    head.ballots = layout.add(WinnowBallot.self, Int(WINNOW_BALLOT_LIMIT))
    head.statements = layout.add(UInt16.self, Int(WINNOW_STATEMENT_LIMIT))
    head.messages = layout.add(UInt8.self, enabled.count * Int(WINNOW_MESSAGE_BYTES))
    head.resume = WinnowCursor(function: 0, document: 0)
    try begin(head, byteCount: layout.byteCount)
    writeText(batch.documents.bytes, names)
    writeDocuments(batch.with(()), hasFields: hasFields)
    let flags = section(\.enabled, as: UInt8.self)
    for (index, isEnabled) in enabled.enumerated() { flags[index] = isEnabled ? 1 : 0 }
    let votes = section(\.votes, as: Int16.self)
    votes.update(repeating: Int16(WINNOW_ABSTAIN), count: enabled.count * batch.count)
    let messages = section(\.messages, as: UInt8.self)
    for index in enabled.indices { messages[index * Int(WINNOW_MESSAGE_BYTES)] = 0 }
    clearRunning()
  }

  private func writeText(_ text: [UInt8], _ names: [[UInt8]]) {
    let target = section(\.text, as: UInt8.self)
    text.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { target.update(from: base, count: bytes.count) }
    }
    let slices = section(\.field_names, as: WinnowSlice.self)
    var offset = text.count
    for (index, name) in names.enumerated() {
      slices[index] = WinnowSlice(offset: UInt32(offset), length: UInt32(name.count))
      for byte in name {
        target[offset] = byte
        offset += 1
      }
    }
  }

  private func writeDocuments(_ batch: LabelingBatch<Void>, hasFields: Bool) {
    let ids = section(\.ids, as: WinnowSlice.self)
    let texts = section(\.texts, as: WinnowSlice.self)
    let starts = section(\.cell_starts, as: UInt32.self)
    let cells = section(\.cells, as: WinnowCell.self)
    let none = WinnowSlice(offset: 0, length: UInt32.max)
    var cellCount = 0
    for (row, id) in batch.ids.enumerated() { ids[row] = WinnowSlice(id) }
    if let known = batch.texts {
      for (row, text) in known.enumerated() { texts[row] = WinnowSlice(text) }
    } else {
      texts.update(repeating: none, count: batch.count)
    }
    guard hasFields else { return starts.update(repeating: 0, count: batch.count + 1) }
    for (row, record) in batch.documents.records.enumerated() {
      starts[row] = UInt32(cellCount)
      for cell in batch.documents.cells[record.cells] {
        cells[cellCount] = WinnowCell(
          field: cell.field,
          kind: UInt32(cell.kind.rawValue),
          value: WinnowSlice(cell.value)
        )
        cellCount += 1
      }
    }
    starts[batch.count] = UInt32(cellCount)
  }

  /// Marks that no cell has run since the worker started.
  func clearRunning() {
    head.pointee.running = WinnowCursor(function: UInt32.max, document: UInt32.max)
  }

  /// The cell that the worker runs, or `nil` when it has not begun.
  var runningCell: WinnowCursor? {
    let offset = MemoryLayout<WinnowArena>.offset(of: \.running) ?? 0
    let cursor = winnow_marked((bytes + offset).assumingMemoryBound(to: WinnowCursor.self))
    // Also what a function has written there by mistake is not a cell.
    guard cursor.function <= shape.functions, cursor.document < shape.documents else { return nil }
    return cursor
  }

  /// The ballots that code has cast in this batch; `nil` where what stands there is none.
  func castBallots(classCount: Int, labels: LabelKind) -> [BallotRecord]? {
    let (count, statementCount) = (head.pointee.ballot_count, head.pointee.statement_count)
    guard count > 0 else { return [] }
    guard count <= UInt32(WINNOW_BALLOT_LIMIT), statementCount <= UInt32(WINNOW_STATEMENT_LIMIT)
    else { return nil }
    let ballots = section(\.ballots, as: WinnowBallot.self)
    let statements = section(\.statements, as: UInt16.self)
    var records: [BallotRecord] = []
    for place in 0..<Int(count) {
      let ballot = ballots[place]
      guard ballot.first <= statementCount, ballot.count <= statementCount - ballot.first else {
        return nil
      }
      let record = BallotRecord(
        classes: (0..<Int(ballot.count)).map { Int(statements[Int(ballot.first) + $0]) },
        confidence: ballot.confidence < 0 ? nil : ballot.confidence
      )
      guard record.isValid(classCount: classCount, labels: labels) else { return nil }
      records.append(record)
    }
    return records
  }

  /// Prepares the arena for a worker that runs examples: only its first bytes are used.
  func clearDescribed() {
    bytes.assumingMemoryBound(to: WinnowCursor.self).pointee = WinnowCursor(
      function: 0,
      document: 0
    )
  }

  /// The function, counted from 1, and example that ran last; `nil` when none had started.
  var describedExample: WinnowCursor? {
    let cursor = winnow_marked(bytes.assumingMemoryBound(to: WinnowCursor.self))
    return cursor.function == 0 ? nil : cursor
  }

  /// The first fault message of a function in this batch, or `nil`.
  func message(ofFunction index: Int) -> String? {
    let room = Int(WINNOW_MESSAGE_BYTES)
    let start = section(\.messages, as: UInt8.self) + index * room
    guard start[0] != 0 else { return nil }
    let bytes = UnsafeBufferPointer(start: start, count: room)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}

extension WinnowSlice {
  fileprivate init(_ slice: DocumentBatch.Slice) {
    self.init(offset: slice.offset, length: slice.length)
  }
}

/// Places sections one after the other.
private struct ArenaLayout {
  private(set) var byteCount = ArenaLayout.aligned(MemoryLayout<WinnowArena>.size)

  /// The offset of a new section.
  mutating func add<Element>(_ type: Element.Type, _ count: Int) -> UInt64 {
    defer { byteCount = Self.aligned(byteCount + MemoryLayout<Element>.stride * count) }
    return UInt64(byteCount)
  }

  private static func aligned(_ offset: Int) -> Int { (offset + 15) & ~15 }
}
