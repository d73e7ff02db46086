internal import JSONText
internal import PluginABI

/// Where one document's bytes stand.
struct DocumentView {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let fields: FieldNames
  private let cells: UnsafeBufferPointer<WinnowCell>
  private let owner: OwnedDocument?
  let id: UnsafeBufferPointer<UInt8>
  /// `nil` when the corpus is read without a text field.
  let text: UnsafeBufferPointer<UInt8>?

  /// A document without text and fields.
  init() {
    bytes = UnsafeBufferPointer(start: nil, count: 0)
    fields = FieldNames([])
    cells = UnsafeBufferPointer(start: nil, count: 0)
    id = bytes
    text = nil
    owner = nil
  }

  /// A document of a batch; `bytes` are the batch's text.
  init(
    bytes: UnsafeBufferPointer<UInt8>,
    fields: FieldNames,
    cells: UnsafeBufferPointer<WinnowCell>,
    id: WinnowSlice,
    text: WinnowSlice
  ) {
    self.bytes = bytes
    self.fields = fields
    self.cells = cells
    self.id = Self.slice(bytes, id)
    self.text = text.length == UInt32.max ? nil : Self.slice(bytes, text)
    owner = nil
  }

  /// A document that stands on its own.
  init(owning document: OwnedDocument) {
    bytes = UnsafeBufferPointer(document.bytes)
    fields = document.fields
    cells = UnsafeBufferPointer(document.cells)
    id = Self.slice(bytes, document.id)
    text = Self.slice(bytes, document.text)
    owner = document
  }

  var fieldNames: [String] { cells.map { fields.names[Int($0.field)] } }

  /// All values of a field, or of a path into nested values; a list stands for its elements.
  ///
  /// - Returns: `nil` when the document lacks the field, or the path's first part.
  func values(of name: String) -> [FieldValue]? {
    if let index = fields.index(of: name), let cell = cell(ofField: index) {
      return values(in: cell, at: JSONPath(""))
    }
    let path = JSONPath(name)
    guard let first = path.parts.first,
      path.parts.count > 1 || !first.utf8.elementsEqual(name.utf8),
      let index = fields.index(of: first), let cell = cell(ofField: index)
    else { return nil }
    return values(in: cell, at: path.withoutFirst)
  }

  /// The field that a name or path begins at, and the length of its whole value.
  func cell(of name: String) -> (field: UInt32, byteCount: UInt32)? {
    let index = fields.index(of: name) ?? JSONPath(name).parts.first.flatMap(fields.index)
    guard let index, let cell = cell(ofField: index) else { return nil }
    guard cell.kind == UInt32(WINNOW_VALUE_ELEMENT) else { return (index, cell.value.length) }
    let texts = texts(in: cell, at: JSONPath(""))
    // Several elements are shown on lines of their own.
    return (index, UInt32(texts.bytes.count + max(texts.ends.count, 1) - 1))
  }

  /// The texts of XML elements and attributes.
  private func texts(in cell: WinnowCell, at path: JSONPath) -> ElementText {
    let json = Self.slice(bytes, cell.value)
    let kind: JSONSlice.Kind = json.first == UInt8(ascii: "[") ? .array : .object
    return ElementText(at: path, of: JSONSlice(kind: kind, range: 0..<json.count), in: json)
  }

  private func values(in cell: WinnowCell, at path: JSONPath) -> [FieldValue] {
    if cell.kind == UInt32(WINNOW_VALUE_ELEMENT) {
      return texts(in: cell, at: path).strings.map { FieldValue(kind: .string, text: $0) }
    }
    guard cell.kind == UInt32(WINNOW_VALUE_JSON) else {
      return path.parts.isEmpty ? [value(cell)] : []
    }
    var found: [FieldValue] = []
    let json = Self.slice(bytes, cell.value)
    var scanner = JSONScanner(json)
    guard let whole = try? scanner.value() else { return [] }
    path.forEachValue(in: json, from: whole) { found.append(Self.value(json, $0)) }
    return found
  }

  private func cell(ofField index: UInt32) -> WinnowCell? { cells.first { $0.field == index } }

  private func value(_ cell: WinnowCell) -> FieldValue {
    let text = String(decoding: Self.slice(bytes, cell.value), as: UTF8.self)
    return switch Int(cell.kind) {
    case WINNOW_VALUE_NULL: FieldValue(kind: .null, text: nil)
    case WINNOW_VALUE_BOOL: FieldValue(kind: .bool, text: text)
    case WINNOW_VALUE_NUMBER: FieldValue(kind: .number, text: text)
    case WINNOW_VALUE_JSON: FieldValue(kind: .json, text: text)
    default: FieldValue(kind: .string, text: text)
    }
  }

  private static func value(
    _ json: UnsafeBufferPointer<UInt8>,
    _ value: JSONSlice
  ) -> FieldValue {
    let contents = UnsafeBufferPointer(rebasing: json[value.contents])
    switch value.kind {
    case .null: return FieldValue(kind: .null, text: nil)
    case .bool: return FieldValue(kind: .bool, text: String(decoding: contents, as: UTF8.self))
    case .number: return FieldValue(kind: .number, text: String(decoding: contents, as: UTF8.self))
    case .array, .object:
      return FieldValue(kind: .json, text: String(decoding: contents, as: UTF8.self))
    case .string:
      var decoded: [UInt8] = []
      JSONString.appendUnescaped(contents, to: &decoded)
      return FieldValue(kind: .string, text: String(decoding: decoded, as: UTF8.self))
    }
  }

  private static func slice(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ slice: WinnowSlice
  ) -> UnsafeBufferPointer<UInt8> {
    let start = Int(slice.offset)
    return UnsafeBufferPointer(rebasing: bytes[start..<(start + Int(slice.length))])
  }
}

/// The field names of a batch and their indices.
final class FieldNames {
  let names: [String]
  private var indices: [Name: UInt32] = [:]

  /// A name that is compared by its code units: one character and its parts are two names.
  private struct Name: Hashable {
    var text: String

    static func == (left: Name, right: Name) -> Bool {
      left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  init(_ names: [String]) {
    self.names = names
    for (index, name) in names.enumerated() where indices[Name(text: name)] == nil {
      indices[Name(text: name)] = UInt32(index)
    }
  }

  func index(of name: String) -> UInt32? { indices[Name(text: name)] }
}

/// The storage of a document that was made from strings.
final class OwnedDocument {
  let bytes: UnsafeMutableBufferPointer<UInt8>
  let cells: UnsafeMutableBufferPointer<WinnowCell>
  let fields: FieldNames
  let id: WinnowSlice
  let text: WinnowSlice

  init(text: String, fields: [(name: String, value: String)]) {
    var all: [UInt8] = []
    func append(_ value: String) -> WinnowSlice {
      let slice = WinnowSlice(offset: UInt32(all.count), length: UInt32(value.utf8.count))
      all.append(contentsOf: value.utf8)
      return slice
    }
    id = append("example")
    self.text = append(text)
    self.fields = FieldNames(fields.map(\.name))
    let values = fields.enumerated().map { index, field in
      WinnowCell(
        field: UInt32(index),
        kind: UInt32(WINNOW_VALUE_STRING),
        value: append(field.value)
      )
    }
    bytes = .allocate(capacity: all.count)
    _ = bytes.initialize(from: all)
    cells = .allocate(capacity: values.count)
    _ = cells.initialize(from: values)
  }

  deinit {
    bytes.deallocate()
    cells.deallocate()
  }
}
