internal import LabelingCore

/// One of the formats that answers of people come in and go out in, by its place in the registry.
package struct ToolFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// All formats, in the order in which a file's first bytes are held against them.
  private static let registry: [any ToolFileFormat] = [
    AnswerTable(),
    ProdigyFormat(),
    LabelStudioFormat(),
    DoccanoFormat(),
  ]

  private let index: Int

  private init(index: Int) { self.index = index }

  /// All formats.
  package static let allCases = registry.indices.map { ToolFormat(index: $0) }

  /// The format of a name; `nil` for a name that no format has.
  package init?(rawValue: String) {
    guard let index = Self.registry.firstIndex(where: { $0.name == rawValue }) else { return nil }
    self.init(index: index)
  }

  /// The name on the command line.
  package var rawValue: String { format.name }

  /// Whether it is text with separators, which spreadsheets open.
  package var isSeparatedValues: Bool { format.isSeparatedValues }

  /// The names of other tools' formats as help lists them.
  package static let toolList = Suggestion.either(toolNames)
  /// The names of all formats as help lists them, those of tools first.
  package static let list = Suggestion.either(
    toolNames + allCases.filter(\.isSeparatedValues).map(\.rawValue)
  )
  private static let toolNames = allCases.filter { !$0.isSeparatedValues }.map(\.rawValue)

  /// A row per answer.
  static let table = allCases[0]

  /// The format that a file's name and first record speak for; `nil` when they do not.
  init?(_ head: AnswerFileHead) {
    guard let index = Self.registry.firstIndex(where: { $0.recognizes(head) }) else { return nil }
    self.init(index: index)
  }

  package static func == (first: ToolFormat, second: ToolFormat) -> Bool {
    first.index == second.index
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(index) }

  /// The type that reads and writes it.
  var format: any ToolFileFormat { Self.registry[index] }
}
