internal import JSONText
package import LabelingCore

/// Reads what is said of several classes: as ``StatementNotation`` writes it, as a JSON array of the
/// classes that are present, or as a JSON object that says of classes whether they are.
package enum StatementText {
  /// A class that is named, and whether it is said to be absent.
  typealias Part = StatementNotation.Parts.Part

  /// The classes that a label names, all that the document has; the names are not looked up.
  ///
  /// - Throws: ``LabelIOError`` for what is no label of several classes.
  package static func labels(in text: String, at place: () -> SourceLocation) throws -> [String] {
    let parts = try parts(of: text, at: place)
    guard !parts.contains(where: \.isAbsent) else {
      throw LabelIOError.absentInLabels(text, at: place())
    }
    return parts.map(\.name)
  }

  /// Takes a text apart; the names are not looked up.
  ///
  /// - Throws: ``LabelIOError`` for what is none of the forms, and for a class that is both present
  ///   and absent.
  static func parts(of text: String, at place: () -> SourceLocation) throws -> [Part] {
    let parts: [Part]
    switch text.utf8.first {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard let found = json(text) else { throw LabelIOError.badStatement(text, at: place()) }
      parts = found
    default:
      let written = StatementNotation.parts(of: text)
      guard !written.hasForeignSign else {
        throw LabelIOError.notationOfOneClass(text, at: place())
      }
      parts = written.parts
    }
    guard !parts.contains(where: { $0.name.isEmpty }) else {
      throw LabelIOError.emptyStatement(text, at: place())
    }
    let present = Set(parts.filter { !$0.isAbsent }.map { ExactString($0.name) })
    if let both = parts.first(where: { $0.isAbsent && present.contains(ExactString($0.name)) }) {
      throw LabelIOError.contradiction(both.name, text, at: place())
    }
    return parts
  }

  private static func json(_ text: String) -> [Part]? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var parts: [Part] = []
      var isSound = true
      var scanner = JSONScanner(bytes)
      if bytes.first == UInt8(ascii: "[") {
        let read = try? scanner.array { element in
          guard let name = string(element, bytes) else {
            isSound = false
            return
          }
          parts.append(Part(name: name, isAbsent: false))
        }
        isSound = isSound && read != nil
      } else {
        let read = try? scanner.object { key, value in
          guard let name = string(key, bytes) else {
            isSound = false
            return
          }
          switch String(decoding: bytes[value.range], as: UTF8.self) {
          case "true": parts.append(Part(name: name, isAbsent: false))
          case "false": parts.append(Part(name: name, isAbsent: true))
          case "null": break
          default: isSound = false
          }
        }
        isSound = isSound && read != nil
      }
      return isSound && (try? scanner.end()) != nil ? parts : nil
    }
  }

  private static func string(_ slice: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    slice.kind == .string ? LabelObject.string(slice, bytes) : nil
  }
}
