/// How votes and labels of several classes are written: `billing+login` these are present,
/// `-billing` this is absent, `billing+-login` both; as a label `[]` is none of the classes.
///
/// A backslash before a sign makes it part of a name: before `+` and `\`, a leading `-`, and what
/// would be taken for the notation of one class or for JSON.
package enum StatementNotation {
  /// What is written when no class is present.
  package static let none = "[]"

  /// A vote as it is written.
  package struct Parts: Hashable, Sendable {
    /// A class that is named.
    package struct Part: Hashable, Sendable {
      /// Its name, as it stands.
      package var name: String
      /// Whether it is said to be absent.
      package var isAbsent: Bool

      /// Names a class.
      package init(name: String, isAbsent: Bool) {
        self.name = name
        self.isAbsent = isAbsent
      }
    }

    /// The classes, as they stand; the names are not looked up.
    package var parts: [Part]
    /// Whether a sign stands there that only votes for one class have, `|`, a leading `!`, or a
    /// confidence, or a second leading `-`.
    package var hasForeignSign: Bool
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let escapable = Array("+-\\|!@[{".utf8)

  /// Takes a text apart.
  package static func parts(of text: String) -> Parts {
    let bytes = Array(text.utf8)
    var result = Parts(parts: [], hasForeignSign: false)
    var name: [UInt8] = []
    var isAbsent = false
    var isStart = true
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      switch byte {
      case backslash where escapable.contains(next):
        name.append(next)
        place += 1
      case UInt8(ascii: "-") where isStart && !isAbsent:
        isAbsent = true
        place += 1
        continue
      case UInt8(ascii: "+"):
        result.parts.append(
          Parts.Part(name: String(decoding: name, as: UTF8.self), isAbsent: isAbsent)
        )
        (name, isAbsent, isStart) = ([], false, true)
        place += 1
        continue
      case UInt8(ascii: "|"): result.hasForeignSign = true
      case UInt8(ascii: "!") where isStart: result.hasForeignSign = true
      case UInt8(ascii: "-") where isStart: result.hasForeignSign = true
      case UInt8(ascii: "@") where isNumber(bytes[(place + 1)...]): result.hasForeignSign = true
      default: break
      }
      if byte != backslash || !escapable.contains(next) { name.append(byte) }
      isStart = false
      place += 1
    }
    result.parts.append(
      Parts.Part(name: String(decoding: name, as: UTF8.self), isAbsent: isAbsent)
    )
    return result
  }

  /// A name of a class with its signs marked as its own.
  package static func escaped(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var output: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      let isSign =
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "|"), backslash: true
        case UInt8(ascii: "-"), UInt8(ascii: "!"), UInt8(ascii: "["), UInt8(ascii: "{"): place == 0
        case UInt8(ascii: "@"): isNumber(bytes[(place + 1)...])
        default: false
        }
      if isSign { output.append(backslash) }
      output.append(byte)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Reads a vote whose names are known.
  ///
  /// - Returns: Its statements; `nil` where it says nothing of the classes, or contradicts itself.
  package static func record(of text: String, in labelSpace: LabelSpace) -> BallotRecord? {
    let written = parts(of: text)
    let statements = written.parts.map { part in
      labelSpace.vote(for: part.name)
        .map { part.isAbsent ? labelSpace.classCount + $0.classIndex : $0.classIndex } ?? -1
    }
    let record = BallotRecord(classes: Set(statements).sorted())
    let isSound = record.isValid(classCount: labelSpace.classCount, labels: .several)
    return isSound && !written.hasForeignSign ? record : nil
  }

  /// The classes that are present as they are written; `[]` for none.
  package static func text(ofPresent names: some Sequence<String>) -> String {
    let text = names.map { escaped($0) }.joined(separator: "+")
    return text.isEmpty ? none : text
  }

  /// Statements as they are written, what is present before what is absent.
  package static func text(present: [String], absent: [String]) -> String {
    (present.map { escaped($0) } + absent.map { "-" + escaped($0) }).joined(separator: "+")
  }

  /// Statements as they are written: *c* says that class *c* is present, *k* + *c* that it is
  /// absent.
  package static func text(of statements: [Int], in labelSpace: LabelSpace) -> String {
    let k = labelSpace.classCount
    return text(
      present: statements.filter { $0 < k }.map { labelSpace.classes[$0] },
      absent: statements.filter { $0 >= k }.map { labelSpace.classes[$0 - k] }
    )
  }

  /// All statements of a document that has some of *k* classes: these are present, the others
  /// absent.
  ///
  /// - Returns: The statements, ascending.
  package static func statements(ofPresent classes: [Int], of k: Int) -> [Int] {
    classes + (0..<k).filter { !classes.contains($0) }.map { k + $0 }
  }

  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") }
      && Double(String(decoding: bytes, as: UTF8.self)) != nil
  }
}

extension LabelSpace {
  /// The statement of a text about one class: `billing` that it is present, `-billing` that it is
  /// absent; `nil` for anything else.
  package func statement(named text: String) -> Int? {
    statements(named: text).flatMap { $0.count == 1 ? $0[0] : nil }
  }

  /// The statements of a text such as `billing+-login`, ascending; of `[]` that no class is
  /// present.
  ///
  /// - Returns: `nil` where it names another class, or contradicts itself.
  package func statements(named text: String) -> [Int]? {
    if text.utf8.elementsEqual(StatementNotation.none.utf8) {
      return StatementNotation.statements(ofPresent: [], of: classCount)
    }
    return StatementNotation.record(of: text, in: self)?.classes
  }
}
