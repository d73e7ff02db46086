internal import Foundation
internal import LabelingCore

/// A corpus as JSON: one flat object, in which what is left out has its default.
///
/// Sessions keep it, and the cache and the workspace know a way of reading by its digest. What
/// says nothing of the documents is not part of it: limits, notices and what readers pass on.
extension CorpusSource: Codable {
  private enum Key: String, CodingKey {
    case paths, format, encoding, separator, quote, hasHeader, trimsFields, recordPath
    case textField, idField, goldField, goldNames, errorPolicy, documentLimit, rejectsPath
  }

  /// What a value of the gold field stands for.
  private struct GoldName: Codable {
    var value: String
    var className: String

    enum CodingKeys: String, CodingKey {
      case value
      case className = "class"
    }
  }

  /// Reads what ``encode(to:)`` wrote.
  ///
  /// Unknown fields are ignored. A missing `quote` means that there is none.
  /// - Throws: `DecodingError` when a value is of another type, or names no format or policy.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(paths: try values.decode([String].self, forKey: .paths))
    options.format = try values.decodeIfPresent(String.self, forKey: .format).map { name in
      try Self.known(CorpusFormat(rawValue: name), .format, in: values)
    }
    options.encoding = try values.decodeIfPresent(String.self, forKey: .encoding)
    options.separator = try values.decodeIfPresent(UInt8.self, forKey: .separator)
    options.quote = try values.decodeIfPresent(UInt8.self, forKey: .quote)
    options.hasHeader = try values.decode(Bool.self, forKey: .hasHeader)
    options.trimsFields = try values.decode(Bool.self, forKey: .trimsFields)
    options.recordPath = try values.decodeIfPresent(String.self, forKey: .recordPath)
    textField = try values.decodeIfPresent(String.self, forKey: .textField)
    idField = try values.decodeIfPresent(String.self, forKey: .idField)
    goldField = try values.decodeIfPresent(String.self, forKey: .goldField)
    for name in try values.decodeIfPresent([GoldName].self, forKey: .goldNames) ?? [] {
      goldNames[ExactString(name.value)] = name.className
    }
    errorPolicy =
      try values.decodeIfPresent(String.self, forKey: .errorPolicy).map { policy in
        try Self.known(ErrorPolicy(policy), .errorPolicy, in: values)
      } ?? .fail
    documentLimit = try values.decodeIfPresent(Int.self, forKey: .documentLimit)
    rejectsPath = try values.decodeIfPresent(String.self, forKey: .rejectsPath)
  }

  /// Writes a flat object; defaults are left out, except for what readers of
  /// sessions have always asked for.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(paths, forKey: .paths)
    try values.encodeIfPresent(options.format?.rawValue, forKey: .format)
    try values.encodeIfPresent(options.encoding, forKey: .encoding)
    try values.encodeIfPresent(options.separator, forKey: .separator)
    try values.encodeIfPresent(options.quote, forKey: .quote)
    try values.encode(options.hasHeader, forKey: .hasHeader)
    try values.encode(options.trimsFields, forKey: .trimsFields)
    try values.encodeIfPresent(options.recordPath, forKey: .recordPath)
    try values.encodeIfPresent(textField, forKey: .textField)
    try values.encodeIfPresent(idField, forKey: .idField)
    try values.encodeIfPresent(goldField, forKey: .goldField)
    if !goldNames.isEmpty {
      let names = goldNames.sorted { $0.key < $1.key }.map {
        GoldName(value: $0.key.string, className: $0.value)
      }
      try values.encode(names, forKey: .goldNames)
    }
    if errorPolicy != .fail { try values.encode("\(errorPolicy)", forKey: .errorPolicy) }
    try values.encodeIfPresent(documentLimit, forKey: .documentLimit)
    try values.encodeIfPresent(rejectsPath, forKey: .rejectsPath)
  }

  private static func known<Value>(
    _ value: Value?,
    _ key: Key,
    in values: KeyedDecodingContainer<Key>
  ) throws -> Value {
    guard let value else {
      throw DecodingError.dataCorruptedError(
        forKey: key,
        in: values,
        debugDescription: "not a value that is known"
      )
    }
    return value
  }

  /// Everything about how the files are read that decides which documents there are, as text that
  /// is equal for equal ways of reading.
  ///
  /// The folders of the files are not part of it.
  package var readingKey: String {
    var source = self
    source.paths = paths.compactMap { $0.split(separator: "/").last.map(String.init) }
    source.rejectsPath = nil
    return source.json
  }

  /// The source as JSON, its keys in order.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A source has no numbers that JSON cannot hold, so this cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The same documents, to be read again for themselves: bad records are bad again and left out,
  /// and gold labels do not matter.
  package var rereading: CorpusSource {
    var source = self
    source.goldField = nil
    source.goldNames = [:]
    source.errorPolicy = .skip
    source.rejectsPath = nil
    return source
  }
}
