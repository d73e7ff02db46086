internal import JSONText

/// Writes JSON piece by piece, for answers that are written too often to make a tree of them first.
struct JSONOutput {
  /// What was written.
  private(set) var bytes: [UInt8] = []
  /// Whether no comma is needed before what comes next.
  private var isFirst = true

  /// Writes an object whose members `body` writes, each by ``key(_:)`` and a value.
  mutating func object(_ body: (inout JSONOutput) -> Void) { enclosed("{", "}", body) }

  /// Writes an array whose elements `body` writes.
  mutating func array(_ body: (inout JSONOutput) -> Void) { enclosed("[", "]", body) }

  /// Writes the key of a member.
  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    isFirst = true
  }

  /// Writes a string.
  mutating func string(_ value: String) {
    separate()
    JSONString.appendQuoted(value.utf8, to: &bytes)
  }

  /// Writes a number, the shortest that is read as the same one; `null` where there is none.
  mutating func number(_ value: Double) {
    separate()
    bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
  }

  /// Writes true or false.
  mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes an object of numbers by name, sorted.
  mutating func numbers(_ values: [String: Double]) {
    object { output in
      for (name, value) in values.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
      {
        output.key(name)
        output.number(value)
      }
    }
  }

  private mutating func enclosed(
    _ start: Unicode.Scalar,
    _ end: Unicode.Scalar,
    _ body: (inout JSONOutput) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: start))
    isFirst = true
    body(&self)
    bytes.append(UInt8(ascii: end))
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }
}
