internal import PluginABI

/// The sections of an arena as typed buffers.
struct ArenaView {
  private let arena: UnsafeMutablePointer<WinnowArena>
  private let votes: UnsafeMutablePointer<Int16>
  private let enabled: UnsafePointer<UInt8>
  private let bytes: UnsafePointer<UInt8>
  private let texts: UnsafePointer<WinnowSlice>
  let documentCount: Int

  init(_ arena: UnsafeMutablePointer<WinnowArena>) {
    self.arena = arena
    votes = Self.section(arena, \.votes, as: Int16.self)
    enabled = UnsafePointer(Self.section(arena, \.enabled, as: UInt8.self))
    bytes = UnsafePointer(Self.section(arena, \.text, as: UInt8.self))
    texts = UnsafePointer(Self.section(arena, \.texts, as: WinnowSlice.self))
    documentCount = Int(arena.pointee.document_count)
  }

  /// Where the running cell is marked.
  var running: UnsafeMutablePointer<WinnowCursor> {
    let offset = MemoryLayout<WinnowArena>.offset(of: \.running) ?? 0
    return (UnsafeMutableRawPointer(arena) + offset).assumingMemoryBound(to: WinnowCursor.self)
  }

  /// The ballots that code has cast in this batch.
  var ballots: [CastBallot] {
    let known = min(arena.pointee.ballot_count, UInt32(WINNOW_BALLOT_LIMIT))
    guard known > 0 else { return [] }
    let ballots = Self.section(arena, \.ballots, as: WinnowBallot.self)
    let statements = Self.section(arena, \.statements, as: UInt16.self)
    return (0..<Int(known)).map { place in
      let ballot = ballots[place]
      // A function may have written there by mistake.
      let first = min(ballot.first, UInt32(WINNOW_STATEMENT_LIMIT))
      let count = min(ballot.count, UInt32(WINNOW_STATEMENT_LIMIT) - first)
      return CastBallot(
        statements: (0..<Int(count)).map { statements[Int(first) + $0] },
        confidence: ballot.confidence < 0 ? nil : ballot.confidence
      )
    }
  }

  /// Most ballots that code may cast in a batch.
  var ballotLimit: Int { Int(WINNOW_BALLOT_LIMIT) }

  /// Adds a ballot to those of the batch.
  ///
  /// - Parameters:
  ///   - ballot: The ballot.
  ///   - known: Where its statements stand already, for another confidence.
  /// - Returns: Where its statements stand; `nil` where there is no room for it.
  func append(_ ballot: CastBallot, known: UInt32?) -> UInt32? {
    let (number, end) = (arena.pointee.ballot_count, arena.pointee.statement_count)
    let (first, count) = (known ?? end, UInt32(ballot.statements.count))
    guard number < UInt32(WINNOW_BALLOT_LIMIT),
      first + count <= UInt32(WINNOW_STATEMENT_LIMIT)
    else { return nil }
    let statements = Self.section(arena, \.statements, as: UInt16.self)
    for (place, statement) in ballot.statements.enumerated() {
      statements[Int(first) + place] = statement
    }
    Self.section(arena, \.ballots, as: WinnowBallot.self)[Int(number)] = WinnowBallot(
      first: first,
      count: count,
      confidence: ballot.confidence ?? -1
    )
    arena.pointee.statement_count = max(end, first + count)
    arena.pointee.ballot_count = number + 1
    return first
  }

  func isEnabled(_ function: Int) -> Bool { enabled[function] != 0 }

  /// The text of a document; `nil` when the corpus is read without a text field.
  func text(ofDocument row: Int) -> UnsafeBufferPointer<UInt8>? {
    let text = texts[row]
    guard text.length != WINNOW_NO_TEXT else { return nil }
    return UnsafeBufferPointer(start: bytes + Int(text.offset), count: Int(text.length))
  }

  func setVote(_ vote: Int16, function: Int, row: Int) {
    votes[function * documentCount + row] = vote
  }

  /// Keeps a function's first fault message; longer ones are cut.
  func setMessage(_ message: String, function: Int) {
    let room = Int(WINNOW_MESSAGE_BYTES)
    let target = Self.section(arena, \.messages, as: UInt8.self) + function * room
    guard target[0] == 0 else { return }
    var length = 0
    for scalar in message.unicodeScalars {
      let bytes = scalar.utf8
      guard length + bytes.count < room else { break }
      for byte in bytes {
        target[length] = byte
        length += 1
      }
    }
    target[length] = 0
  }

  /// Makes each object stand for the batch's document of the same row.
  func show(in documents: [Document]) {
    let arena = self.arena.pointee
    let starts = Self.section(self.arena, \.cell_starts, as: UInt32.self)
    let cells = UnsafePointer(Self.section(self.arena, \.cells, as: WinnowCell.self))
    let ids = Self.section(self.arena, \.ids, as: WinnowSlice.self)
    let texts = Self.section(self.arena, \.texts, as: WinnowSlice.self)
    let names = Self.section(self.arena, \.field_names, as: WinnowSlice.self)
    let bytes = UnsafeBufferPointer(
      start: Self.section(self.arena, \.text, as: UInt8.self),
      count: Int(arena.field_names - arena.text)
    )
    let fields = FieldNames(
      (0..<Int(arena.field_count)).map {
        let start = Int(names[$0].offset)
        return String(decoding: bytes[start..<(start + Int(names[$0].length))], as: UTF8.self)
      }
    )
    for row in 0..<documentCount {
      let range = Int(starts[row])..<Int(starts[row + 1])
      documents[row].show(
        DocumentView(
          bytes: bytes,
          fields: fields,
          cells: UnsafeBufferPointer(start: cells + range.lowerBound, count: range.count),
          id: ids[row],
          text: texts[row]
        )
      )
    }
  }

  private static func section<Element>(
    _ arena: UnsafeMutablePointer<WinnowArena>,
    _ offset: KeyPath<WinnowArena, UInt64>,
    as type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    (UnsafeMutableRawPointer(arena) + Int(arena.pointee[keyPath: offset]))
      .assumingMemoryBound(to: type)
  }
}
