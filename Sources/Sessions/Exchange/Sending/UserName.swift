internal import LabelingCore

/// The names of users that annotators become.
enum UserName {
  /// A name in which every character is allowed: the annotator's own, or one that is like it and
  /// the same whenever it is made.
  ///
  /// - Parameters:
  ///   - annotator: The annotator's name.
  ///   - isTaken: Whether another annotator's name is the same in other capitals.
  ///   - isAllowed: Whether a character may be in a name.
  /// - Returns: The name; never empty.
  static func name(
    of annotator: String,
    isTaken: Bool = false,
    where isAllowed: (Unicode.Scalar) -> Bool
  ) -> String {
    let scalars = annotator.unicodeScalars
    let isPlain =
      scalars.allSatisfy(isAllowed) && !annotator.isEmpty && scalars.count <= 60
      && annotator.first != "." && annotator.last != "." && !annotator.contains("..")
    if isPlain, !isTaken { return annotator }
    var name = ""
    for scalar in scalars.prefix(40) {
      if isAllowed(scalar), scalar != "." {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, !name.hasSuffix("-") {
        name.append("-")
      }
    }
    while name.hasSuffix("-") { name.removeLast() }
    // Names that look alike without what is not allowed are of different people.
    let digest = "\(Digest(of: Array(annotator.utf8)))".prefix(6)
    return "\(name.isEmpty ? "annotator" : name)-\(digest)"
  }

  /// A password that nobody can guess.
  static func password() -> String {
    let characters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var generator = SystemRandomNumberGenerator()
    return String((0..<16).map { _ in characters.randomElement(using: &generator) ?? "x" })
  }
}
