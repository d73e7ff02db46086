internal import LabelingCore

extension RecordFault {
  /// The rule in words, with the option that fixes it.
  func diagnostic(at location: SourceLocation) -> Diagnostic {
    Diagnostic(at: location, headline, notes: notes, help: help)
  }

  private var headline: String {
    switch self {
    case .invalidUTF8(let byte): "byte \(CorpusError.hexadecimal(byte)) is not valid UTF-8"
    case .fieldCount(let expected, let found):
      "a record has \(expected) fields, this one has \(found)"
    case .textAfterQuote: "a closing quote is followed by a separator or a line end"
    case .unterminatedQuote: "a quoted field ends with a quote"
    case .tooLong(let limit): "a record is at most \(limit) bytes long"
    case .invalidJSON(let rule): "a line is a JSON object: \(rule)"
    case .wholeDocument(let rule): "a line is a JSON object: \(rule)"
    case .notAnObject: "a line is a JSON object, not another value"
    case .repeatedKey(let name): "key '\(name)' occurs once in an object"
    case .missing(let role, let path, _): "the record has no field '\(path)' for '\(role.option)'"
    case .null(let role, let path): "field '\(path)' for '\(role.option)' is not null"
    case .emptyID(let path): "identifier '\(path)' is not empty"
    case .unknownClass(let label, _): "gold label '\(label)' is not a class of this task"
    case .pathElsewhere(let label, let part, let parent, _):
      "'\(part)' in gold label '\(label)' does not lie directly in '\(parent)'"
    case .unreadableProbabilities: "a labeled record has a probability per class, adding up to 1"
    }
  }

  private var notes: [String] {
    switch self {
    case .textAfterQuote(let line, let column):
      ["the quote was opened at line \(line), column \(column)"]
    case .unterminatedQuote: ["reading goes on with the next line"]
    default: []
    }
  }

  private var help: String {
    let skip = "'--on-error skip' goes on without such records"
    return switch self {
    case .invalidUTF8: "pass '--encoding windows-1252' if that is the file's encoding; \(skip)"
    case .fieldCount: "pass '--separator' or '--quote' if the file uses others; \(skip)"
    case .textAfterQuote, .unterminatedQuote:
      "pass '--quote none' if quotes are data in this file; \(skip)"
    case .wholeDocument:
      "this looks like one JSON document and not JSON Lines; "
        + "'jq -c \".[]\" file.json > file.jsonl' writes one object a line"
    case .missing(let role, let path, let fields):
      "pass '\(role.option)' with another field: "
        + "\(Suggestion.help(for: path, among: fields, kind: "fields")); \(skip)"
    case .null(let role, _):
      role == .id
        ? "give the record an identifier, or pass '--id-field' with another field; \(skip)"
        : "give the record a text, or pass '\(role.option)' with another field; \(skip)"
    case .unknownClass(let label, let classes):
      "\(Self.suggestion(for: label, among: classes)); "
        + "'--gold-map \(label)=CLASS' gives it another name; \(skip)"
    case .pathElsewhere(_, _, _, let path): "write '\(path)', or any end of it; \(skip)"
    case .unreadableProbabilities(let classes):
      "classes are \(classes.map { "'\($0)'" }.joined(separator: ", ")); \(skip)"
    case .tooLong, .invalidJSON, .notAnObject, .repeatedKey, .emptyID: skip
    }
  }

  /// The classes, and which one is meant; of a path with a known part the first one that is not.
  private static func suggestion(for label: String, among classes: [String]) -> String {
    let parts = LabelPath.parts(of: label)
    let unknown = parts.first { part in !classes.contains { $0.isExactly(part) } }
    let isPath = parts.contains { part in classes.contains { $0.isExactly(part) } }
    return Suggestion.help(
      for: isPath ? unknown ?? label : label,
      among: classes,
      kind: "classes"
    )
  }
}
