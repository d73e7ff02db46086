internal import ByteIO
internal import CLibXML2
internal import LabelingCore

/// libxml2's SAX2 push parser with everything switched off that reaches out.
///
/// No network, no DTD, no entity other than the predefined five, no limit
/// lifted.
final class XMLPushParser {
  private let path: String
  /// What the parser's callbacks work on; at one address for the parser's life.
  private let state: UnsafeMutablePointer<XMLPushState>
  /// Looks at a start tag that is longer than a piece of input.
  private var tagGuard: XMLTagGuard?
  private let attributeLimit: Int

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - path: The file's path, for messages.
  ///   - builder: Takes the events.
  ///   - ignoresDeclaredEncoding: Whether the bytes are UTF-8 whatever the
  ///     XML declaration says.
  ///   - columns: Tells columns of the file; `nil` where the file is UTF-8.
  ///   - attributeLimit: Most attributes and declarations of one element.
  init(
    path: String,
    builder: XMLRecordBuilder,
    ignoresDeclaredEncoding: Bool,
    columns: FileColumns?,
    attributeLimit: Int
  ) {
    self.path = path
    self.attributeLimit = attributeLimit
    XMLLibrary.prepare()
    state = .allocate(capacity: 1)
    state.initialize(to: XMLPushState(builder: builder, columns: columns))
    var handler = XMLPushState.handler
    let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil)
    precondition(context != nil, "there is memory for a parser")
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue
    if ignoresDeclaredEncoding { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
    state.pointee.context = context
  }

  deinit {
    if let context = state.pointee.context {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// What has been made of the events so far.
  var builder: XMLRecordBuilder {
    _read { yield state.pointee.builder }
    _modify { yield &state.pointee.builder }
  }

  /// Parses the next bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; may be empty.
  ///   - isFinal: Whether nothing follows; only then a cut-off file shows.
  /// - Throws: ``CorpusError/malformedXML(_:rule:)`` or
  ///   ``CorpusError/refusedXML(_:_:)``.
  func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws(CorpusError) {
    let context = state.pointee.context
    let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = xmlParseChunk(context, base, Int32(bytes.count), isFinal ? 1 : 0)
    guardTag()
    if let refusal = state.pointee.builder.refusal {
      throw .refusedXML(SourceLocation(path, line: state.pointee.line), refusal)
    }
    // Errors that are not fatal, such as undeclared name space prefixes, set a
    // status too; the text is well-formed nevertheless.
    guard context?.pointee.wellFormed == 0 else { return }
    let error =
      state.pointee.firstError
      ?? XMLPushState.SyntaxError(line: state.pointee.line, column: 1, rule: "error \(status)")
    throw .malformedXML(
      SourceLocation(path, line: error.line, column: error.column),
      rule: error.rule
    )
  }

  /// Refuses a start tag that has too many attributes before its end has come.
  private func guardTag() {
    guard let input = state.pointee.context?.pointee.input, let start = input.pointee.cur,
      let end = input.pointee.end, state.pointee.context?.pointee.instate == XML_PARSER_START_TAG,
      start < end, start.pointee == UInt8(ascii: "<")
    else {
      tagGuard = nil
      return
    }
    var tag = tagGuard ?? XMLTagGuard()
    tag.look(at: UnsafeBufferPointer(start: start, count: end - start))
    if tag.count > attributeLimit { state.pointee.builder.check(attributeCount: tag.count) }
    tagGuard = tag
  }
}
