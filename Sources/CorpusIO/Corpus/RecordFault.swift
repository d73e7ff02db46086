/// Which rule a bad record breaks.
package enum RecordFault: Hashable, Sendable {
  /// A byte is not part of a UTF-8 character.
  case invalidUTF8(byte: UInt8)
  /// A CSV record has more or fewer fields than the header.
  case fieldCount(expected: Int, found: Int)
  /// Text follows a closing quote; the place is where the quote opened.
  case textAfterQuote(openedAtLine: Int, column: Int)
  /// A quote is never closed.
  case unterminatedQuote
  /// The record is longer than the limit.
  case tooLong(limit: Int)
  /// A line is not JSON; the rule is the scanner's headline.
  case invalidJSON(rule: String)
  /// The file looks like one JSON document and not like JSON Lines.
  case wholeDocument(rule: String)
  /// A line is JSON but no object.
  case notAnObject
  /// A key occurs twice in one object.
  case repeatedKey(String)
  /// The record lacks the field that its identifier, text or gold is read from.
  case missing(FieldRole, path: String, fields: [String])
  /// The field that its identifier or text is read from is null.
  case null(FieldRole, path: String)
  /// The identifier is empty.
  case emptyID(path: String)
  /// The gold label is none of the classes.
  case unknownClass(label: String, classes: [String])
  /// The gold label is a path in the tree of classes whose part does not lie in the one before;
  /// `path` is how the place is written.
  case pathElsewhere(label: String, part: String, parent: String, path: String)
  /// Probabilities of the classes are missing, no numbers, or do not add up to 1.
  case unreadableProbabilities(classes: [String])
}
