/// What a labeling function says of a document.
package struct FunctionVote: Hashable, Sendable {
  /// Name of the function.
  package var function: String
  /// Indices of the classes that it names, one of which is true; where documents may have several,
  /// of those that it says are present.
  package var classes: [Int]
  /// It in words for people: the name of a class, or a ballot with its signs.
  package var text: String

  /// The class, where it names just one.
  package var classIndex: Int? { classes.count == 1 ? classes[0] : nil }
}
