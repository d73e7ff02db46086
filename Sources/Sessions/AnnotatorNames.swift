internal import LabelStore

/// The names of a session's annotators.
struct AnnotatorNames: Sendable {
  private let path: String
  private let names: [Int: String]

  /// Takes the annotators of the session at a path.
  init(of path: String, _ annotators: [StoredAnnotator]) {
    self.path = path
    names = Dictionary(
      annotators.map { ($0.number, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The name of an annotator whom an event names.
  ///
  /// - Throws: `StoreError` when the session has no such annotator.
  func name(of number: Int) throws -> String {
    if let name = names[number] { return name }
    throw StoreError.damaged(
      path: path,
      kind: .session,
      rule: "it names annotator \(number), whom it does not have"
    )
  }
}
