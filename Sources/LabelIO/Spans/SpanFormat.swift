internal import LabelingCore

/// How a kind of file of spans is read.
protocol SpanFileFormat: Sendable {
  /// Its name on the command line.
  var name: String { get }

  /// What a file looks like, as advice.
  var shape: String { get }

  /// Reads a file.
  ///
  /// - Throws: A `Diagnostic` with the place of what is wrong.
  func read(_ json: SpanJSON) throws -> SpanFile
}

extension SpanFileFormat {
  /// What a file looks like, and which other formats there are: it may be of one of them.
  var advice: String {
    "\(shape); formats of spans are "
      + SpanFormat.names.map { "'\($0)'" }.joined(separator: " and ")
  }
}

/// One of the file formats that spans come in, by its place in the registry.
package struct SpanFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// All formats, in the order in which help lists them.
  private static let registry: [any SpanFileFormat] = [WrenchSpansFormat(), SpanLinesFormat()]

  private let index: Int

  private init(index: Int) { self.index = index }

  /// All formats.
  package static let allCases = registry.indices.map { SpanFormat(index: $0) }
  /// Their names.
  package static let names = registry.map(\.name)
  /// Winnow's own.
  package static let lines = SpanFormat(index: registry.count - 1)

  /// The format of a name; `nil` for a name that no format has.
  package init?(rawValue: String) {
    guard let index = Self.names.firstIndex(of: rawValue) else { return nil }
    self.init(index: index)
  }

  /// The name on the command line.
  package var rawValue: String { format.name }

  /// The type that reads it.
  var format: any SpanFileFormat { Self.registry[index] }
}
