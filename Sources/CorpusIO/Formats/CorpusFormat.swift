internal import LabelingCore

/// One of the file formats that corpora come in, by its place in the registry.
///
/// What it can do is asked here; how it does it is in the format's own type.
package struct CorpusFormat: RawRepresentable, CaseIterable, Hashable, Sendable, Codable {
  /// All formats, in the order in which help lists them.
  private static let registry: [any CorpusFileFormat] = [
    SeparatedValuesFormat.csv,
    SeparatedValuesFormat.tsv,
    JSONLinesFormat(),
    XMLFormat(),
  ]

  private let index: Int

  private init(index: Int) { self.index = index }

  /// All formats.
  package static let allCases = registry.indices.map { CorpusFormat(index: $0) }

  /// Comma-separated values, RFC 4180 and its dialects.
  package static let csv = CorpusFormat(named: "csv")
  /// Tab-separated values.
  package static let tsv = CorpusFormat(named: "tsv")
  /// One JSON object a line.
  package static let jsonl = CorpusFormat(named: "jsonl")
  /// XML with one element per record.
  package static let xml = CorpusFormat(named: "xml")

  private init(named name: String) {
    guard let format = CorpusFormat(rawValue: name) else {
      preconditionFailure("no format '\(name)' is registered")
    }
    self = format
  }

  /// The format of a name; `nil` for a name that no format has.
  package init?(rawValue: String) {
    guard let index = Self.registry.firstIndex(where: { $0.name == rawValue }) else { return nil }
    self.init(index: index)
  }

  /// The name on the command line.
  package var rawValue: String { format.name }

  /// The format that a path's suffix stands for; `.gz` behind it is ignored.
  package init?(path: String) {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.hasSuffix(".gz") { name.removeLast(3) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let suffix = String(name[name.index(after: dot)...])
    guard let index = Self.registry.firstIndex(where: { $0.suffixes.contains(suffix) }) else {
      return nil
    }
    self.init(index: index)
  }

  /// Whether a path says that the file is compressed with gzip.
  package static func isCompressed(path: String) -> Bool { path.lowercased().hasSuffix(".gz") }

  package static func == (first: CorpusFormat, second: CorpusFormat) -> Bool {
    first.index == second.index
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(index) }

  /// The type that reads and writes it.
  var format: any CorpusFileFormat { Self.registry[index] }
}

extension CorpusFormat {
  /// Whether the fields are known before the first record, and so must be when it is written.
  package var hasHeader: Bool { format.hasHeader }
  /// The byte between fields, unless another is asked for; `nil` for a format that is not text
  /// with separators.
  package var separator: UInt8? { format.separator }
  /// Whether it is text with separators, which spreadsheets open.
  package var isSeparatedValues: Bool { separator != nil }
  /// Whether a record's bytes can be written to a file of the same format as they are.
  package var copiesRecords: Bool { format.copiesRecords }
  /// The record path that takes all records of a file; `nil` for a format that needs none.
  package var anyRecordPath: String? { format.anyRecordPath }
}

extension CorpusFormat {
  /// The names as help lists them: `csv, tsv, jsonl or xml`.
  package static let list = listed { $0.name }

  /// The formats, each written in some way, the last after "or".
  static func listed(as shown: (any CorpusFileFormat) -> String) -> String {
    Suggestion.either(registry.map(shown))
  }

  /// The suffixes with their dots, as messages list them: `.csv, .tsv, .jsonl or .xml`.
  package static let suffixList = listed { ".\($0.suffixes[0])" }
}
