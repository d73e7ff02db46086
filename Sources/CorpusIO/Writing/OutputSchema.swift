internal import LabelingCore

/// What a writer has to know before the first document.
package struct OutputSchema: Hashable, Sendable {
  /// The input's fields in order.
  ///
  /// CSV needs them all; the other formats only
  /// check that additions have other names.
  package var fields: [String]
  /// The fields that are added, in order.
  package var additions: [AddedFieldShape]

  /// Creates a schema.
  package init(fields: [String], additions: [AddedFieldShape] = []) {
    self.fields = fields
    self.additions = additions
  }

  /// The names that are added, each with what to do where the input has it.
  ///
  /// - Parameter columns: Which names a field has in the output.
  /// - Returns: The help for each added name.
  /// - Throws: ``CorpusError/addedFieldExists(name:_:help:)`` for a name of the input, or one
  ///   that is added twice.
  func checkedAdditions(
    _ columns: (AddedFieldShape) -> [String] = { [$0.name] }
  ) throws(CorpusError) -> [ExactString: String] {
    let known = Set(fields.map { ExactString($0) })
    var added: [ExactString: String] = [:]
    for shape in additions {
      for name in columns(shape) {
        let isNew = added.updateValue(shape.help, forKey: ExactString(name)) == nil
        guard isNew, !known.contains(ExactString(name)) else {
          throw .addedFieldExists(name: name, nil, help: shape.help)
        }
      }
    }
    return added
  }
}
