import PluginABI

/// A document of a test's batch.
struct TestDocument {
  /// A field's value as the host sends it.
  enum Value {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case json(String)
    case element(String)

    var kind: Int {
      switch self {
      case .null: WINNOW_VALUE_NULL
      case .bool: WINNOW_VALUE_BOOL
      case .number: WINNOW_VALUE_NUMBER
      case .string: WINNOW_VALUE_STRING
      case .json: WINNOW_VALUE_JSON
      case .element: WINNOW_VALUE_ELEMENT
      }
    }

    var text: String {
      switch self {
      case .null: ""
      case .bool(let value): "\(value)"
      case .number(let text), .string(let text), .json(let text), .element(let text): text
      }
    }
  }

  var id = "d1"
  /// `nil` when the corpus is read without a text field.
  var text: String?
  var fields: [(name: String, value: Value)] = []

  init(_ text: String?, id: String = "d1", fields: [(String, Value)] = []) {
    self.id = id
    self.text = text
    self.fields = fields
  }
}
