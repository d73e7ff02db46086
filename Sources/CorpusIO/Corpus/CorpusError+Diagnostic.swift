internal import ByteIO
package import LabelingCore

extension CorpusError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The error in words, with the option that fixes it.
  package var diagnostic: Diagnostic {
    switch self {
    case .bytes(let error):
      error.diagnostic
    case .unknownFormat(let path):
      Diagnostic(
        at: SourceLocation(path),
        "the suffix names no corpus format",
        help: "pass '--format' with \(CorpusFormat.listed { "'\($0.name)'" })"
      )
    case .badRecord(let record):
      record.diagnostic
    case .tooManyBadRecords(let limit, let last):
      Self.tooMany(limit, last)
    case .malformedXML(let location, let rule):
      Self.malformed(location, rule)
    case .refusedXML(let location, let refusal):
      Diagnostic(at: location, Self.headline(of: refusal), help: Self.help(for: refusal))
    case .recordPathMissing(let path, let candidates):
      Self.recordPathMissing(path, candidates)
    case .noRecords(let path, let recordPath, let candidates):
      Self.noRecords(path, recordPath, candidates)
    case .unknownField(let role, let name, let file, let fields):
      Self.unknownField(role, name, file, fields)
    case .duplicateIDs(let duplicates):
      Self.duplicateIDs(duplicates)
    case .addedFieldExists(let name, let location, let help):
      Diagnostic(at: location, "output field '\(name)' is in the input already", help: help)
    case .unannouncedField(let name, let location):
      Diagnostic(at: location, "field '\(name)' is not among the output's columns")
    case .illegalElementName(let name):
      Diagnostic("'\(name)' cannot be the name of an XML element")
    }
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count == 1 ? "0" : "") + digits
  }

  private static func tooMany(_ limit: Int, _ last: RejectedRecord) -> Diagnostic {
    var diagnostic = last.diagnostic
    diagnostic.notes.append(
      "this is bad record number \(limit + 1); '--on-error' allows \(limit)"
    )
    diagnostic.help = "pass '--on-error skip' to skip bad records, or fix the file"
    return diagnostic
  }

  private static func malformed(_ location: SourceLocation, _ rule: String) -> Diagnostic {
    Diagnostic(
      at: location,
      "the XML is not well-formed: \(rule)",
      notes: ["reading cannot go on after such an error; '--on-error skip' does not apply"],
      help: rule.contains("UTF-8") ? "pass '--encoding windows-1252' if that is what it is" : nil
    )
  }

  private static func recordPathMissing(_ path: String, _ candidates: [String]) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "which XML elements are records is not known",
      help: "pass '--record' with an element name or path"
        + (candidates.isEmpty ? "" : ", such as \(list(candidates))")
    )
  }

  private static func noRecords(
    _ path: String,
    _ recordPath: String,
    _ candidates: [String]
  ) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "no element matches record path '\(recordPath)'",
      help: "pass '--record' with one of the repeated elements: \(list(candidates))"
    )
  }

  private static func headline(of refusal: XMLRefusal) -> String {
    switch refusal {
    case .entity(let name): "entity '\(name)' is not one of XML's predefined five"
    case .depth(let limit): "elements are nested at most \(limit) deep"
    case .text(let limit): "an element's text or attribute is at most \(limit) bytes long"
    case .attributes(let limit): "an element has at most \(limit) attributes"
    case .record(let limit): "a record is at most \(limit) bytes long"
    }
  }

  private static func help(for refusal: XMLRefusal) -> String {
    switch refusal {
    case .entity:
      "declared entities are never expanded; 'xmllint --noent' replaces them in files you trust"
    case .record: "pass '--record' with a smaller element"
    case .depth, .text, .attributes: "such files are refused; split them first"
    }
  }

  private static func unknownField(
    _ role: FieldRole,
    _ name: String,
    _ file: String,
    _ fields: [String]
  ) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(file, line: 1),
      "there is no field '\(name)' for '\(role.option)'",
      help: Suggestion.help(for: name, among: fields, kind: "fields")
        + (fields.count == 1 ? SeparatorHint.help(for: fields[0]).map { "; " + $0 } ?? "" : "")
    )
  }

  private static func duplicateIDs(_ duplicates: [DuplicateIDs.Duplicate]) -> Diagnostic {
    let notes = duplicates.prefix(10).map { duplicate in
      let places = duplicate.places.prefix(5).map(\.description).joined(separator: ", ")
      let rest = duplicate.places.count - 5
      return "'\(duplicate.id)' is at \(places)" + (rest > 0 ? " and \(rest) more places" : "")
    }
    let count = duplicates.count
    return Diagnostic(
      at: duplicates.first?.places.last,
      "identifiers are unique, but \(count == 1 ? "one occurs" : "\(count) occur") more than once",
      notes: notes + (count > 10 ? ["and \(count - 10) more identifiers"] : []),
      help: isOneFileTwice(duplicates)
        ? "name each file once"
        : "pass '--id-field' with a field that tells the documents apart"
    )
  }

  /// Whether identifiers repeat as a file was named twice, perhaps in two ways.
  private static func isOneFileTwice(_ duplicates: [DuplicateIDs.Duplicate]) -> Bool {
    duplicates.allSatisfy { duplicate in
      let names = duplicate.places.map { place in
        ExactString("\(place.path.split(separator: "/").last ?? ""):\(place.line ?? 0)")
      }
      return Set(names).count == 1
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
  }
}
