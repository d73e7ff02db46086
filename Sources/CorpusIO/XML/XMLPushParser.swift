internal import CLibXML2
internal import LabelingCore

/// libxml2's SAX2 push parser with everything switched off that reaches out.
///
/// No network, no DTD, no entity other than the predefined five; the place of
/// the first error is kept. See the design's section on corpora.
final class XMLPushParser {
  /// Takes the events.
  var builder: XMLRecordBuilder
  private let path: String
  private var context: xmlParserCtxtPtr?
  private var firstError: (line: Int, column: Int, rule: String)?

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - path: The file's path, for messages.
  ///   - builder: Takes the events.
  ///   - ignoresDeclaredEncoding: Whether the bytes are UTF-8 whatever the
  ///     XML declaration says.
  init(path: String, builder: XMLRecordBuilder, ignoresDeclaredEncoding: Bool) {
    self.path = path
    self.builder = builder
    XMLLibrary.prepare()
    var handler = Self.handler
    let itself = Unmanaged.passUnretained(self).toOpaque()
    context = xmlCreatePushParserCtxt(&handler, itself, nil, 0, nil)
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    if ignoresDeclaredEncoding { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
  }

  deinit {
    guard let context else { return }
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  /// Parses the next bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; may be empty.
  ///   - isFinal: Whether nothing follows; only then a cut-off file shows.
  func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws(CorpusError) {
    let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = xmlParseChunk(context, base, Int32(bytes.count), isFinal ? 1 : 0)
    if let refusal = builder.refusal {
      throw .refusedXML(SourceLocation(path, line: line), refusal)
    }
    // Errors that are not fatal, such as undeclared name space prefixes, set a
    // status too; the text is then still well-formed.
    guard context?.pointee.wellFormed == 0 || (isFinal && status != 0 && firstError != nil) else {
      return
    }
    let error = firstError ?? (line, 1, "error \(status)")
    throw .malformedXML(
      SourceLocation(path, line: error.line, column: error.column),
      rule: error.rule
    )
  }

  private var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 1 }

  /// The line of the `<` that begins the tag that was just read.
  fileprivate var tagLine: Int {
    guard let input = context?.pointee.input, let base = input.pointee.base,
      var byte = input.pointee.cur
    else { return 1 }
    var line = Int(input.pointee.line)
    // No `<` can stand within a tag, as attribute values must escape it.
    while byte > base, byte.pointee != UInt8(ascii: "<") {
      if byte.pointee == 0x0A { line -= 1 }
      byte -= 1
    }
    return line
  }

  fileprivate func stopIfRefused() {
    if builder.refusal != nil { xmlStopParser(context) }
  }

  fileprivate func take(_ error: xmlErrorPtr) {
    let facts = error.pointee
    guard firstError == nil, facts.level == XML_ERR_FATAL else { return }
    // Messages of some errors show the file's bytes on further lines.
    var rule = facts.message.map { String(cString: $0) } ?? "error \(facts.code)"
    rule = rule.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? rule
    while rule.hasSuffix(" ") || rule.hasSuffix("!") || rule.hasSuffix(",") { rule.removeLast() }
    firstError = (Int(facts.line), Int(facts.int2), rule)
  }

  fileprivate func start(
    _ local: UnsafePointer<xmlChar>?,
    _ prefix: UnsafePointer<xmlChar>?,
    namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ namespaceCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ attributeCount: Int
  ) {
    let name = builder.names.id(local, prefix, .element)
    builder.check(attributeCount: attributeCount)
    let isInRecord = builder.start(name, line: tagLine)
    if let namespaces { add(namespaces, count: namespaceCount, isInRecord: isInRecord) }
    if isInRecord {
      if let attributes {
        for index in 0..<attributeCount {
          let fields = attributes + 5 * index
          guard let start = fields[3], let end = fields[4] else { continue }
          builder.attribute(
            builder.names.id(fields[0], fields[1], .attribute),
            UnsafeBufferPointer(start: start, count: end - start)
          )
        }
      }
    }
    stopIfRefused()
  }

  private func add(
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

  private static func with(_ pointer: UnsafeMutableRawPointer?, _ body: (XMLPushParser) -> Void) {
    guard let pointer else { return }
    Unmanaged<XMLPushParser>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = {
      (parser, local, prefix, _, namespaceCount, namespaces, attributeCount, _, attributes) in
      XMLPushParser.with(parser) {
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
    handler.endElementNs = { parser, _, _, _ in
      XMLPushParser.with(parser) {
        $0.builder.end()
        $0.stopIfRefused()
      }
    }
    let text: charactersSAXFunc = { parser, characters, count in
      XMLPushParser.with(parser) {
        $0.builder.text(UnsafeBufferPointer(start: characters, count: Int(count)))
        $0.stopIfRefused()
      }
    }
    handler.characters = text
    handler.ignorableWhitespace = text
    handler.cdataBlock = text
    handler.getEntity = { parser, name in
      guard let name else { return nil }
      if let predefined = xmlGetPredefinedEntity(name) { return predefined }
      XMLPushParser.with(parser) {
        $0.builder.refuseEntity(String(cString: name))
        $0.stopIfRefused()
      }
      return nil
    }
    handler.serror = { parser, error in
      guard let error else { return }
      XMLPushParser.with(parser) { $0.take(error) }
    }
    return handler
  }
}
