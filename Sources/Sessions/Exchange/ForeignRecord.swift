internal import LabelingCore

/// What a record of a file says about a document.
struct ForeignRecord {
  /// Where it stands.
  var place: SourceLocation
  /// The document's id, where the file has one.
  var id: String?
  /// The document's text, where the file has it.
  var text: String?
  /// What else the file says about the document.
  var meta: [JSONValue.Member] = []
  /// What Winnow wrote for itself, where the file is from one of its exports.
  var own: OwnMember?
  /// Classes that the annotators could choose, where the file says so.
  var offered: [String] = []
  /// How probable a model finds each of several classes; those that are not there are at 0.
  var proposal: [(label: String, probability: Double)] = []
  /// Whether the ids are those of the corpus, as in a table of answers without texts.
  var hasCorpusID = false
  /// Whether other records of the file may be about the same document, as lines of one answer.
  var sharesDocument = false
  /// The answers and skips, in the order of the file.
  var answers: [ForeignAnswer] = []
  /// Flags and notes.
  var remarks: [ForeignRemark] = []
  /// Classes that somebody settled, the last one last.
  var settlements: [ForeignSettlement] = []

  /// A record that says nothing yet.
  init(place: SourceLocation) { self.place = place }

  /// Who says something; `nil` where the file does not say who.
  var annotators: [String?] {
    answers.map(\.annotator) + remarks.map(\.annotator) + settlements.map(\.annotator)
  }

  /// Takes over what Winnow wrote for itself, but for the answers.
  mutating func take(_ member: OwnMember) {
    own = member
    remarks += member.remarks
    if let settlement = member.settlement { settlements.append(settlement) }
  }
}
