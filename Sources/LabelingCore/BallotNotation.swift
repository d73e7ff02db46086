/// How ballots are written: `cat` a class, `cat|dog` one of these, `!ham` not this, `spam@0.8` a
/// class with a confidence, `cat|dog@0.8` both.
///
/// A backslash before a sign makes it part of a name.
package enum BallotNotation {
  /// A ballot as it is written.
  package struct Parts: Hashable, Sendable {
    /// Names of classes, as they stand.
    package var names: [String]
    /// Whether the truth is none of them.
    package var isComplement: Bool
    /// The declared confidence, as it is written; `nil` without one.
    package var confidence: Substring?
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let signs = Array("|!@\\".utf8)

  /// Whether a text may be anything but the name of a class.
  package static func hasSigns(_ text: String) -> Bool {
    text.utf8.contains { signs.contains($0) }
  }

  /// Takes a text apart; the names are not looked up.
  package static func parts(of text: String) -> Parts {
    var names: [String] = []
    var name: [UInt8] = []
    var isComplement = false
    var confidence: Substring?
    var isEscaped = false
    let bytes = Array(text.utf8)
    for (place, byte) in bytes.enumerated() {
      if isEscaped {
        name.append(byte)
        isEscaped = false
        continue
      }
      switch byte {
      case backslash where place + 1 < bytes.count && signs.contains(bytes[place + 1]):
        isEscaped = true
      case UInt8(ascii: "!") where place == 0: isComplement = true
      case UInt8(ascii: "|"):
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      case UInt8(ascii: "@"):
        // Elsewhere than before a number at the end it belongs to a name, as in an address.
        let rest = String(decoding: bytes[(place + 1)...], as: UTF8.self)
        if isNumber(rest) { confidence = rest[...] } else { name.append(byte) }
      default: name.append(byte)
      }
      if confidence != nil { break }
    }
    names.append(String(decoding: name, as: UTF8.self))
    return Parts(names: names, isComplement: isComplement, confidence: confidence)
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") }
      && Double(text) != nil
  }

  /// A name of a class with its signs marked as its own.
  package static func escaped(_ name: String) -> String {
    guard hasSigns(name) else { return name }
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      if signs.contains(byte) { bytes.append(backslash) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a text whose names are known.
  ///
  /// - Returns: What it says; `nil` where it names no class of the space, or says nothing.
  package static func record(of text: String, in labelSpace: LabelSpace) -> BallotRecord? {
    if let vote = labelSpace.vote(for: text) { return BallotRecord(classes: [vote.classIndex]) }
    let parts = parts(of: text)
    let named = parts.names.map { labelSpace.vote(for: $0)?.classIndex ?? -1 }
    let confidence = parts.confidence.map { ((Double($0) ?? -1) * 1000).rounded() / 1000 }
    let classes = (0..<labelSpace.classCount).filter { named.contains($0) != parts.isComplement }
    let record = BallotRecord(classes: classes, confidence: confidence)
    return !named.contains(-1) && record.isValid(classCount: labelSpace.classCount, labels: .one)
      ? record : nil
  }

  /// What a set says in words for people: its classes, without escapes for a single one.
  package static func name(of classes: [Int], in labelSpace: LabelSpace) -> String {
    classes.count == 1 ? labelSpace.classes[classes[0]] : text(of: classes, in: labelSpace)
  }

  /// A set of classes as it is written, all but one of three or more as `!class`.
  package static func text(of classes: [Int], in labelSpace: LabelSpace) -> String {
    let count = labelSpace.classCount
    if count > 2, classes.count == count - 1 {
      let known = Set(classes)
      let missing = (0..<count).first { !known.contains($0) } ?? 0
      return "!" + escaped(labelSpace.classes[missing])
    }
    return classes.map { escaped(labelSpace.classes[$0]) }.joined(separator: "|")
  }
}

extension BallotRecord {
  /// What it says as files have it, with escapes for signs that belong to a name.
  package func text(in labelSpace: LabelSpace, _ labels: LabelKind = .one) -> String {
    if labels == .several { return StatementNotation.text(of: classes, in: labelSpace) }
    let text = BallotNotation.text(of: classes, in: labelSpace)
    return confidence.map { "\(text)@\($0)" } ?? text
  }

  /// Whether it is right where the truth is a class.
  package func holds(_ truth: Vote) -> Bool { classes.contains(truth.classIndex) }

  /// Whether it can be right by a gold label: one or more classes that the truth is among or, where
  /// documents have several, a statement about each.
  package func isRight(by gold: BallotRecord, _ labels: LabelKind) -> Bool {
    labels == .one
      ? classes.contains(where: gold.classes.contains)
      : classes.allSatisfy(gold.classes.contains)
  }

  /// A label as people read it: its class, or those that it is among as files have them; where
  /// documents have several all that are present, `[]` for none of them.
  package func labelName(in labelSpace: LabelSpace, _ labels: LabelKind) -> String {
    let present = classes.filter { $0 < labelSpace.classCount }.map { labelSpace.classes[$0] }
    if labels == .several { return StatementNotation.text(ofPresent: present) }
    return present.count == 1 ? present[0] : text(in: labelSpace)
  }
}

extension BallotRegister {
  /// What a vote says as files have it.
  ///
  /// - Parameters:
  ///   - index: Index of the ballot.
  ///   - labelSpace: The classes.
  /// - Returns: The text, with escapes for signs that belong to a name.
  package func text(of index: Int, in labelSpace: LabelSpace) -> String {
    self[index].text(in: labelSpace, kind)
  }
}

extension BallotList {
  /// A ballot as files have it: a class by its name, anything else as ``BallotNotation`` writes it.
  ///
  /// - Parameters:
  ///   - ballot: Index of the ballot.
  ///   - voter: Index of the voter, whose declared confidence is written.
  ///   - labelSpace: The classes.
  /// - Returns: The text, with escapes for signs that belong to a name.
  package func text(ofBallot ballot: Int, by voter: Int, in labelSpace: LabelSpace) -> String {
    if kind == .several {
      return StatementNotation.text(of: classes(of: ballot), in: labelSpace)
    }
    let text = BallotNotation.text(of: classes(of: ballot), in: labelSpace)
    return confidence(of: ballot, voter: voter).map { "\(text)@\($0)" } ?? text
  }

  /// What a ballot says in words for people, without its level.
  package func name(ofBallot ballot: Int, in labelSpace: LabelSpace) -> String {
    name(ofSet: ballots[ballot].set, in: labelSpace)
  }

  /// What a set says in words for people: its classes, without escapes for a single one.
  package func name(ofSet set: Int, in labelSpace: LabelSpace) -> String {
    if kind == .several { return StatementNotation.text(of: sets[set], in: labelSpace) }
    return BallotNotation.name(of: sets[set], in: labelSpace)
  }
}
