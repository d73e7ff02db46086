package import CTextScan

/// The kind of value a field has in one document.
///
/// The raw values cross the plugin border, see `winnow_plugin.h`.
package enum ValueKind: UInt8, Hashable, Sendable {
  /// A JSON `null`; no bytes.
  case null = 1
  /// `true` or `false`.
  case bool = 2
  /// A number, in the digits it was written with.
  case number = 3
  /// Text, decoded to UTF-8. Every CSV value is text.
  case string = 4
  /// A nested object or array, as JSON text.
  case json = 5
  /// An XML element that is more than text, or a list of elements, as JSON in document order.
  ///
  /// An element is an object of its attributes, pieces of text (`#text`) and child elements as
  /// they stand in the file, so names may repeat; a child of text only is a string. Whoever
  /// asks for the value as text gets the element's text.
  case element = 6

  /// Whether the bytes are JSON text of an object or an array.
  package var isNested: Bool { self == .json || self == .element }
}

/// A run of documents as one arena of UTF-8 bytes and offsets into it.
///
/// A document is a list of cells in the order of its source; a document that
/// lacks a field has no cell for it. No strings are made.
package struct DocumentBatch: Sendable {
  /// A place in the arena.
  package struct Slice: Hashable, Sendable {
    /// First byte.
    package var offset: UInt32
    /// Number of bytes.
    package var length: UInt32

    /// Creates a slice of `length` bytes from `offset`.
    @inlinable
    package init(offset: Int, length: Int) {
      self.offset = UInt32(truncatingIfNeeded: offset)
      self.length = UInt32(truncatingIfNeeded: length)
    }

    /// The slice as a range of arena indices.
    @inlinable
    package var range: Range<Int> { Int(offset)..<(Int(offset) + Int(length)) }
  }

  /// One field's value in one document.
  package struct Cell: Hashable, Sendable {
    /// Index of the field in the corpus' ``FieldTable``.
    package var field: UInt32
    /// Kind of value.
    package var kind: ValueKind
    /// The value's bytes, decoded.
    package var value: Slice

    /// Creates a cell.
    @inlinable
    package init(field: Int, kind: ValueKind, value: Slice) {
      self.field = UInt32(truncatingIfNeeded: field)
      self.kind = kind
      self.value = value
    }
  }

  /// One document's place in its file and in the batch.
  package struct Record: Hashable, Sendable {
    /// 1-based number among the file's records, bad ones included.
    package var number: Int
    /// 1-based line where it begins.
    package var line: Int
    /// The record as it stood in the file, without its line end, where the
    /// format keeps it (JSONL, CSV).
    ///
    /// For XML it is empty, or the record's content as an ``ValueKind/element`` where its cells
    /// do not tell the order: text between elements, elements between those of another name.
    package var raw: Slice
    /// The document's cells, as a range of ``DocumentBatch/cells``.
    package var cells: Range<Int>

    /// Creates a record.
    package init(number: Int, line: Int, raw: Slice, cells: Range<Int>) {
      self.number = number
      self.line = line
      self.raw = raw
      self.cells = cells
    }
  }

  /// The arena.
  ///
  /// Offsets are 32 bits wide, so a batch holds less than 4 GiB.
  package var bytes: [UInt8] = []
  /// Cells of all documents, one document after the other.
  package var cells: [Cell] = []
  /// The documents, in corpus order.
  package var records: [Record] = []
  /// Indices of cells whose source has characters that UTF-8 cannot hold, ascending.
  ///
  /// Such are unpaired surrogates of JSON, each replaced by U+FFFD; mostly there are none.
  package var replacingCells: [Int] = []

  /// Creates an empty batch.
  package init() {}

  /// Number of documents.
  package var count: Int { records.count }

  /// Whether a cell's value has U+FFFD for what UTF-8 cannot hold.
  ///
  /// - Complexity: O(log *n*) in the number of such cells.
  package func replaces(in cell: Int) -> Bool {
    var range = replacingCells.startIndex..<replacingCells.endIndex
    while let first = range.first {
      let middle = first + range.count / 2
      if replacingCells[middle] == cell { return true }
      range = replacingCells[middle] < cell ? (middle + 1)..<range.upperBound : first..<middle
    }
    return false
  }

  /// Empties the batch and keeps its memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    replacingCells.removeAll()
  }

  /// Appends bytes to the arena.
  package mutating func append(_ value: UnsafeRawBufferPointer) -> Slice {
    let slice = Slice(offset: bytes.count, length: value.count)
    bytes.append(contentsOf: value)
    return slice
  }

  /// Appends a document whose values are, or are found in, parts of its text.
  ///
  /// - Parameters:
  ///   - text: The record as it stands in the file.
  ///   - number: Its number in the file.
  ///   - line: The line where it begins.
  ///   - members: Its values; those that hold escapes are the caller's to replace.
  /// - Returns: The index of the first cell.
  package mutating func append(
    _ text: UnsafeBufferPointer<UInt8>,
    number: Int,
    line: Int,
    members: UnsafeBufferPointer<WinnowMember>
  ) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: text)
    let firstCell = cells.count
    cells.reserveCapacity(Self.capacity(cells.capacity, toHold: firstCell + members.count))
    for member in members {
      let kind = ValueKind(rawValue: member.kind) ?? .null
      let value =
        member.kind == ValueKind.null.rawValue
        ? Slice(offset: 0, length: 0)
        : Slice(offset: start + Int(member.value), length: Int(member.value_count))
      cells.append(Cell(field: Int(member.field), kind: kind, value: value))
    }
    records.append(
      Record(
        number: number,
        line: line,
        raw: Slice(offset: start, length: text.count),
        cells: firstCell..<(firstCell + members.count)
      )
    )
    return firstCell
  }

  /// Grows by doubling, as reserving exactly what is needed would copy each time.
  private static func capacity(_ capacity: Int, toHold count: Int) -> Int {
    count <= capacity ? count : max(count, 2 * capacity)
  }

  /// The bytes of a slice as text.
  ///
  /// - Complexity: O(length); makes a string, so not for hot paths.
  package func string(_ slice: Slice) -> String {
    String(decoding: bytes[slice.range], as: UTF8.self)
  }
}
