import Foundation
import FoundationXML

/// What a labeled file says, read by other means than the program's own.
struct LabeledRecords {
  /// Fields by name; nested ones as `outer.inner`.
  private(set) var records: [[String: String]] = []

  /// Reads a file in the format of its suffix.
  init(_ bytes: [UInt8], suffix: String) throws {
    switch suffix {
    case "jsonl":
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        records.append(Self.flat(object as? [String: Any] ?? [:]))
      }
    case "xml":
      let reader = XMLRecords()
      let parser = XMLParser(data: Data(bytes))
      parser.delegate = reader
      guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
      records = reader.records
    default:
      let table = PlainCSV(String(decoding: bytes, as: UTF8.self))
      records = table.rows.map { row in
        var record: [String: String] = [:]
        for (name, value) in zip(table.header, row) where !value.isEmpty {
          let nested = name.hasPrefix("p_") ? "probabilities." + name.dropFirst(2) : name
          record[nested.hasPrefix("vote_") ? "votes." + nested.dropFirst(5) : nested] = value
        }
        return record
      }
    }
  }

  private static func flat(_ object: [String: Any]) -> [String: String] {
    var fields: [String: String] = [:]
    for (name, value) in object {
      if let nested = value as? [String: Any] {
        for (key, value) in flat(nested) { fields["\(name).\(key)"] = value }
      } else {
        fields[name] = "\(value)"
      }
    }
    return fields
  }
}

/// Collects the fields of elements two below the root.
private final class XMLRecords: NSObject, XMLParserDelegate {
  var records: [[String: String]] = []
  private var path: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    text = ""
    if path.count == 2 { records.append([:]) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    if path.count > 2, !text.isEmpty {
      records[records.count - 1][path.dropFirst(2).joined(separator: ".")] = text
    }
    text = ""
    path.removeLast()
  }
}
