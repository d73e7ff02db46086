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
    /// XML: an object of nothing but text looks like its text.
    case textObject
    /// XML: empty text, or white space between elements, is not read back.
    case blankText
    /// XML: lists and objects named as text is.
    case textStructure
    /// CSV, XML: keys that occur twice in a nested object; in XML they become a list.
    case repeatedKey
    /// CSV, JSON Lines: text and elements in an order that members do not keep.
    case elementOrder
    /// CSV, JSON Lines: white space between elements.
    case elementBlank
    /// CSV, XML: half a surrogate pair becomes U+FFFD.
    case replacedCharacter
    /// CSV: documents of a corpus without any field.
    case noFields
  }

  /// What cannot be expressed.
  package var kind: Kind
  /// The field it happened in; the first of several.
  package var field: String
  /// Number of further fields it happened in.
  package var otherFieldCount = 0
  /// How often.
  package var count: Int

  /// Creates a loss in one field.
  package init(kind: Kind, field: String, count: Int) {
    self.kind = kind
    self.field = field
    self.count = count
  }

  package var description: String {
    let field =
      otherFieldCount == 0
      ? "field '\(field)'"
      : "field '\(field)' and \(otherFieldCount) more"
    return "\(words(field)) (\(count))"
  }

  private func words(_ field: String) -> String {
    switch kind {
    case .nestedAsText: "nested values of \(field) are written as JSON text"
    case .typeAsText: "numbers and booleans of \(field) are written as text"
    case .nullAsEmpty: "nulls of \(field) are written as empty text"
    case .missingAsEmpty: "documents without \(field) get an empty one"
    case .forbiddenCharacter: "characters of \(field) that XML forbids are written as U+FFFD"
    case .listOfOne: "lists of one element in \(field) look like the element"
    case .emptyList: "lists without elements in \(field) leave no trace"
    case .nestedList: "lists within lists in \(field) become one list"
    case .emptyObject: "objects without members in \(field) look like empty text"
    case .textObject: "objects of text only in \(field) look like the text"
    case .blankText: "empty and blank '#text' in \(field) is not read back"
    case .textStructure: "lists and objects named '#text' in \(field) do not come back under it"
    case .repeatedKey: "keys occur twice in objects in \(field), which readers take differently"
    case .elementOrder: "text and elements of \(field) are not kept in their order"
    case .elementBlank: "white space between elements of \(field) is left out"
    case .noFields: "documents without any field leave no trace"
    case .replacedCharacter: "unpaired surrogates in \(field) are written as U+FFFD"
    }
  }

  /// Most fields that a kind of loss lists one by one.
  private static let separateFieldCount = 5

  /// Losses as they are reported: many fields that lose the same are one.
  ///
  /// - Parameter losses: By field and kind; several writers may have lost the same.
  /// - Returns: The losses, those of many fields as one.
  package static func summed(_ losses: [ConversionLoss]) -> [ConversionLoss] {
    var byField: [ConversionLoss] = []
    var places: [Place: Int] = [:]
    for loss in losses {
      if let place = places[Place(loss)] {
        byField[place].count += loss.count
      } else {
        places[Place(loss)] = byField.count
        byField.append(loss)
      }
    }
    var fieldCounts: [Kind: Int] = [:]
    for loss in byField { fieldCounts[loss.kind, default: 0] += 1 }
    var summed: [ConversionLoss] = []
    var sums: [Kind: Int] = [:]
    for loss in byField {
      guard fieldCounts[loss.kind, default: 0] > separateFieldCount else {
        summed.append(loss)
        continue
      }
      if let sum = sums[loss.kind] {
        summed[sum].count += loss.count
        summed[sum].otherFieldCount += 1
      } else {
        sums[loss.kind] = summed.count
        summed.append(loss)
      }
    }
    return summed
  }

  private struct Place: Hashable {
    var kind: Kind
    var field: [UInt8]

    init(_ loss: ConversionLoss) {
      kind = loss.kind
      field = Array(loss.field.utf8)
    }
  }
}
