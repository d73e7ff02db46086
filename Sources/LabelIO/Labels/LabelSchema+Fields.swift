package import CorpusIO
internal import LabelingCore

/// The fields that labels of either kind have, one class a document or several.
extension LabelSchema {
  /// The object of probabilities, or its columns.
  func probabilityShape(of labelSpace: LabelSpace) -> AddedFieldShape {
    AddedFieldShape(
      probabilities,
      keys: labelSpace.classes,
      columnPrefix: probabilityColumn
    )
  }

  /// The object of votes, or its columns.
  func voteShape(of functions: [String]) -> AddedFieldShape {
    AddedFieldShape(votes, keys: functions, columnPrefix: voteColumn)
  }

  /// A document's probabilities, one per class.
  func probabilities(_ values: ArraySlice<Double>, of labelSpace: LabelSpace) -> AddedField {
    AddedField(
      probabilities,
      .object(zip(labelSpace.classes, values).map { AddedField($0, .number($1)) })
    )
  }
}

extension [AddedFieldShape] {
  /// Refuses a corpus that has fields of the same names.
  ///
  /// - Throws: `CorpusError.addedFieldExists`.
  package func check(_ origin: BatchOrigin) throws(CorpusError) {
    let names = FieldTable(flatMap { [$0.name] + $0.columns })
    guard let taken = origin.fields.names.first(where: names.contains) else { return }
    throw .addedFieldExists(name: taken, SourceLocation(origin.path))
  }
}
