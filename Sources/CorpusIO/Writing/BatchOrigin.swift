package import LabelingCore

/// Where the documents of a batch are from.
package struct BatchOrigin: Sendable {
  /// The file's path.
  package var path: String
  /// Its format; raw records of JSON Lines are written as they are.
  package var format: CorpusFormat
  /// The names of the cells' fields.
  package var fields: FieldTable
  /// XML: the name space of names without a prefix around the records; empty for none.
  package var defaultNamespace = ""

  /// Creates an origin.
  package init(path: String, format: CorpusFormat, fields: FieldTable) {
    self.path = path
    self.format = format
    self.fields = fields
  }
}

extension CorpusReader {
  /// Where the documents of the last batch are from.
  package var origin: BatchOrigin {
    var origin = BatchOrigin(path: path, format: format, fields: fields)
    origin.defaultNamespace = defaultNamespace
    return origin
  }
}
