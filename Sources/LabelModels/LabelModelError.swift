package import LabelingCore

/// Why a label model cannot be fitted, read or used.
package enum LabelModelError: Error, Hashable, Sendable {
  /// The label space is empty.
  case noClasses
  /// No model has this name.
  case unknownModel(String)
  /// No model of spans has this name.
  case unknownSpanModel(String)
  /// The file's model is of spans, or of documents where spans were asked for.
  case spansDiffer(modelIsOfSpans: Bool)
  /// The model needs more voters to be identified.
  case tooFewVoters(model: String, needed: Int, found: Int)
  /// The model assumes that a voter answers a document at most once.
  case repeatedVotes(model: String)
  /// The model takes votes for one class each, without confidence.
  case ballotsNotTaken(model: String)
  /// The model is of documents that have one class each.
  case severalNotTaken(model: String)
  /// The model is of one kind of documents, the votes or the file of another.
  case kindsDiffer(model: LabelKind)
  /// The model is of one kind of documents, the task of another.
  case taskOfOtherKind(model: LabelKind)
  /// Shards of statistics are of one class a document and of several.
  case shardsDiffer
  /// Thresholds are chosen by gold labels, and there are hardly any.
  case noGoldForThresholds(found: Int)
  /// Tables would hold pairs × classes numbers, which is too many.
  case tooLarge(pairs: Int, classes: Int)
  /// A hyperparameter breaks a rule.
  case invalidHyperparameter(name: String, rule: String)
  /// The class balance has another number of classes, or does not consist of shares.
  case invalidBalance(values: [Double], classes: Int)
  /// A voter has no weight and none was to be made up.
  case missingWeight(voter: String)
  /// There is not enough gold for what was asked.
  case tooLittleGold(needed: Int, found: Int)
  /// The votes come from other functions or annotators, or in another order.
  case votersDiffer(missing: [String], extra: [String])
  /// The votes are for other classes, or in another order.
  case classesDiffer(expected: [String], found: [String])
  /// The bytes are not what the file should hold.
  case unreadableFile(reason: String)
  /// The file has another schema.
  case wrongSchema(found: String, expected: String)
  /// The file's schema has a version that this program does not know.
  case unsupportedVersion(found: Int, supported: Int)
}
