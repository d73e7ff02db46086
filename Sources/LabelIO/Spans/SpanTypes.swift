internal import JSONText
internal import LabelingCore

/// The types of the spans of a file: declared, or those that occur.
struct SpanTypes {
  private let areDeclared: Bool
  private(set) var table: FieldTable

  /// - Parameter declared: The types that spans may have; `nil` takes those that occur.
  init(declared: [String]?) {
    areDeclared = declared != nil
    table = FieldTable(declared ?? [])
  }

  /// The index of a type.
  ///
  /// - Parameters:
  ///   - value: Its name in a file.
  ///   - json: The file.
  /// - Returns: Its index, so far in order of appearance.
  /// - Throws: A `Diagnostic` for what is no name, or not declared.
  mutating func index(_ value: JSONSlice, in json: SpanJSON) throws -> Int {
    try index(of: json.string(value) ?? "", at: value, in: json)
  }

  /// The index of a type that a value names, such as a tag.
  ///
  /// - Throws: A `Diagnostic` for an empty name, or one that is not declared.
  mutating func index(of name: String, at value: JSONSlice, in json: SpanJSON) throws -> Int {
    guard !name.isEmpty else {
      throw json.fault(
        value,
        "the type of a span is a string that is not empty",
        help: "name the type, such as \"Disease\""
      )
    }
    if let index = table.index(of: name) { return index }
    guard !areDeclared else {
      throw json.fault(
        value,
        "'\(name)' is not a type of these spans",
        help: Suggestion.help(for: name, among: table.names, kind: "types")
      )
    }
    return table.index(adding: name)
  }

  /// Puts types that were found into the order of their names, in documents too.
  ///
  /// Else their order, and with it what breaks ties, would be that of the documents.
  mutating func sort(_ documents: inout [SpanDocument]) {
    guard !areDeclared else { return }
    let order = table.names.indices.sorted {
      table.names[$0].utf8.lexicographicallyPrecedes(table.names[$1].utf8)
    }
    var place = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    table = FieldTable(order.map { table.names[$0] })
    for d in documents.indices {
      for v in documents[d].votes.indices {
        documents[d].votes[v].span.type = place[Int(documents[d].votes[v].span.type)]
      }
      documents[d].spans = documents[d].spans?.map { span in
        var span = span
        span.type = place[Int(span.type)]
        return span
      }
    }
  }
}
