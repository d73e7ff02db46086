/// Name spaces that are declared around records, and which of them a record uses.
///
/// A record gets the declarations of the prefixes it uses, so that it can be read
/// on its own. A default name space that is declared around records goes along
/// with the corpus, not with each record.
struct XMLNamespaceScope {
  private var declared: [Declaration] = []
  /// Places in `declared`, innermost last, by the number of the name.
  private var places: [Int: [Int]] = [:]
  private var used: [Int] = []
  /// Serial of the last record that used or declared a prefix, by the number of the name.
  private var lastUse: [Int] = []
  private var lastDeclaration: [Int] = []
  private var serial = 1

  private struct Declaration {
    var name: Int
    var uri: [UInt8]
    var depth: Int
  }

  /// Takes down a declaration on an open element that is not a record.
  mutating func declare(_ name: Int, _ uri: UnsafeBufferPointer<UInt8>, depth: Int) {
    places[name, default: []].append(declared.count)
    declared.append(Declaration(name: name, uri: Array(uri), depth: depth))
  }

  /// Forgets what the element of this depth declared.
  mutating func leave(depth: Int) {
    while let last = declared.last, last.depth >= depth {
      places[last.name]?.removeLast()
      declared.removeLast()
    }
  }

  /// What a name stands for around records; `nil` where nothing declares it.
  func uri(of name: Int) -> [UInt8]? { places[name]?.last.map { declared[$0].uri } }

  /// Notes that a prefix is used, given the number of its declaration or −1.
  @inline(__always)
  mutating func use(_ declaration: Int) {
    if declaration >= 0, Self.mark(declaration, serial, in: &lastUse) { used.append(declaration) }
  }

  /// Notes that the record itself declares a name space.
  mutating func noteOwn(_ declaration: Int) {
    _ = Self.mark(declaration, serial, in: &lastDeclaration)
  }

  /// Calls `body` with the declarations that the record used and does not have, and forgets
  /// the uses.
  mutating func takeUsed(_ body: (_ name: Int, _ uri: [UInt8]) -> Void) {
    for name in used where name >= lastDeclaration.count || lastDeclaration[name] != serial {
      if let uri = uri(of: name) { body(name, uri) }
    }
    used.removeAll(keepingCapacity: true)
    serial += 1
  }

  /// Whether a name is marked for the first time in a record.
  private static func mark(_ name: Int, _ serial: Int, in marks: inout [Int]) -> Bool {
    while marks.count <= name { marks.append(0) }
    guard marks[name] != serial else { return false }
    marks[name] = serial
    return true
  }
}
