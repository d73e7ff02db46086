internal import LabelingCore

/// Gives the names of elements and attributes small numbers.
///
/// libxml2 keeps each name once while a file is parsed, so that pointers tell
/// names apart and the bytes are looked at only once.
struct XMLNameTable {
  /// The names by number; an attribute's name begins with `@`.
  private(set) var names: [String] = []
  /// Each name as a JSON string, with its quotes.
  private(set) var quotedNames: [[UInt8]] = []
  /// For a name with a prefix, the number of the attribute that declares it; or −1.
  private(set) var declarations: [Int] = []
  private var byPointer: [Key: Int] = [:]
  private var byName: [ExactString: Int] = [:]
  /// A few recent keys, as most files have a few names only.
  private var recent = [(key: Key, id: Int)](
    repeating: (Key(local: 0, prefix: 0, kind: .none), -1),
    count: 64
  )

  /// What a name names.
  enum Kind: UInt8, Hashable { case none, element, attribute, namespace, text }

  private struct Key: Hashable {
    var local: UInt
    var prefix: UInt
    var kind: Kind
  }

  /// The number of `#text`, the text of an element that has more than text.
  static let textID = 0
  /// The number of `field`, the element that carries a name which cannot be an element's.
  static let namedElementID = 1
  /// The number of `@name`, the attribute that holds such a name.
  static let nameAttributeID = 2
  /// The number of `@xmlns`, which declares the default name space.
  static let defaultNamespaceID = 3

  init() {
    for name in ["#text", "field", "@name", "@xmlns"] { _ = id(of: name) }
  }

  /// The number of a name, as libxml2 gives it.
  @inline(__always)
  mutating func id(
    _ local: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?,
    _ kind: Kind
  ) -> Int {
    let key = Key(local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix), kind: kind)
    // Fibonacci hashing, 2⁶⁴ divided by the golden ratio.
    let mixed = (key.local ^ key.prefix << 7 ^ UInt(kind.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    let slot = Int(mixed >> 58)
    if recent[slot].key == key { return recent[slot].id }
    let id = slowID(key, local, prefix)
    recent[slot] = (key, id)
    return id
  }

  /// The number of a name that an element carries in an attribute.
  mutating func id(of name: String) -> Int {
    if let id = byName[ExactString(name)] { return id }
    var quoted: [UInt8] = []
    Self.appendQuoted(name, to: &quoted)
    names.append(name)
    quotedNames.append(quoted)
    declarations.append(-1)
    byName[ExactString(name)] = names.count - 1
    return names.count - 1
  }

  /// The number of a name, if it has occurred.
  func knownID(of name: String) -> Int? { byName[ExactString(name)] }

  private mutating func slowID(
    _ key: Key,
    _ local: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?
  ) -> Int {
    if let id = byPointer[key] { return id }
    let localName = local.map { String(cString: $0) } ?? ""
    var name = prefix.map { String(cString: $0) + ":" + localName } ?? localName
    switch key.kind {
    case .attribute: name = "@" + name
    case .namespace: name = local == nil ? "@xmlns" : "@xmlns:" + localName
    case .none, .element, .text: break
    }
    let id = id(of: name)
    if let prefix, key.kind == .element || key.kind == .attribute {
      let prefixName = String(cString: prefix)
      // The prefix 'xml' is declared everywhere.
      if !prefixName.isExactly("xml") { declarations[id] = self.id(of: "@xmlns:" + prefixName) }
    }
    byPointer[key] = id
    return id
  }
}
