/// What annotators read about a class.
package struct ClassDescription: Hashable, Sendable, Codable {
  /// What belongs to the class.
  package var description: String?
  /// A text that does.
  package var example: String?
  /// The color that the class is shown in, `#rrggbb`.
  package var color: String?

  /// Describes a class.
  package init(description: String? = nil, example: String? = nil, color: String? = nil) {
    self.description = description
    self.example = example
    self.color = color
  }

  /// Whether it says nothing.
  package var isEmpty: Bool { self == ClassDescription() }

  /// This description, with what it leaves out taken from another one.
  package func completed(by other: ClassDescription) -> ClassDescription {
    ClassDescription(
      description: description ?? other.description,
      example: example ?? other.example,
      color: color ?? other.color
    )
  }

  /// A color as `#rrggbb`; `nil` for text that is not a color.
  package static func color(_ text: String) -> String? {
    let digits = text.lowercased().utf8.dropFirst()
    let hexadecimal = Set("0123456789abcdef".utf8)
    guard text.utf8.first == UInt8(ascii: "#"), digits.allSatisfy(hexadecimal.contains) else {
      return nil
    }
    switch digits.count {
    case 6: return "#" + String(decoding: digits, as: UTF8.self)
    case 3: return "#" + String(decoding: digits.flatMap { [$0, $0] }, as: UTF8.self)
    default: return nil
    }
  }
}

/// What annotators read before they choose.
package struct SessionGuidance: Hashable, Sendable {
  /// How to choose, in Markdown; `nil` for no guidelines.
  package var guidelines: String?
  /// Descriptions of the classes, one each, in their order.
  package var classes: [ClassDescription]

  /// Whether it is empty.
  package var isEmpty: Bool { guidelines == nil && classes.allSatisfy(\.isEmpty) }
}
