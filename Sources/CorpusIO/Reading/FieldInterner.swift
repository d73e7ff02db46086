internal import CTextScan
internal import CXXHash
internal import Glibc
internal import LabelingCore

/// Finds the index of a field from its name's bytes, without making a string.
///
/// Records mostly have the same fields in the same order, so a name is first
/// compared with the one at the same position of the record before.
struct FieldInterner {
  private(set) var fields: FieldTable
  /// UTF-8 of all names, one after the other.
  private var nameBytes: [UInt8] = []
  /// Where each name is among them, by field index.
  private var names: [Range<Int>] = []
  private var indices: [UInt64: [Int]] = [:]
  /// Field indices of the last record, by position.
  private var order: [Int] = []
  /// Serial number of the last record that had a field, by field index.
  private var lastSeen: [Int] = []
  private var serial = 0
  private var position = 0
  /// Keys of the last record whose members were assigned at once; all different.
  private var expected: [Expected] = []

  private struct Expected {
    var name: Range<Int>
    var field: UInt32
  }

  init(_ fields: FieldTable) {
    self.fields = fields
    for name in fields.names { add(Array(name.utf8)) }
  }

  /// Begins a record.
  mutating func beginRecord() {
    serial += 1
    position = 0
  }

  /// The index of the record's next field.
  ///
  /// - Returns: The complement of the index if the record has had it already.
  @inline(__always)
  mutating func next(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let index: Int
    if position < order.count, matches(order[position], name) {
      index = order[position]
    } else {
      index = find(name)
      if position < order.count { order[position] = index } else { order.append(index) }
    }
    position += 1
    if lastSeen[index] == serial { return ~index }
    lastSeen[index] = serial
    return index
  }

  /// Gives each member of a record the index of its field.
  ///
  /// - Returns: Whether a value holds escapes; `nil` for a record with a key that
  ///   occurs twice or holds escapes, which has to be read one member at a time.
  mutating func assignFields(
    _ members: UnsafeMutableBufferPointer<WinnowMember>,
    of text: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    guard let base = text.baseAddress else { return nil }
    if let hasEscapes = Self.assign(expected, nameBytes, members, base) { return hasEscapes }
    beginRecord()
    var hasEscapes = false
    expected.removeAll(keepingCapacity: true)
    for index in members.indices {
      let member = members[index]
      let name = UnsafeBufferPointer(start: base + Int(member.key), count: Int(member.key_count))
      let field = member.is_key_escaped ? -1 : next(name)
      guard field >= 0 else {
        expected.removeAll(keepingCapacity: true)
        return nil
      }
      members[index].field = UInt32(truncatingIfNeeded: field)
      hasEscapes = hasEscapes || member.is_value_escaped
      expected.append(Expected(name: names[field], field: UInt32(truncatingIfNeeded: field)))
    }
    return hasEscapes
  }

  /// Gives the members the fields of the record before, if they have its keys.
  @inline(__always)
  private static func assign(
    _ expected: [Expected],
    _ nameBytes: [UInt8],
    _ members: UnsafeMutableBufferPointer<WinnowMember>,
    _ base: UnsafePointer<UInt8>
  ) -> Bool? {
    guard members.count <= expected.count else { return nil }
    return nameBytes.withUnsafeBufferPointer { names in
      expected.withUnsafeBufferPointer { expected in
        guard let names = names.baseAddress else { return nil }
        var hasEscapes = false
        for index in members.indices {
          let (name, key) = (expected[index].name, base + Int(members[index].key))
          guard name.count == Int(members[index].key_count), !members[index].is_key_escaped,
            memcmp(names + name.lowerBound, key, name.count) == 0
          else { return nil }
          members[index].field = expected[index].field
          hasEscapes = hasEscapes || members[index].is_value_escaped
        }
        return hasEscapes
      }
    }
  }

  @inline(__always)
  private func matches(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = names[index]
    guard range.count == name.count else { return false }
    for offset in 0..<name.count where nameBytes[range.lowerBound + offset] != name[offset] {
      return false
    }
    return true
  }

  private mutating func find(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = winnow_hash64(name.baseAddress, name.count)
    for index in indices[hash] ?? [] where matches(index, name) { return index }
    let index = fields.index(adding: String(decoding: name, as: UTF8.self))
    if index == names.count { add(Array(name)) }
    return index
  }

  private mutating func add(_ name: [UInt8]) {
    let hash = name.withUnsafeBufferPointer { winnow_hash64($0.baseAddress, $0.count) }
    indices[hash, default: []].append(names.count)
    names.append(nameBytes.count..<(nameBytes.count + name.count))
    nameBytes += name
    lastSeen.append(0)
  }
}
