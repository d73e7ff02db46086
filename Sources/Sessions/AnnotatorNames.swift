internal import LabelStore

/// The annotators of a session, by number.
struct AnnotatorNames: Sendable {
  private let path: String
  private let annotators: [Int: Annotator]

  /// Takes the annotators of the session at a path.
  init(of path: String, _ annotators: [StoredAnnotator]) {
    self.path = path
    self.annotators = Dictionary(
      annotators.map { ($0.number, Annotator($0)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The annotator whom an event names.
  ///
  /// - Throws: `StoreError` when the session has no such annotator.
  func annotator(_ number: Int) throws -> Annotator {
    if let known = annotators[number] { return known }
    throw StoreError.damaged(
      path: path,
      kind: .session,
      rule: "it names annotator \(number), whom it does not have"
    )
  }

  /// The name of the annotator whom an event names.
  ///
  /// - Throws: `StoreError` when the session has no such annotator.
  func name(of number: Int) throws -> String { try annotator(number).name }
}
