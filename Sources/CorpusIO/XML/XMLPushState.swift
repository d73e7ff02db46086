internal import ByteIO
internal import CLibXML2

/// What the callbacks of libxml2 work on.
///
/// A struct behind a pointer, as the fields of a class are checked for
/// exclusive access at each of millions of events.
struct XMLPushState {
  /// Takes the events.
  var builder: XMLRecordBuilder
  /// The parser.
  var context: xmlParserCtxtPtr?
  /// Tells columns of the file; `nil` where the file is UTF-8.
  private let columns: FileColumns?
  /// The first error that is fatal.
  private(set) var firstError: SyntaxError?

  /// A place and libxml2's words for what is wrong there.
  struct SyntaxError {
    var line: Int
    var column: Int
    var rule: String
  }

  init(builder: XMLRecordBuilder, columns: FileColumns?) {
    self.builder = builder
    self.columns = columns
  }

  /// The line that has been read up to.
  var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 1 }

  /// The line of the `<` that begins the tag that was just read.
  private var tagLine: Int {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      var byte = input.pointee.cur
    else { return 1 }
    var line = Int(input.pointee.line)
    // No `<` can be within a tag, as attribute values must escape it.
    while byte > base, byte.pointee != UInt8(ascii: "<") {
      byte -= 1
      if byte.pointee == 0x0A { line -= 1 }
    }
    return line
  }

  private func stopIfRefused() {
    if builder.refusal != nil { xmlStopParser(context) }
  }

  private mutating func take(_ error: xmlErrorPtr) {
    let facts = error.pointee
    guard firstError == nil, facts.level == XML_ERR_FATAL else { return }
    if Self.isLengthError(facts) { builder.refuseLength() }
    firstError = SyntaxError(
      line: Int(facts.line),
      column: column ?? Int(facts.int2),
      rule: facts.rule
    )
  }

  /// The column in bytes of the file; libxml2 counts characters.
  ///
  /// `nil` where the line's beginning is no longer there, or where libxml2 decodes the file:
  /// characters are bytes in most such encodings.
  private var column: Int? {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      let current = input.pointee.cur, input.pointee.buf?.pointee.encoder == nil
    else { return nil }
    var start = current
    while start > base, (start - 1).pointee != 0x0A { start -= 1 }
    guard start > base || input.pointee.consumed == 0 else { return nil }
    let before = UnsafeBufferPointer(start: start, count: current - start)
    return (columns?.byteCount(of: before) ?? before.count) + 1
  }

  /// Whether libxml2 gives up on an attribute or a section that is longer than it allows.
  ///
  /// It has no code for that, and several messages.
  private static func isLengthError(_ error: xmlError) -> Bool {
    let message = error.message.map { String(cString: $0) } ?? ""
    return ["Huge input lookup", "too long", "too big", "too large"].contains(
      where: message.contains
    )
  }

  private mutating func start(
    _ local: UnsafePointer<xmlChar>?,
    _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?,
    _ declared: Attributes,
    _ attributes: Attributes
  ) {
    var tag = XMLStartTag(
      name: builder.names.id(local, prefix, .element),
      declaration: -1,
      uri: uri,
      namespaces: declared.start,
      namespaceCount: declared.count
    )
    tag.declaration = builder.names.declarations[tag.name]
    builder.check(attributeCount: attributes.count + declared.count)
    var carrier = -1
    if tag.name == XMLNameTable.namedElementID, builder.isInRecord,
      let found = nameAttribute(attributes)
    {
      carrier = found.index
      tag.name = builder.names.id(of: found.name)
    }
    let isInRecord = builder.start(tag)
    if builder.isRecordNew { builder.setLine(tagLine) }
    add(declared, isInRecord: isInRecord)
    if isInRecord {
      for index in 0..<attributes.count where index != carrier {
        guard let value = attributes.value(index) else { continue }
        builder.attribute(attributeName(attributes, index), value)
      }
    }
    stopIfRefused()
  }

  /// Name spaces or attributes, as libxml2 lays them out.
  private struct Attributes {
    var start: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    var count: Int

    /// The value of an attribute: the fourth and fifth pointer are its start and end.
    func value(_ index: Int) -> UnsafeBufferPointer<xmlChar>? {
      guard let start, let first = start[5 * index + 3], let end = start[5 * index + 4] else {
        return nil
      }
      return UnsafeBufferPointer(start: first, count: end - first)
    }
  }

  private mutating func attributeName(_ attributes: Attributes, _ index: Int) -> Int {
    builder.names.id(attributes.start?[5 * index], attributes.start?[5 * index + 1], .attribute)
  }

  /// The attribute that carries a name which could not be an element's.
  private mutating func nameAttribute(_ attributes: Attributes) -> (index: Int, name: String)? {
    for index in 0..<attributes.count
    where attributeName(attributes, index) == XMLNameTable.nameAttributeID {
      guard let value = attributes.value(index) else { return nil }
      var name: [UInt8] = []
      XMLAttribute.append(value, to: &name)
      if XMLName.isPlain(name) || name.elementsEqual("#text".utf8) { return nil }
      return (index, String(decoding: name, as: UTF8.self))
    }
    return nil
  }

  private mutating func add(_ declared: Attributes, isInRecord: Bool) {
    guard let namespaces = declared.start else { return }
    for index in 0..<declared.count {
      let start = namespaces[2 * index + 1]
      let uri = UnsafeBufferPointer(start: start, count: start.map { Int(xmlStrlen($0)) } ?? 0)
      let name = builder.names.id(namespaces[2 * index], nil, .namespace)
      if isInRecord {
        builder.ownNamespace(name, uri)
      } else {
        builder.declare(name, uri)
      }
    }
  }

  @inline(__always)
  private static func with(
    _ pointer: UnsafeMutableRawPointer?,
    _ body: (inout XMLPushState) -> Void
  ) {
    guard let pointer else { return }
    body(&pointer.assumingMemoryBound(to: XMLPushState.self).pointee)
  }

  /// The callbacks; what is not here is ignored: comments, processing
  /// instructions, the DTD and everything it declares.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = {
      (state, local, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes) in
      XMLPushState.with(state) {
        $0.start(
          local,
          prefix,
          uri,
          Attributes(start: namespaces, count: Int(namespaceCount)),
          Attributes(start: attributes, count: Int(attributeCount))
        )
      }
    }
    handler.endElementNs = { state, _, _, _ in
      XMLPushState.with(state) {
        $0.builder.end()
        $0.stopIfRefused()
      }
    }
    let text: charactersSAXFunc = { state, characters, count in
      XMLPushState.with(state) {
        $0.builder.text(UnsafeBufferPointer(start: characters, count: Int(count)))
        $0.stopIfRefused()
      }
    }
    handler.characters = text
    handler.ignorableWhitespace = text
    handler.cdataBlock = text
    handler.getEntity = { state, name in
      guard let name else { return nil }
      if let predefined = xmlGetPredefinedEntity(name) { return predefined }
      XMLPushState.with(state) {
        $0.builder.refuseEntity(String(cString: name))
        $0.stopIfRefused()
      }
      return nil
    }
    handler.serror = { state, error in
      guard let error else { return }
      XMLPushState.with(state) { $0.take(error) }
    }
    return handler
  }
}
