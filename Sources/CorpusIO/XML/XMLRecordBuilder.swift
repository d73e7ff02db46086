internal import JSONText
internal import LabelingCore

/// Turns the events of a parser into documents.
///
/// Attributes become fields `@name`, child elements fields by name, a record's
/// own text `#text`. A child of text only is a string; one with attributes or
/// children is a JSON object made in the same way; repeated children are one
/// JSON array. Text between child elements is put together, and dropped where
/// it is white space only.
struct XMLRecordBuilder {
  /// Documents that are complete and not yet handed out.
  var staged = DocumentBatch()
  /// Number of records so far.
  private(set) var recordCount = 0
  private(set) var fields: FieldTable
  /// Repeated paths seen before the first record, for help.
  private(set) var paths = XMLPathCounts()
  /// What made the builder give up.
  private(set) var refusal: CorpusError.XMLRefusal?

  private let recordPath: XMLRecordPath?
  private let limits: CorpusLimits
  var names = XMLNameTable()
  /// Field index by name number; −1 where there is none yet.
  private var fieldByName: [Int] = []
  /// Names of the open elements, outermost first.
  private var openNames: [Int] = []
  /// Depth of the open record element; 0 outside of records.
  private var recordDepth = 0
  private var recordLine = 0
  /// Complete values of the open elements in the record.
  private var values: [XMLElementValue] = []
  /// The values' bytes; as elements close in order, it is a stack.
  private var scratch: [UInt8] = []
  /// Where each open element in the record begins.
  private var open: [OpenElement] = []
  /// Text of each open element in the record, by depth.
  private var texts: [[UInt8]] = []
  private var groups = XMLValueGroups()
  private var json: [UInt8] = []
  private var namespaces = XMLNamespaceScope()

  private struct OpenElement {
    var firstValue: Int
    var scratchCount: Int
    var hasChildren: Bool
  }

  init(recordPath: XMLRecordPath?, fields: FieldTable, limits: CorpusLimits) {
    self.recordPath = recordPath
    self.fields = fields
    self.limits = limits
  }

  /// Whether the element that was opened last is a record.
  var isRecordNew: Bool { recordDepth > 0 && recordDepth == openNames.count }

  /// Says where the record begins.
  mutating func setLine(_ line: Int) { recordLine = line }

  /// Opens an element; its attributes follow if the result is `true`.
  @inline(__always)
  mutating func start(_ name: Int) -> Bool {
    guard openNames.count < limits.depth else {
      refusal = .depth(limit: limits.depth)
      return false
    }
    openNames.append(name)
    if recordDepth == 0 {
      guard beginsRecord() else { return false }
      recordDepth = openNames.count
    } else {
      open[open.count - 1].hasChildren = true
    }
    namespaces.use(names.declarations[name])
    open.append(
      OpenElement(firstValue: values.count, scratchCount: scratch.count, hasChildren: false)
    )
    if texts.count < open.count { texts.append([]) }
    return true
  }

  private mutating func beginsRecord() -> Bool {
    if recordCount == 0 { paths.count(openNames.map { names.names[$0] }) }
    guard let recordPath else { return false }
    return recordPath.matches(depth: openNames.count) { names.names[openNames[$0]] }
  }

