/// One person's answer for one document.
package struct AnnotatorAnswer: Hashable, Sendable {
  /// Index of the document.
  package var row: Int
  /// Who answered.
  package var annotator: String
  /// Index of the class.
  package var classIndex: Int

  /// Creates an answer.
  package init(row: Int, annotator: String, classIndex: Int) {
    self.row = row
    self.annotator = annotator
    self.classIndex = classIndex
  }
}
