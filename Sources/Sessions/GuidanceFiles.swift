internal import CSVText
internal import LabelIO
package import LabelingCore

/// The files that say what annotators read.
package enum GuidanceFiles {
  /// Reads guidelines, Markdown in UTF-8.
  ///
  /// - Returns: The text; `nil` for a file of blanks only.
  /// - Throws: A `Diagnostic` for a file that is not text, and what reading throws.
  package static func guidelines(at path: String) throws -> String? {
    let bytes = try WholeFile.guidance.bytes(at: path)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "guidelines are text in UTF-8",
        help: "save them as Markdown or plain text, in UTF-8"
      )
    }
    let whole = text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    return whole.allSatisfy(\.isWhitespace) ? nil : whole
  }

  /// Reads a table of the classes with the columns `class` and, as far as there is anything to
  /// say, `description`, `example` and `color`.
  ///
  /// - Parameters:
  ///   - path: The table, CSV.
  ///   - labelSpace: The classes that it may name.
  /// - Returns: A description of each class, in their order.
  /// - Throws: A `Diagnostic` that names the line, and what reading throws.
  package static func classes(
    at path: String,
    of labelSpace: LabelSpace
  ) throws -> [ClassDescription] {
    let bytes = try WholeFile.guidance.bytes(at: path)
    return try bytes.withUnsafeBufferPointer { text in
      Result { try classes(in: text, at: path, of: labelSpace) }
    }.get()
  }

  /// Reads a color.
  ///
  /// - Throws: A `Diagnostic` for text that is not a color.
  package static func color(_ text: String, at place: SourceLocation) throws -> String {
    if let color = ClassDescription.color(text) { return color }
    throw Diagnostic(
      at: place,
      "'\(text)' is not a color",
      help: "write colors as red, green and blue in hexadecimal: #2b6490"
    )
  }

  private static let columns = ["class", "description", "example", "color"]

  private static func classes(
    in text: UnsafeBufferPointer<UInt8>,
    at path: String,
    of labelSpace: LabelSpace
  ) throws -> [ClassDescription] {
    var rows = CSVCursor(text)
    func next() throws -> Bool {
      do throws(CSVSyntaxError) { return try rows.next() } catch {
        let place = SourceLocation(path, line: rows.line, column: error.column)
        throw Diagnostic(at: place, error.headline)
      }
    }
    func place() -> SourceLocation { SourceLocation(path, line: rows.line) }
    // An empty table describes nothing.
    guard try next() else { return labelSpace.classes.map { _ in ClassDescription() } }
    let header = (0..<rows.count).map { rows.string($0) }
    guard header.contains("class"), header.count > 1, Set(header).count == header.count,
      header.allSatisfy(columns.contains)
    else {
      throw Diagnostic(
        at: SourceLocation(path, line: 1),
        "a table of classes has the columns 'class', 'description', 'example' and 'color'",
        help: "columns are " + header.map { "'\($0)'" }.joined(separator: ", ")
          + "; all but 'class' may be left out"
      )
    }
    var found = [ClassDescription?](repeating: nil, count: labelSpace.classCount)
    while try next() {
      var cells: [String: String] = [:]
      for (index, name) in header.enumerated() where index < rows.count {
        let cell = rows.string(index)
        if !cell.isEmpty { cells[name] = cell }
      }
      let name = cells["class"] ?? ""
      guard let index = labelSpace.vote(for: name)?.classIndex else {
        throw Diagnostic(
          at: place(),
          "the session has no class '\(name)'",
          help: Suggestion.help(for: name, among: labelSpace.classes, kind: "classes")
        )
      }
      guard found[index] == nil else {
        throw Diagnostic(
          at: place(),
          "class '\(name)' is described twice",
          help: "keep one row for each class"
        )
      }
      found[index] = ClassDescription(
        description: cells["description"],
        example: cells["example"],
        color: try cells["color"].map { try color($0, at: place()) }
      )
    }
    return found.map { $0 ?? ClassDescription() }
  }
}