  /// Adds an attribute to the element that was opened last.
  @inline(__always)
  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    namespaces.use(names.declarations[name])
    guard value.count <= limits.textByteCount else {
      refusal = .text(limit: limits.textByteCount)
      return
    }
    let offset = scratch.count
    Self.appendAttribute(value, to: &scratch)
    values.append(
      XMLElementValue(name: name, kind: .string, offset: offset, count: scratch.count - offset)
    )
    checkSize()
  }

  /// Takes down a name space that is declared outside of records.
  mutating func declare(_ name: Int, _ uri: UnsafeBufferPointer<UInt8>) {
    namespaces.declare(name, uri, depth: openNames.count)
  }

  /// Refuses an element with too many attributes.
  mutating func check(attributeCount: Int) {
    if attributeCount > limits.attributeCount {
      refusal = .attributes(limit: limits.attributeCount)
    }
  }

  /// Refuses a reference to an entity.
  mutating func refuseEntity(_ name: String) { refusal = refusal ?? .entity(name: name) }

  /// Adds text to the innermost open element.
  @inline(__always)
  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    guard recordDepth > 0 else { return }
    let level = open.count - 1
    guard texts[level].count + piece.count <= limits.textByteCount else {
      refusal = .text(limit: limits.textByteCount)
      return
    }
    texts[level].append(contentsOf: piece)
  }

  /// Closes the innermost open element.
  @inline(__always)
  mutating func end() {
    guard let name = openNames.popLast() else { return }
    guard recordDepth > 0, let element = open.popLast() else {
      namespaces.leave(depth: openNames.count + 1)
      return
    }
    let level = open.count
    let isRecord = openNames.count < recordDepth
    let isPlain = element.firstValue == values.count && !isRecord
    if isPlain {
      let offset = scratch.count
      scratch.append(contentsOf: texts[level])
      values.append(
        XMLElementValue(
          name: name,
          kind: .string,
          offset: offset,
          count: texts[level].count
        )
      )
    } else {
      appendText(ofLevel: level, isDroppedIfBlank: element.hasChildren || isRecord)
      if isRecord {
        emitRecord()
      } else {
        nest(element, name)
      }
    }
    texts[level].removeAll(keepingCapacity: true)
    checkSize()
  }

  private mutating func checkSize() {
    if scratch.count > limits.recordByteCount {
      refusal = refusal ?? .record(limit: limits.recordByteCount)
    }
  }

  private mutating func appendText(ofLevel level: Int, isDroppedIfBlank: Bool) {
    let text = texts[level]
    if text.isEmpty || isDroppedIfBlank && text.allSatisfy(Self.isBlank) { return }
    let offset = scratch.count
    scratch.append(contentsOf: text)
    values.append(
      XMLElementValue(
        name: XMLNameTable.textID,
        kind: .string,
        offset: offset,
        count: text.count
      )
    )
  }

  /// Replaces an element's values by one JSON object.
  private mutating func nest(_ element: OpenElement, _ name: Int) {
    groups.group(
      values,
      in: element.firstValue..<values.count,
      nameCount: names.names.count
    )
    json.removeAll(keepingCapacity: true)
    json.append(UInt8(ascii: "{"))
    for (position, head) in groups.heads.enumerated() {
      if position > 0 { json.append(UInt8(ascii: ",")) }
      json.append(contentsOf: names.quotedNames[values[head].name])
      json.append(UInt8(ascii: ":"))
      appendJSON(head)
    }
    json.append(UInt8(ascii: "}"))
    values.removeSubrange(element.firstValue...)
    scratch.removeSubrange(element.scratchCount...)
    let offset = scratch.count
    scratch.append(contentsOf: json)
    values.append(XMLElementValue(name: name, kind: .json, offset: offset, count: json.count))
  }

  /// Appends a value to the JSON text, or all values of its name as an array.
  private mutating func appendJSON(_ head: Int) {
    guard groups.next(after: head) != nil else {
      appendOne(head)
      return
    }
    json.append(UInt8(ascii: "["))
    var index = head
    appendOne(index)
    while let next = groups.next(after: index) {
      json.append(UInt8(ascii: ","))
      appendOne(next)
      index = next
    }
    json.append(UInt8(ascii: "]"))
  }

  private mutating func appendOne(_ index: Int) {
    let value = values[index]
    if value.kind == .json {
      json.append(contentsOf: scratch[value.range])
    } else {
      JSONString.appendQuoted(scratch[value.range], to: &json)
    }
  }

  /// Stages the open record as a document.
  private mutating func emitRecord() {
    recordCount += 1
    namespaces.takeUsed { name, uri in
      if values.contains(where: { $0.name == name }) { return }
      let offset = scratch.count
      scratch.append(contentsOf: uri)
      values.append(
        XMLElementValue(name: name, kind: .string, offset: offset, count: uri.count)
      )
    }
    groups.group(values, in: 0..<values.count, nameCount: names.names.count)
    let firstCell = staged.cells.count
    for head in groups.heads {
      let offset = staged.bytes.count
      var kind = values[head].kind
      if groups.next(after: head) == nil {
        staged.bytes.append(contentsOf: scratch[values[head].range])
      } else {
        kind = .json
        json.removeAll(keepingCapacity: true)
        appendJSON(head)
        staged.bytes.append(contentsOf: json)
      }
      staged.cells.append(
        DocumentBatch.Cell(
          field: field(ofName: values[head].name),
          kind: kind,
          value: DocumentBatch.Slice(offset: offset, length: staged.bytes.count - offset)
        )
      )
    }
    staged.records.append(
      DocumentBatch.Record(
        number: recordCount,
        line: recordLine,
        raw: DocumentBatch.Slice(offset: 0, length: 0),
        cells: firstCell..<staged.cells.count
      )
    )
    values.removeAll(keepingCapacity: true)
    scratch.removeAll(keepingCapacity: true)
    recordDepth = 0
  }

  private mutating func field(ofName name: Int) -> Int {
    while fieldByName.count <= name { fieldByName.append(-1) }
    if fieldByName[name] < 0 { fieldByName[name] = fields.index(adding: names.names[name]) }
    return fieldByName[name]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Without entity substitution libxml2 leaves `&amp;` in attributes as `&#38;`.
  private static func appendAttribute(
    _ value: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    let ampersand: StaticString = "&#38;"
    var start = 0
    for index in 0..<value.count where value[index] == UInt8(ascii: "&") {
      let end = index + ampersand.utf8CodeUnitCount
      guard end <= value.count else { break }
      var isEscape = true
      for offset in 0..<ampersand.utf8CodeUnitCount
      where value[index + offset] != ampersand.utf8Start[offset] {
        isEscape = false
      }
      if isEscape {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...index]))
        start = end
      }
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: value[start...]))
  }
}
