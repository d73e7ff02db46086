/// How the cells of a file name classes.
package enum ClassNotation: String, CaseIterable, Sendable {
  /// By the class' name.
  case names
  /// By the class' index in the label space, from 0.
  case indices
}
