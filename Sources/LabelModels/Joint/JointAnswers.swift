internal import LabelingCore

/// People's answers, at most one per document and annotator.
package struct JointAnswers: Sendable {
  /// Class index by annotator, by document.
  private var classes: [Int: [ExactString: Int]] = [:]

  init() {}

  /// Documents with an answer, ascending.
  package var rows: [Int] { classes.keys.sorted() }

  /// Everyone who answered, by name.
  package var annotators: [String] { Set(classes.values.flatMap(\.keys)).sorted().map(\.string) }

  /// The answers for a document, by the annotators' names.
  package func answers(forRow row: Int) -> [AnnotatorAnswer] {
    (classes[row] ?? [:]).sorted { $0.key < $1.key }
      .map { AnnotatorAnswer(row: row, annotator: $0.key.string, classIndex: $0.value) }
  }

  /// Takes an answer; returns whether it says anything new.
  mutating func add(_ answer: AnnotatorAnswer) -> Bool {
    classes[answer.row, default: [:]].updateValue(
      answer.classIndex,
      forKey: ExactString(answer.annotator)
    )
      != answer.classIndex
  }

  /// Takes an answer back; returns whether there was one.
  mutating func remove(row: Int, annotator: String) -> Bool {
    guard classes[row]?.removeValue(forKey: ExactString(annotator)) != nil else { return false }
    if classes[row]?.isEmpty == true { classes[row] = nil }
    return true
  }
}
