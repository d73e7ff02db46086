internal import LabelingCore

/// What the fields of labels are called, for whoever writes them and whoever reads them.
///
/// In JSON Lines and XML the objects `probabilities` and `votes` declare their members: the
/// classes and the functions. CSV has no objects; there the columns follow one another, `label`,
/// `confidence`, a column `p_<class>` per class and, on request, a column `vote_<function>` per
/// function. A voter with several answers has a list of them.
package struct LabelSchema: Hashable, Sendable {
  /// Put before all names.
  package var prefix = ""

  /// Creates the names behind a prefix.
  package init(prefix: String = "") { self.prefix = prefix }

  /// The hard label; absent where the model abstains.
  package var label: String { prefix + "label" }
  /// The labels of a document that has several classes; absent where it has none, not even none of
  /// the classes.
  package var labels: String { prefix + "labels" }
  /// The probability of the most probable class.
  package var confidence: String { prefix + "confidence" }
  /// The object of probabilities by class.
  package var probabilities: String { prefix + "probabilities" }
  /// The object of votes by function.
  package var votes: String { prefix + "votes" }

  /// What stands before a class in the name of its column.
  package var probabilityColumn: String { prefix + "p_" }
  /// What stands before a function in the name of its column.
  package var voteColumn: String { prefix + "vote_" }

  /// The class of a column, if it is named like one of probabilities.
  func className(ofColumn name: String) -> String? { name.removingExactPrefix(probabilityColumn) }
  /// The function of a column, if it is named like one of votes.
  func functionName(ofColumn name: String) -> String? { name.removingExactPrefix(voteColumn) }

  /// The prefix that labels among these fields seem to have been written with.
  package static func prefix(in fields: [String]) -> String? {
    let schema = LabelSchema()
    return fields.lazy.compactMap { name -> String? in
      guard name.hasSuffix(schema.confidence) else { return nil }
      let prefix = String(decoding: name.utf8.dropLast(schema.confidence.utf8.count), as: UTF8.self)
      let own = LabelSchema(prefix: prefix)
      let hasProbabilities = fields.contains {
        $0.isExactly(own.probabilities) || own.className(ofColumn: $0) != nil
      }
      return !prefix.isEmpty && hasProbabilities ? prefix : nil
    }.first
  }
}
