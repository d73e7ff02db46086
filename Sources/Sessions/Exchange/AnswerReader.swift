internal import CorpusIO
internal import JSONText
internal import LabelingCore

/// A file of answers as another tool wrote it, and what its formats have in common.
///
/// What is wrong with one record is an error, or counted, as the policy says.
final class AnswerReader {
  let path: String
  let bytes: [UInt8]
  /// How the file is read.
  let options: AnswerReading
  /// The classes of the session, where it has some already.
  let classes: [String]?
  /// What was left out.
  private(set) var leftOut = LeftOutRecords()
  /// The annotators as whose answers the file was written, by user of the other tool.
  var writtenUsers: [ExactString: String] = [:]
  /// Users whom the table of annotators does not have, as far as they were looked up.
  private(set) var unmappedUsers: Set<ExactString> = []

  init(path: String, bytes: [UInt8], options: AnswerReading, classes: [String]?) {
    self.path = path
    self.bytes = bytes
    self.options = options
    self.classes = classes
  }

  /// The records that `body` makes of some values, without those that it cannot read.
  ///
  /// - Throws: The first error that the policy does not pass over.
  func records<Value>(
    _ values: [Value],
    _ body: (Value) throws -> ForeignRecord?
  ) throws -> [ForeignRecord] {
    try values.compactMap { value in try attempt { try body(value) } ?? nil }
  }

  /// What `body` reads; `nil` for a record that is left out.
  func attempt<Value>(_ body: () throws -> Value) throws -> Value? {
    do { return try body() } catch let error as Diagnostic {
      try leftOut.add(error, policy: options.errorPolicy)
      return nil
    }
  }

  /// Counts something that a session has no room for.
  func lose(_ kind: String, _ count: Int = 1) {
    if count > 0 { leftOut.losses[kind, default: 0] += count }
  }

  /// The values of a file of JSON Lines, or of one array.
  func values() throws -> [(JSONValue, SourceLocation)] {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else { return try lines() }
    return try bytes.withUnsafeBufferPointer {
      text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var scanner = JSONScanner(text)
        var found: [(JSONValue, SourceLocation)] = []
        var line = 1
        var counted = 0
        do throws(JSONSyntaxError) {
          _ = try scanner.array { element in
            line += text[counted..<element.range.lowerBound].count { $0 == 0x0A }
            counted = element.range.lowerBound
            found.append((JSONValue(element, in: text), SourceLocation(path, line: line)))
          }
          try scanner.end()
        } catch {
          throw syntax(error, in: text, line: 1)
        }
        return found
      }
    }.get()
  }

  /// The values of a file of JSON Lines.
  func lines() throws -> [(JSONValue, SourceLocation)] {
    try bytes.withUnsafeBufferPointer { text -> Result<[(JSONValue, SourceLocation)], any Error> in
      Result {
        var found: [(JSONValue, SourceLocation)] = []
        var start = 0
        var line = 0
        while start < text.count {
          line += 1
          let end = text[start...].firstIndex(of: 0x0A) ?? text.count
          defer { start = end + 1 }
          guard text[start..<end].contains(where: { $0 > 0x20 }) else { continue }
          let record = UnsafeBufferPointer(rebasing: text[start..<end])
          let value = try attempt {
            var scanner = JSONScanner(record)
            do throws(JSONSyntaxError) {
              let slice = try scanner.value()
              try scanner.end()
              return JSONValue(slice, in: record)
            } catch {
              throw syntax(error, in: record, line: line)
            }
          }
          if let value { found.append((value, SourceLocation(path, line: line))) }
        }
        return found
      }
    }.get()
  }

  private func syntax(
    _ error: JSONSyntaxError,
    in text: UnsafeBufferPointer<UInt8>,
    line: Int
  ) -> Diagnostic {
    let before = text[..<min(error.offset, text.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      at: SourceLocation(
        path,
        line: line + before.count { $0 == 0x0A },
        column: error.offset - lineStart + 1
      ),
      error.rule
    )
  }

  /// The annotator whom a file calls by some names, of which the table, or who wrote the file, may
  /// know any; the first name where they know none, and `nil` where there is none.
  func annotator(_ names: String?...) -> String? {
    let names = names.compactMap { $0 }
    for table in [options.annotators ?? [:], writtenUsers] {
      if let known = names.lazy.compactMap({ table[ExactString($0)] }).first { return known }
    }
    guard let table = options.annotators, let first = names.first else { return names.first }
    if !table.values.contains(where: first.isExactly) { unmappedUsers.insert(ExactString(first)) }
    return first
  }

  /// How many classes a document of the session has.
  var kind: LabelKind { options.labels }

  /// The classes of a document, each once: in a session of one class that one, `nil` for none.
  ///
  /// - Throws: A `Diagnostic` for several classes in a session of one.
  func labels(_ found: [String]?, _ place: SourceLocation) throws -> [String]? {
    if kind == .several {
      return found?.reduce(into: []) { if !$0.containsExactly($1) { $0.append($1) } }
    }
    guard let found, found.count > 1 else { return found?.first.map { [$0] } }
    throw Diagnostic(
      at: place,
      "a document has one class, and here are \(found.count)",
      help:
        "leave such documents out with '--on-error skip', or start a session of several classes "
        + "with '--labels several'"
    )
  }

  /// What Winnow wrote into a record for itself; `nil` for none.
  ///
  /// - Throws: A `Diagnostic` for what breaks its rule, and for answers of several classes in a
  ///   session of one.
  func own(_ value: JSONValue?, at place: SourceLocation) throws -> OwnMember? {
    guard let own = try OwnMember(value, at: place) else { return nil }
    if own.isOfSeveral { try requireSeveral(place) }
    return own
  }

  /// Refuses answers of several classes in a session of one.
  ///
  /// - Throws: A `Diagnostic`.
  func requireSeveral(_ place: SourceLocation) throws {
    guard kind == .one else { return }
    throw Diagnostic(
      at: place,
      "the answers are from a session of several classes a document, and this one has one",
      help: "start a session of several classes, or import into a new one, with '--labels several'"
    )
  }

  /// What is said of a record that has no class of the document.
  func noClass(_ place: SourceLocation, _ found: String) -> Diagnostic {
    Diagnostic(
      at: place,
      "the record says nothing about a class: it has \(found)",
      help: "sessions are about classes of whole documents, by name; spans cannot be imported"
    )
  }
}
