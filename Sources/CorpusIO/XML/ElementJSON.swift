internal import JSONText

/// Writes XML elements that are kept in document order as the JSON that formats without order
/// have for them.
///
/// Attributes, children and `#text` are members by name; several children of a name are one
/// array; the pieces of text are put together, and dropped where they are white space between
/// children only.
struct ElementJSON {
  /// How many elements had text and children, or children of several names, in an order that
  /// the members do not tell.
  private(set) var orderCount = 0
  /// How many elements had white space between their children that is more than indentation.
  private(set) var blankTextCount = 0

  /// Appends a value that a reader of XML made.
  ///
  /// - Parameters:
  ///   - value: The value's bytes: an object, or an array of elements.
  ///   - isOwnText: Whether it is the content of a record, whose text alone is wanted.
  ///   - output: Takes the JSON.
  mutating func append(
    _ value: UnsafeBufferPointer<UInt8>,
    isOwnText: Bool,
    to output: inout [UInt8]
  ) {
    let kind: JSONSlice.Kind = value.first == UInt8(ascii: "[") ? .array : .object
    let whole = JSONSlice(kind: kind, range: 0..<value.count)
    if isOwnText, kind == .object {
      appendOwnText(of: whole, value, to: &output)
    } else {
      append(whole, of: value, to: &output)
    }
  }

  /// Appends an element, or an array of elements.
  private mutating func append(
    _ value: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    switch value.kind {
    case .object:
      append(Content(value, bytes), bytes, to: &output)
    case .array:
      var elements: [JSONSlice] = []
      var scanner = JSONScanner(bytes, at: value.range.lowerBound)
      _ = try? scanner.array { elements.append($0) }
      appendList(elements, bytes, to: &output)
    case .null, .bool, .number, .string:
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[value.range]))
    }
  }

  /// Appends an element's own text as a JSON string.
  private mutating func appendOwnText(
    of value: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    let content = Content(value, bytes)
    if content.losesOrder { orderCount += 1 }
    appendText(content.pieces, bytes, to: &output)
  }

  private mutating func appendList(
    _ elements: [JSONSlice],
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(element, of: bytes, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func append(
    _ content: Content,
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    if content.losesOrder { orderCount += 1 }
    if content.losesBlankText { blankTextCount += 1 }
    var separator = UInt8(ascii: "{")
    for group in content.groups {
      output.append(separator)
      separator = UInt8(ascii: ",")
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[group.key.range]))
      output.append(UInt8(ascii: ":"))
      if group.isText {
        appendText(group.values, bytes, to: &output)
      } else if group.values.count == 1 {
        append(group.values[0], of: bytes, to: &output)
      } else {
        appendList(group.values, bytes, to: &output)
      }
    }
    if content.groups.isEmpty { output.append(separator) }
    output.append(UInt8(ascii: "}"))
  }

  private func appendText(
    _ pieces: [JSONSlice],
    _ bytes: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "\""))
    for piece in pieces {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[piece.contents]))
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Whether the contents of a JSON string are white space only.
  static func isBlank(_ contents: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < contents.count {
      switch contents[index] {
      case 0x20: index += 1
      case UInt8(ascii: "\\")
      where index + 1 < contents.count && "nrt".utf8.contains(contents[index + 1]):
        index += 2
      default: return false
      }
    }
    return true
  }
}

extension ElementJSON {
  /// The members of an element by name.
  fileprivate struct Content {
    /// The names in order of first appearance, with what goes by each.
    private(set) var groups: [Named] = []
    /// Whether a name comes up again after another.
    private(set) var losesOrder = false
    /// Whether white space is left out that is more than indentation.
    private(set) var losesBlankText = false

    /// What goes by a name.
    struct Named {
      var key: JSONSlice
      var isText: Bool
      var values: [JSONSlice]
    }

    /// The pieces of the element's own text.
    var pieces: [JSONSlice] { groups.first(where: \.isText)?.values ?? [] }

    init(_ element: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) {
      var members: [(key: JSONSlice, value: JSONSlice)] = []
      var scanner = JSONScanner(bytes, at: element.range.lowerBound)
      _ = try? scanner.object { members.append(($0, $1)) }
      func isText(_ member: (key: JSONSlice, value: JSONSlice)) -> Bool {
        member.value.kind == .string && bytes[member.key.contents].elementsEqual("#text".utf8)
      }
      let hasChildren = members.contains { member in
        !isText(member) && bytes[member.key.contents].first != UInt8(ascii: "@")
      }
      let texts = members.filter(isText).map { bytes[$0.value.contents] }
      let isDropped =
        hasChildren && texts.allSatisfy { ElementJSON.isBlank(UnsafeBufferPointer(rebasing: $0)) }
      losesBlankText =
        isDropped
        && texts.contains { text in
          !text.isEmpty && !text.contains { $0 == UInt8(ascii: "n") || $0 == UInt8(ascii: "r") }
        }
      var places: [[UInt8]: Int] = [:]
      var last = -1
      for member in members {
        let isText = isText(member)
        if isText && isDropped { continue }
        let place = places[Array(bytes[member.key.contents])]
        if let place {
          if place != last { losesOrder = true }
          groups[place].values.append(member.value)
          last = place
        } else {
          places[Array(bytes[member.key.contents])] = groups.count
          last = groups.count
          groups.append(Named(key: member.key, isText: isText, values: [member.value]))
        }
      }
    }
  }
}
