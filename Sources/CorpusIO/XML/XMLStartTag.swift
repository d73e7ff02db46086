/// The name of an element that begins, and the name spaces it declares, as libxml2 gives them.
struct XMLStartTag {
  /// Number of the name in the ``XMLNameTable``.
  var name: Int
  /// The attribute that declares the name's prefix, or −1.
  var declaration: Int
  /// The name space.
  ///
  /// libxml2 keeps it for as long as the file is parsed.
  var uri: UnsafePointer<UInt8>?
  /// Prefix and name space of each declaration, one after the other.
  var namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  /// Number of declarations.
  var namespaceCount: Int

  /// What a prefix is declared as here.
  func uri(ofPrefix prefix: String) -> String? {
    guard let namespaces else { return nil }
    for index in 0..<namespaceCount {
      guard let name = namespaces[2 * index], let uri = namespaces[2 * index + 1],
        String(cString: name).utf8.elementsEqual(prefix.utf8)
      else { continue }
      return String(cString: uri)
    }
    return nil
  }
}
