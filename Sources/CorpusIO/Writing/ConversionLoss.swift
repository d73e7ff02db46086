/// Something that a format cannot express, and how often that came up.
package struct ConversionLoss: Hashable, Sendable, CustomStringConvertible {
  /// What cannot be expressed.
  package enum Kind: Int, CaseIterable, Hashable, Sendable {
    /// CSV: nested values become JSON text.
    case nestedAsText
    /// CSV, XML: numbers and booleans become text.
    case typeAsText
    /// CSV, XML: null becomes empty text.
    case nullAsEmpty
    /// CSV: a field that a document lacks becomes empty text.
    case missingAsEmpty
    /// XML: control characters become U+FFFD.
    case forbiddenCharacter
    /// XML: a list of one element looks like the element.
    case listOfOne
    /// XML: a list without elements leaves no trace.
    case emptyList
    /// XML: lists within lists become one list.
    case nestedList
    /// XML: an object without members looks like empty text.
    case emptyObject
  }

  /// What cannot be expressed.
  package var kind: Kind
  /// The field it happened in.
  package var field: String
  /// How often.
  package var count: Int

  package var description: String {
    switch kind {
    case .nestedAsText: "nested values of field '\(field)' are written as JSON text (\(count))"
    case .typeAsText: "numbers and booleans of field '\(field)' are written as text (\(count))"
    case .nullAsEmpty: "nulls of field '\(field)' are written as empty text (\(count))"
    case .missingAsEmpty:
      "documents without field '\(field)' get an empty one (\(count))"
    case .forbiddenCharacter:
      "characters of field '\(field)' that XML forbids are written as U+FFFD (\(count))"
    case .listOfOne: "lists of one element in field '\(field)' look like the element (\(count))"
    case .emptyList: "lists without elements in field '\(field)' leave no trace (\(count))"
    case .nestedList: "lists within lists in field '\(field)' become one list (\(count))"
    case .emptyObject: "objects without members in field '\(field)' look like empty text (\(count))"
    }
  }
}
