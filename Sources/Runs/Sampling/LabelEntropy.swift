internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import RealModule

/// How unsure the labels of documents are, by the probabilities that were written with them.
struct LabelEntropy {
  private let schema: LabelSchema
  private var fields: LabelFieldDecoder?
  /// Of labels of several classes, each by itself.
  private var sets: LabelSetProbabilities?

  /// Looks for labels with a prefix before the names of their fields.
  init(prefix: String) { schema = LabelSchema(prefix: prefix) }

  /// Looks at a batch; call it before any of its documents is asked for.
  mutating func resolve(_ batch: borrowing DocumentBatch, _ names: FieldTable) {
    fields?.resolve(names)
    guard fields == nil, sets == nil else { return }
    if names.contains(schema.labels), !names.contains(schema.label) {
      sets = LabelSetProbabilities(schema, behind: schema.labels, in: batch, fields: names)
    }
    if sets == nil { fields = LabelFieldDecoder(schema, in: batch, fields: names) }
  }

  /// The entropy of one document's probabilities in nats, of several classes the sum of theirs;
  /// `nil` where it has none.
  func value(at row: Int, of batch: borrowing DocumentBatch) -> Double? {
    if let sets {
      let place = SourceLocation("", line: batch.records[row].line)
      guard let own = try? sets.values(of: batch.records[row], in: batch, at: place) else {
        return nil
      }
      return own.reduce(0) { $0 + Self.entropy([$1, 1 - $1]) }
    }
    guard let probabilities = fields?.label(of: batch.records[row], in: batch)?.probabilities
    else { return nil }
    return Self.entropy(probabilities)
  }

  private static func entropy(_ probabilities: [Double]) -> Double {
    max(0, probabilities.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 })
  }
}
