internal import JSONText
internal import LabelingCore

/// Turns the events of a parser into documents.
///
/// Attributes become fields `@name`, child elements fields by name, a record's
/// own text `#text`. A child of text only is a string; one with attributes or
/// children is an ``ValueKind/element``, made in the same way and kept in the order
/// of the file; repeated children are one list. White space between the children of a record
/// is dropped where there is nothing else.
///
/// An element `<field name="…">` whose name could not be an element's is read under that name.
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
  /// The default name space around the last record; empty for none.
  private(set) var defaultNamespace: [UInt8] = []

  private(set) var recordPath: XMLRecordPath?
  private let limits: CorpusLimits
  var names = XMLNameTable()
  /// Field index by name number; −1 where there is none yet.
  private var fieldByName: [Int] = []
  /// The open elements, outermost first; those within a record without their name spaces.
  private var openElements: [(name: Int, uri: UnsafePointer<UInt8>?)] = []
  /// Depth of the open record element; 0 outside of records.
  private var recordDepth = 0
  private var recordLine = 0
  /// Attributes, children and pieces of text of the open record, complete and in their order.
  private var values: [XMLElementValue] = []
  /// The values' bytes, and those of the open child.
  private var scratch: [UInt8] = []
  /// Where each open element in the record begins.
  private var open: [OpenElement] = []
  /// Text of each open element in the record that is not among its members yet, by depth.
  private var texts: [[UInt8]] = []
  private var groups = XMLValueGroups()
  private var decoded: [UInt8] = []
  private var namespaces = XMLNamespaceScope()

  private struct OpenElement {
    var scratchCount: Int
    /// Whether it has more than text.
    var hasMembers = false
    /// Bytes of its own text so far.
    var textByteCount = 0
  }

  init(recordPath: XMLRecordPath?, fields: FieldTable, limits: CorpusLimits) {
    self.recordPath = recordPath
    self.fields = fields
    self.limits = limits
  }

  /// Whether the element that was opened last is a record.
  var isRecordNew: Bool { recordDepth > 0 && recordDepth == openElements.count }

  /// Whether a record is open.
  var isInRecord: Bool { recordDepth > 0 }

  /// Says where the record begins.
  mutating func setLine(_ line: Int) { recordLine = line }

  /// Opens an element; its attributes follow if the result is `true`.
  @inline(__always)
  mutating func start(_ tag: XMLStartTag) -> Bool {
    guard openElements.count < limits.depth else {
      refusal = .depth(limit: limits.depth)
      return false
    }
    if recordDepth == 0 {
      openElements.append((tag.name, tag.uri))
      guard beginsRecord(tag) else { return false }
      recordDepth = openElements.count
    } else {
      openElements.append((tag.name, nil))
      let parent = open.count - 1
      flushText(ofLevel: parent)
      if parent > 0 { appendKey(tag.name, ofLevel: parent) }
      open[parent].hasMembers = true
    }
    namespaces.use(tag.declaration)
    open.append(OpenElement(scratchCount: scratch.count))
    if texts.count < open.count { texts.append([]) }
    return true
  }

  private mutating func beginsRecord(_ tag: XMLStartTag) -> Bool {
    if recordCount == 0 { paths.count(openElements.map { names.names[$0.name] }) }
    guard var path = recordPath else { return false }
    let isRecord = path.matches(
      depth: openElements.count,
      root: openElements.first?.uri,
      element: {
        XMLRecordPath.Element(name: names.names[openElements[$0].name], uri: openElements[$0].uri)
      },
      resolve: { prefix in
        if let uri = tag.uri(ofPrefix: prefix) { return uri }
        return names.knownID(of: "@xmlns:" + prefix).flatMap(namespaces.uri).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
    )
    recordPath = path
    return isRecord
  }

  /// Adds an attribute to the element that was opened last.
  @inline(__always)
  mutating func attribute(_ name: Int, _ value: UnsafeBufferPointer<UInt8>) {
    namespaces.use(names.declarations[name])
    guard value.count <= limits.textByteCount else {
      refusal = .text(limit: limits.textByteCount)
      return
    }
    let level = open.count - 1
    if level == 0 {
      let offset = scratch.count
      XMLAttribute.append(value, to: &scratch)
      append(name, .string, from: offset)
    } else {
      decoded.removeAll(keepingCapacity: true)
      XMLAttribute.append(value, to: &decoded)
      appendKey(name, ofLevel: level)
      JSONString.appendQuoted(decoded, to: &scratch)
      open[level].hasMembers = true
    }
    checkSize()
  }

  /// Adds the declaration of a name space to the element that was opened last.
  mutating func ownNamespace(_ name: Int, _ uri: UnsafeBufferPointer<UInt8>) {
    if open.count == 1 { namespaces.noteOwn(name) }
    attribute(name, uri)
  }

  /// Takes down a name space that is declared outside of records.
  mutating func declare(_ name: Int, _ uri: UnsafeBufferPointer<UInt8>) {
    namespaces.declare(name, uri, depth: openElements.count)
  }

  /// Refuses an element with too many attributes.
  mutating func check(attributeCount: Int) {
    if attributeCount > limits.attributeCount {
      refusal = .attributes(limit: limits.attributeCount)
    }
  }

  /// Refuses a reference to an entity.
  mutating func refuseEntity(_ name: String) { refusal = refusal ?? .entity(name: name) }

  /// Refuses an attribute or a piece of text that libxml2 finds too long.
  mutating func refuseLength() { refusal = refusal ?? .text(limit: limits.textByteCount) }

  /// Adds text to the innermost open element.
  @inline(__always)
  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    guard recordDepth > 0 else { return }
    let level = open.count - 1
    open[level].textByteCount += piece.count
    guard open[level].textByteCount <= limits.textByteCount else {
      refusal = .text(limit: limits.textByteCount)
      return
    }
    texts[level].append(contentsOf: piece)
  }

  /// Closes the innermost open element.
  @inline(__always)
  mutating func end() {
    guard let name = openElements.popLast()?.name else { return }
    guard recordDepth > 0, !open.isEmpty else {
      namespaces.leave(depth: openElements.count + 1)
      return
    }
    let level = open.count - 1
    if level == 0 {
      flushText(ofLevel: 0)
      open.removeLast()
      emitRecord()
    } else {
      endChild(name, level)
    }
    checkSize()
  }

  /// Closes an element within the record.
  @inline(__always)
  private mutating func endChild(_ name: Int, _ level: Int) {
    let element = open[level]
    if element.hasMembers {
      flushText(ofLevel: level)
      scratch.append(UInt8(ascii: "}"))
    } else {
      if level == 1 {
        scratch.append(contentsOf: texts[level])
      } else {
        JSONString.appendQuoted(texts[level], to: &scratch)
      }
      texts[level].removeAll(keepingCapacity: true)
    }
    open.removeLast()
    if level == 1 {
      append(name, element.hasMembers ? .element : .string, from: element.scratchCount)
    }
  }

  /// Adds a complete value of the record.
  private mutating func append(_ name: Int, _ kind: ValueKind, from offset: Int) {
    values.append(
      XMLElementValue(name: name, kind: kind, offset: offset, count: scratch.count - offset)
    )
  }

  /// Makes the text that has come since the last child a member of its element.
  @inline(__always)
  private mutating func flushText(ofLevel level: Int) {
    guard !texts[level].isEmpty else { return }
    if level == 0 {
      let offset = scratch.count
      scratch.append(contentsOf: texts[level])
      append(XMLNameTable.textID, .string, from: offset)
    } else {
      appendKey(XMLNameTable.textID, ofLevel: level)
      JSONString.appendQuoted(texts[level], to: &scratch)
    }
    texts[level].removeAll(keepingCapacity: true)
  }

  /// Begins a member of an open element below the record.
  private mutating func appendKey(_ name: Int, ofLevel level: Int) {
    let isFirst = scratch.count == open[level].scratchCount
    scratch.append(isFirst ? UInt8(ascii: "{") : UInt8(ascii: ","))
    scratch.append(contentsOf: names.quotedNames[name])
    scratch.append(UInt8(ascii: ":"))
  }

  private mutating func checkSize() {
    if scratch.count > limits.recordByteCount {
      refusal = refusal ?? .record(limit: limits.recordByteCount)
    }
  }

  /// Stages the open record as a document.
  private mutating func emitRecord() {
    recordCount += 1
    namespaces.takeUsed { name, uri in
      let offset = scratch.count
      scratch.append(contentsOf: uri)
      values.append(
        XMLElementValue(name: name, kind: .string, offset: offset, count: uri.count)
      )
    }
    defaultNamespace = namespaces.uri(of: XMLNameTable.defaultNamespaceID) ?? []
    groups.group(values, in: 0..<values.count, nameCount: names.names.count)
    let firstCell = staged.cells.count
    let hasText = hasOwnText
    let raw = orderedContent(hasText: hasText)
    for head in groups.heads where values[head].name != XMLNameTable.textID {
      let offset = staged.bytes.count
      var kind = values[head].kind
      if groups.next(after: head) == nil {
        staged.bytes.append(contentsOf: scratch[values[head].range])
      } else {
        kind = .element
        appendList(head)
      }
      appendCell(values[head].name, kind, from: offset)
    }
    if hasText {
      if raw.length > 0, values.contains(where: isChild) {
        staged.cells.append(
          DocumentBatch.Cell(
            field: field(ofName: XMLNameTable.textID),
            kind: .element,
            value: raw
          )
        )
      } else {
        let offset = staged.bytes.count
        for value in values where value.name == XMLNameTable.textID {
          staged.bytes.append(contentsOf: scratch[value.range])
        }
        appendCell(XMLNameTable.textID, .string, from: offset)
      }
    }
    staged.records.append(
      DocumentBatch.Record(
        number: recordCount,
        line: recordLine,
        raw: raw,
        cells: firstCell..<staged.cells.count
      )
    )
    values.removeAll(keepingCapacity: true)
    scratch.removeAll(keepingCapacity: true)
    recordDepth = 0
  }

  private mutating func appendCell(_ name: Int, _ kind: ValueKind, from offset: Int) {
    staged.cells.append(
      DocumentBatch.Cell(
        field: field(ofName: name),
        kind: kind,
        value: DocumentBatch.Slice(offset: offset, length: staged.bytes.count - offset)
      )
    )
  }

  /// Whether the record has text that is more than white space.
  private var hasOwnText: Bool {
    values.contains { value in
      value.name == XMLNameTable.textID && !scratch[value.range].allSatisfy(Self.isBlank)
    }
  }

  /// Whether a value of the record is a child element.
  private func isChild(_ value: XMLElementValue) -> Bool {
    value.name != XMLNameTable.textID && names.names[value.name].utf8.first != UInt8(ascii: "@")
  }

  /// The record's content in its order, where the cells do not keep it.
  private mutating func orderedContent(hasText: Bool) -> DocumentBatch.Slice {
    let isMixed = hasText && values.contains(where: isChild)
    guard isMixed || isInterleaved else { return DocumentBatch.Slice(offset: 0, length: 0) }
    let offset = staged.bytes.count
    var separator = UInt8(ascii: "{")
    for value in values {
      // White space between children says nothing where there is no other text.
      let isKept = value.name == XMLNameTable.textID ? isMixed : isChild(value)
      guard isKept else { continue }
      staged.bytes.append(separator)
      separator = UInt8(ascii: ",")
      staged.bytes.append(contentsOf: names.quotedNames[value.name])
      staged.bytes.append(UInt8(ascii: ":"))
      appendJSON(value)
    }
    staged.bytes.append(UInt8(ascii: "}"))
    return DocumentBatch.Slice(offset: offset, length: staged.bytes.count - offset)
  }

  /// Whether children of one name are between those of another.
  private var isInterleaved: Bool {
    for head in groups.heads where values[head].name != XMLNameTable.textID {
      var index = head
      while let next = groups.next(after: index) {
        if values[(index + 1)..<next].contains(where: isChild) { return true }
        index = next
      }
    }
    return false
  }

  /// Appends all values of a name as an array.
  private mutating func appendList(_ head: Int) {
    staged.bytes.append(UInt8(ascii: "["))
    var index = head
    appendJSON(values[index])
    while let next = groups.next(after: index) {
      staged.bytes.append(UInt8(ascii: ","))
      appendJSON(values[next])
      index = next
    }
    staged.bytes.append(UInt8(ascii: "]"))
  }

  private mutating func appendJSON(_ value: XMLElementValue) {
    if value.kind == .element {
      staged.bytes.append(contentsOf: scratch[value.range])
    } else {
      JSONString.appendQuoted(scratch[value.range], to: &staged.bytes)
    }
  }

  private mutating func field(ofName name: Int) -> Int {
    while fieldByName.count <= name { fieldByName.append(-1) }
    if fieldByName[name] < 0 { fieldByName[name] = fields.index(adding: names.names[name]) }
    return fieldByName[name]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
