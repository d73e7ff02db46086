internal import CLibXML2

/// An element of a small XML document that is read whole, such as a configuration.
///
/// No network, no DTD, no entity other than the predefined five, no limit lifted. Name spaces and
/// texts between tags are left out.
package struct XMLTree: Hashable, Sendable {
  /// Why a text is not such a document.
  package struct SyntaxError: Error, Hashable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// The rule that is broken there.
    package let rule: String
  }

  /// Name of the element.
  package let name: String
  /// Values by name.
  package let attributes: [String: String]
  /// The elements within, in their order.
  package let children: [XMLTree]

  /// Reads a document.
  ///
  /// - Throws: ``SyntaxError`` for a text that is not well-formed, or has a DTD.
  package init(parsing text: String) throws(SyntaxError) {
    XMLLibrary.prepare()
    guard let context = xmlNewParserCtxt() else { preconditionFailure("out of memory") }
    defer { xmlFreeParserCtxt(context) }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue
    let bytes = Array(text.utf8)
    let document = bytes.withUnsafeBytes {
      xmlCtxtReadMemory(
        context,
        $0.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(clamping: $0.count),
        nil,
        "UTF-8",
        Int32(options)
      )
    }
    defer { xmlFreeDoc(document) }
    guard let document, let root = xmlDocGetRootElement(document) else {
      let error = context.pointee.lastError
      throw SyntaxError(line: max(1, Int(error.line)), rule: error.rule)
    }
    guard document.pointee.intSubset == nil else {
      throw SyntaxError(line: 1, rule: "a document type declaration is not read")
    }
    self.init(root)
  }

  /// Takes over an element of libxml2, which limits how deep elements are nested.
  private init(_ node: xmlNodePtr) {
    name = Self.text(node.pointee.name)
    var attributes: [String: String] = [:]
    var attribute = node.pointee.properties
    while let current = attribute {
      let value = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1)
      attributes[Self.text(current.pointee.name)] = Self.text(value)
      winnow_xml_free(value)
      attribute = current.pointee.next
    }
    self.attributes = attributes
    var children: [XMLTree] = []
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE { children.append(XMLTree(current)) }
      child = current.pointee.next
    }
    self.children = children
  }

  /// All elements below this one, each before those within it.
  package var descendants: [XMLTree] { children.flatMap { [$0] + $0.descendants } }

  private static func text(_ characters: UnsafePointer<xmlChar>?) -> String {
    characters.map { String(cString: $0) } ?? ""
  }
}
