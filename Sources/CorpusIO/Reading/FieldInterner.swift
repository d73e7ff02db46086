internal import CTextScan
internal import CXXHash
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
  /// Number of fields before the record.
  private var earlierFieldCount = 0

  init(_ fields: FieldTable) {
    self.fields = fields
    for name in fields.names { add(Array(name.utf8)) }
  }

  /// Begins a record.
  mutating func beginRecord() {
    serial += 1
    position = 0
    earlierFieldCount = names.count
  }

  /// Forgets the fields that the record brought, as it is not a document.
  mutating func discardRecord() {
    guard names.count > earlierFieldCount else { return }
    for index in (earlierFieldCount..<names.count).reversed() {
      let range = names[index]
      let hash = nameBytes[range].withUnsafeBufferPointer {
        winnow_hash64($0.baseAddress, $0.count)
      }
      indices[hash]?.removeAll { $0 == index }
    }
    nameBytes.removeSubrange(names[earlierFieldCount].lowerBound...)
    fields.removeLast(names.count - earlierFieldCount)
    names.removeSubrange(earlierFieldCount...)
    lastSeen.removeSubrange(earlierFieldCount...)
    order.removeAll()
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
  /// - Returns: `false` for a record with a key that occurs twice or holds escapes,
  ///   which has to be read one member at a time; the fields it brought are forgotten.
  mutating func assignFields(
    _ members: UnsafeMutableBufferPointer<WinnowMember>,
    of text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    beginRecord()
    for index in members.indices {
      let member = members[index]
      guard !member.is_key_escaped else {
        discardRecord()
        return false
      }
      let key = Int(member.key)..<Int(member.key + member.key_count)
      let field = next(UnsafeBufferPointer(rebasing: text[key]))
      guard field >= 0 else {
        discardRecord()
        return false
      }
      members[index].field = UInt32(truncatingIfNeeded: field)
    }
    return true
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
