internal import LabelingCore

/// Looks at the names of a corpus' fields for what may be a mistake.
struct FieldNameCheck {
  private let firstPath: String
  private let notices: CorpusNotices
  private var firstHeader: [String]?
  private var changedCount = 0
  private var firstChange: Diagnostic?
  /// Names as Swift compares them, which takes one character and its parts for the same.
  private var seen: [String: String] = [:]
  private var knownCount = 0

  /// Looks at the files of a corpus, starting with this one.
  init(_ firstPath: String, _ notices: CorpusNotices) {
    self.firstPath = firstPath
    self.notices = notices
  }

  /// Looks at the header of the next file.
  mutating func add(_ reader: any CorpusReader) {
    addFields(of: reader)
    guard let header = reader.header else { return }
    guard let first = firstHeader else {
      firstHeader = header
      return
    }
    let known = Set(first.map { ExactString($0) })
    let here = Set(header.map { ExactString($0) })
    let missing = first.filter { !here.contains(ExactString($0)) }
    let new = header.filter { !known.contains(ExactString($0)) }
    guard !missing.isEmpty || !new.isEmpty else { return }
    changedCount += 1
    noteChange(reader.path, missing: missing, new: new)
  }

  private mutating func noteChange(_ path: String, missing: [String], new: [String]) {
    var diagnostic =
      firstChange
      ?? Diagnostic(
        severity: .warning,
        at: SourceLocation(path, line: 1),
        "the header differs from that of '\(firstPath)'",
        notes: [("without", missing), ("with", new)].compactMap { word, names in
          names.isEmpty ? nil : "\(word) \(Self.list(names))"
        },
        help: "documents lack the fields that their file does not have"
      )
    firstChange = diagnostic
    if changedCount > 1 { diagnostic.notes.append("so do those of \(changedCount - 1) more files") }
    notices.note(.changedHeader, diagnostic, of: firstPath)
  }

  /// Looks at the fields that came since the last call.
  mutating func addFields(of reader: any CorpusReader) {
    let names = reader.fields.names
    guard names.count > knownCount else { return }
    for name in names[knownCount...] {
      if let other = seen.updateValue(name, forKey: name), !other.isExactly(name) {
        notices.note(
          .similarNames,
          Diagnostic(
            severity: .warning,
            at: SourceLocation(reader.path),
            "fields '\(other)' and '\(name)' look the same and are two, as their accents are "
              + "written in different ways",
            help: "write the name in one way (Unicode NFC) in the corpus"
          ),
          of: name
        )
      }
    }
    knownCount = names.count
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
  }
}
