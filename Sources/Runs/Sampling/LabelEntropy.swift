internal import LabelIO
internal import LabelingCore
internal import RealModule

/// How unsure the labels of documents are, by the probabilities that were written with them.
struct LabelEntropy {
  private let schema: LabelSchema
  private var fields: LabelFieldDecoder?

  /// Looks for labels with a prefix before the names of their fields.
  init(prefix: String) { schema = LabelSchema(prefix: prefix) }

  /// Looks at a batch; call it before any of its documents is asked for.
  mutating func resolve(_ batch: borrowing DocumentBatch, _ names: FieldTable) {
    fields?.resolve(names)
    if fields == nil { fields = LabelFieldDecoder(schema, in: batch, fields: names) }
  }

  /// The entropy of one document's probabilities in nats; `nil` where it has none.
  func value(at row: Int, of batch: borrowing DocumentBatch) -> Double? {
    guard let probabilities = fields?.label(of: batch.records[row], in: batch)?.probabilities
    else { return nil }
    return max(0, probabilities.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 })
  }
}
