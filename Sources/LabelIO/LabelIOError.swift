package import LabelingCore

/// What can be wrong with a file of votes, gold labels or predictions.
package enum LabelIOError: Error, Hashable, Sendable {
  /// There is no header.
  case empty(path: String)
  /// A record breaks the rules of quoting, or has too many or too few fields.
  case malformed(at: SourceLocation, rule: String)
  /// Bytes that must be a name are not UTF-8.
  case notUTF8(at: SourceLocation)
  /// The header lacks a column.
  case missingColumn(at: SourceLocation, oneOf: [String], header: [String])
  /// The header is of neither layout.
  case unknownLayout(at: SourceLocation, id: [String], long: [String], header: [String])
  /// The header names a column twice, or leaves its name empty.
  case badColumn(at: SourceLocation, name: String)
  /// An id, an item or a worker is empty.
  case emptyCell(at: SourceLocation, column: String)
  /// An id stands in two rows.
  case repeatedID(String, at: SourceLocation, firstLine: Int)
  /// A label is none of the classes.
  case unknownClass(String, at: SourceLocation, classes: [String])
  /// A label that is to be scored names no class, and no groups are known.
  case unknownLabel(String, at: SourceLocation, classes: [String])
  /// A class index is not a number, or there is no such class.
  case badClassIndex(String, at: SourceLocation, classes: [String])
  /// A gold label has a confidence.
  case goldHasConfidence(String, at: SourceLocation)
  /// A path names a place that the tree of classes does not have; `names` are its groups and
  /// classes.
  case badPath(String, LabelPath.Mistake, at: SourceLocation, names: [String])
  /// A confidence is not from 0 to 1.
  case badConfidence(String, at: SourceLocation)
  /// A vote for one class stands as JSON that says nothing.
  case badBallot(String, at: SourceLocation)
  /// A set of classes has an empty name.
  case emptyName(String, at: SourceLocation)
  /// −1, which may abstain, stands among signs.
  case unclearMinusOne(String, at: SourceLocation)
  /// What is said of several classes is neither names with signs nor JSON.
  case badStatement(String, at: SourceLocation)
  /// What is said of several classes is written as votes for one class are.
  case notationOfOneClass(String, at: SourceLocation)
  /// What is said of several classes has an empty name.
  case emptyStatement(String, at: SourceLocation)
  /// A class is said to be present and absent at once.
  case contradiction(String, String, at: SourceLocation)
  /// A voter says in several answers that a class is present and absent.
  case contradictoryAnswers(String, item: String, voter: String, path: String)
  /// −1 is no vote, or class 1 is absent.
  case unclearAbsence(at: SourceLocation)
  /// Labels of a document name a class that is absent.
  case absentInLabels(String, at: SourceLocation)
  /// A vote file has votes for one class each.
  case binaryOfOtherKind(path: String, kind: LabelKind)
  /// The name of a class consists of names of other classes.
  case looksLikeSeveral(String, path: String)
  /// There are more different votes than can be told apart.
  case tooManyBallots(path: String, limit: Int)
  /// There are more classes than votes can be for.
  case tooManyClasses(at: SourceLocation, limit: Int)
  /// Ids with more than one gold label: the first ones, and how many there are.
  case conflictingGold(path: String, first: [GoldConflict], count: Int)
  /// A cell is not a number from 0 to 1.
  case notProbability(at: SourceLocation, column: String)
  /// A column has another value in nearly every row, so it holds no votes; `others` may.
  case notVotes(column: String, valueCount: Int, rowCount: Int, others: [String], path: String)
  /// No voter has the name of one that is to be left out.
  case nothingToExclude(String, path: String, voters: [String])
  /// None of the voters that are wanted is in the file.
  case otherVoters(path: String, missing: [String], unknown: [String])
  /// All documents have a vote of everybody, so −1, the name of a class, would be read as silence.
  case unreadableClass(path: String)
  /// The file is not a vote file.
  case notVoteFile(path: String)
  /// The vote file is of a version that this build does not read.
  case unsupportedVersion(UInt32, path: String, supported: UInt32)
  /// The vote file ends before its last part.
  case truncated(path: String, offset: Int, part: String)
  /// A part of the vote file is not as it was written.
  case damaged(path: String, offset: Int, rule: String)
}

/// An id with different gold labels.
package struct GoldConflict: Hashable, Sendable {
  /// The id.
  package let id: String
  /// Its labels, in order of appearance.
  package let labels: [String]
  /// The lines they stand in.
  package let lines: [Int]
}
