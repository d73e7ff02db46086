/// Name spaces that are declared around records, and which of them a record uses.
///
/// A record gets the declarations of the prefixes it uses, so that it can stand
/// on its own. A default name space that is declared around records is dropped.
struct XMLNamespaceScope {
  private var declared: [Declaration] = []
  private var used: [Int] = []

  private struct Declaration {
    var name: Int
    var uri: [UInt8]
    var depth: Int
  }

  /// Takes down a declaration on an open element that is no record.
  mutating func declare(_ name: Int, _ uri: UnsafeBufferPointer<UInt8>, depth: Int) {
    declared.append(Declaration(name: name, uri: Array(uri), depth: depth))
  }

  /// Forgets what the element of this depth declared.
  mutating func leave(depth: Int) {
    while let last = declared.last, last.depth >= depth { declared.removeLast() }
  }

  /// Notes that a prefix is used, given the number of its declaration or −1.
  @inline(__always)
  mutating func use(_ declaration: Int) {
    if declaration >= 0, !used.contains(declaration) { used.append(declaration) }
  }

  /// Calls `body` with the declarations that the record used, and forgets the uses.
  mutating func takeUsed(_ body: (_ name: Int, _ uri: [UInt8]) -> Void) {
    for name in used {
      if let found = declared.last(where: { $0.name == name }) { body(name, found.uri) }
    }
    used.removeAll(keepingCapacity: true)
  }
}
