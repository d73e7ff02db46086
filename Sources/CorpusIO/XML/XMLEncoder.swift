internal import JSONText

/// Appends XML text to a buffer; whatever it is given, the result is well-formed.
struct XMLEncoder {
  /// What has been written and not yet taken.
  var output: [UInt8] = []
  /// What could not be expressed.
  var losses = LossCounter()
  /// The field that losses are counted for.
  var field = 0
  /// Whether values are elements in the order of a file, which come back as they are.
  var isInDocumentOrder = false
  /// Name spaces that are declared on the open elements, innermost last.
  private var declarations: [Declaration] = []

  /// What a prefix stands for; an empty prefix for elements without one.
  private struct Declaration {
    var prefix: [UInt8]
    var uri: [UInt8]
  }

  /// Element that carries a name which cannot be an element's.
  private static let namedElement = Array("field".utf8)
  /// The name space of the prefix `xml`, and that of declarations; no other prefix is either.
  private static let reservedNamespaces = [
    "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
  ]

  /// Whether an attribute can declare a name space, as far as XML allows it.
  ///
  /// - Parameters:
  ///   - attribute: The attribute's name; other names are not declarations.
  ///   - uri: Its value.
  /// - Returns: Whether a namespace-aware reader takes it.
  static func canDeclare(
    _ attribute: some Collection<UInt8>,
    as uri: some Collection<UInt8>
  )
    -> Bool
  {
    guard isDeclaration(attribute) else { return false }
    let prefix = attribute.dropFirst(6)
    let isReserved = reservedNamespaces.contains { uri.elementsEqual($0.utf8) }
    if prefix.elementsEqual("xml".utf8) { return uri.elementsEqual(reservedNamespaces[0].utf8) }
    if prefix.elementsEqual("xmlns".utf8) || isReserved { return false }
    // A prefix cannot be taken back; the default name space can.
    return prefix.isEmpty || !uri.isEmpty
  }

  /// Whether an attribute's name is that of a declaration: `xmlns` or `xmlns:…`.
  static func isDeclaration(_ attribute: some Collection<UInt8>) -> Bool {
    attribute.starts(with: "xmlns".utf8)
      && (attribute.count == 5 || attribute.dropFirst(5).first == UInt8(ascii: ":"))
  }

  /// Takes the declaration of a name space that will be written on the element to come.
  ///
  /// What is not a declaration, or one that XML forbids, is ignored.
  mutating func declare(_ attribute: some Collection<UInt8>, as uri: some Collection<UInt8>) {
    guard XMLName.isLegal(attribute), Self.canDeclare(attribute, as: uri) else { return }
    declarations.append(Declaration(prefix: Array(attribute.dropFirst(6)), uri: Array(uri)))
  }

  /// Number of name spaces declared so far, to return to.
  var declarationCount: Int { declarations.count }

  /// Forgets name spaces declared since.
  mutating func leave(_ declarationCount: Int) { declarations.removeSubrange(declarationCount...) }

  private func uri(of prefix: some Collection<UInt8>) -> [UInt8]? {
    declarations.last { prefix.elementsEqual($0.prefix) }?.uri
  }

  /// Whether a name can be an element's at this place.
  func isUsable(_ name: some Collection<UInt8>) -> Bool {
    guard XMLName.isLegal(name) else { return false }
    guard let prefix = XMLName.prefix(of: name) else { return true }
    return prefix.elementsEqual("xml".utf8) || uri(of: prefix) != nil
  }

  /// Distinguishes an attribute from the others of its element; `nil` if it cannot be one here.
  ///
  /// Only one of two attributes with one name space and local name can be written.
  func identity(
    ofAttribute name: some Collection<UInt8>,
    _ value: some Collection<UInt8>
  ) -> [UInt8]? {
    guard XMLName.isLegal(name) else { return nil }
    if Self.isDeclaration(name) { return Self.canDeclare(name, as: value) ? Array(name) : nil }
    guard let prefix = XMLName.prefix(of: name), !prefix.elementsEqual("xml".utf8) else {
      return Array(name)
    }
    guard let uri = uri(of: prefix) else { return nil }
    return Array("{".utf8) + uri + Array("}".utf8) + Array(name.dropFirst(prefix.count + 1))
  }

  /// Appends the beginning of a start tag, without its `>`.
  ///
  /// - Returns: The name for the end tag.
  mutating func open(_ name: [UInt8]) -> [UInt8] {
    output.append(UInt8(ascii: "<"))
    guard isUsable(name) else {
      output.append(contentsOf: Self.namedElement)
      append(" name=\"")
      name.withUnsafeBufferPointer { escape($0, inAttribute: true) }
      output.append(UInt8(ascii: "\""))
      return Self.namedElement
    }
    output.append(contentsOf: name)
    return name
  }

  /// Appends an attribute to an open start tag.
  mutating func attribute(_ name: some Collection<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
    output.append(UInt8(ascii: " "))
    output.append(contentsOf: name)
    append("=\"")
    escape(value, inAttribute: true)
    output.append(UInt8(ascii: "\""))
  }

  /// Ends a start tag.
  mutating func endStartTag() { output.append(UInt8(ascii: ">")) }

  /// Appends an end tag.
  mutating func close(_ name: [UInt8]) {
    append("</")
    output.append(contentsOf: name)
    output.append(UInt8(ascii: ">"))
  }

  /// Appends an element of text only.
  mutating func element(_ name: [UInt8], text: UnsafeBufferPointer<UInt8>) {
    let name = open(name)
    endStartTag()
    escape(text, inAttribute: false)
    close(name)
  }

  /// Appends markup as it is.
  mutating func append(_ markup: StaticString) {
    output.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount)
    )
  }

  /// Appends text with what XML gives a meaning escaped.
  mutating func escape(_ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool) {
    var start = 0
    var index = 0
    while index < text.count {
      while index &+ 8 <= text.count, Self.isPlain(text, at: index) { index &+= 8 }
      guard index < text.count else { break }
      let byte = text[index]
      guard let (replacement, length) = Self.replacement(text, index, byte, inAttribute) else {
        index += 1
        continue
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      if let replacement {
        append(replacement)
      } else {
        append("\u{FFFD}")
        losses.count(.forbiddenCharacter, field: field)
      }
      index += length
      start = index
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// Whether none of eight bytes needs to be looked at one by one.
  @inline(__always)
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    func marks(_ byte: UInt64) -> UInt64 {
      let difference = word ^ (byte &* ones)
      return (difference &- ones) & ~difference
    }
    let found =
      marks(0x26) | marks(0x3C) | marks(0x3E) | marks(0x22) | marks(0xEF)
      | (word &- 0x20 &* ones) & ~word
    return found & 0x8080_8080_8080_8080 == 0
  }

  /// The escape of a byte, and how many bytes it replaces; a `nil`
  /// replacement where the character is forbidden.
  @inline(__always)
  private static func replacement(
    _ text: UnsafeBufferPointer<UInt8>,
    _ index: Int,
    _ byte: UInt8,
    _ inAttribute: Bool
  ) -> (StaticString?, Int)? {
    if byte > 0x3E && byte != 0xEF { return nil }
    switch byte {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return inAttribute ? ("&quot;", 1) : nil
    case 0x0D: return ("&#13;", 1)
    case 0x0A: return inAttribute ? ("&#10;", 1) : nil
    case 0x09: return inAttribute ? ("&#9;", 1) : nil
    case 0..<0x20: return (nil, 1)
    case 0xEF:
      // U+FFFE and U+FFFF.
      let isForbidden =
        index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
      return isForbidden ? (nil, 3) : nil
    default: return nil
    }
  }
}
