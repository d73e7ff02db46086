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
  /// The first error that is fatal.
  private(set) var firstError: SyntaxError?

  /// A place and libxml2's words for what is wrong there.
  struct SyntaxError {
    var line: Int
    var column: Int
    var rule: String
  }

  init(builder: XMLRecordBuilder) { self.builder = builder }

  /// The line that has been read up to.
  var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 1 }

  /// The line of the `<` that begins the tag that was just read.
  private var tagLine: Int {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      var byte = input.pointee.cur
    else { return 1 }
    var line = Int(input.pointee.line)
    // No `<` can stand within a tag, as attribute values must escape it.
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
    // Messages of some errors show the file's bytes on further lines.
    var rule = facts.message.map { String(cString: $0) } ?? "error \(facts.code)"
    rule = rule.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? rule
    while rule.hasSuffix(" ") || rule.hasSuffix("!") || rule.hasSuffix(",") { rule.removeLast() }
    firstError = SyntaxError(line: Int(facts.line), column: Int(facts.int2), rule: rule)
  }

  private mutating func start(
    _ local: UnsafePointer<xmlChar>?,
    _ prefix: UnsafePointer<xmlChar>?,
    namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ namespaceCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ attributeCount: Int
  ) {
    let name = builder.names.id(local, prefix, .element)
    builder.check(attributeCount: attributeCount)
    let isInRecord = builder.start(name)
    if builder.isRecordNew { builder.setLine(tagLine) }
    if let namespaces { add(namespaces, count: namespaceCount, isInRecord: isInRecord) }
    if isInRecord, let attributes {
      for index in 0..<attributeCount {
        let fields = attributes + 5 * index
        guard let start = fields[3], let end = fields[4] else { continue }
        builder.attribute(
          builder.names.id(fields[0], fields[1], .attribute),
          UnsafeBufferPointer(start: start, count: end - start)
        )
      }
    }
    stopIfRefused()
  }

  private mutating func add(
    _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>,
    count: Int,
    isInRecord: Bool
  ) {
    for index in 0..<count {
      let start = namespaces[2 * index + 1]
      let uri = UnsafeBufferPointer(start: start, count: start.map { Int(xmlStrlen($0)) } ?? 0)
      let name = builder.names.id(namespaces[2 * index], nil, .namespace)
      if isInRecord {
        builder.attribute(name, uri)
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
      (state, local, prefix, _, namespaceCount, namespaces, attributeCount, _, attributes) in
      XMLPushState.with(state) {
        $0.start(
          local,
          prefix,
          namespaces: namespaces,
          Int(namespaceCount),
          attributes: attributes,
          Int(attributeCount)
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
