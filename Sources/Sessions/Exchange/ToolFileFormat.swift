internal import JSONText
internal import LabelingCore

/// A format of files of answers: how they are known, read and written.
///
/// Each format is a type in a file of the folder `Formats` and a line of
/// ``ToolFormat/registry``.
protocol ToolFileFormat: Sendable {
  /// Name on the command line, in messages and in journals.
  var name: String { get }
  /// What a file of it is called in reports.
  func name(of file: AnswerReader) -> String
  /// Whether it is text with separators, which spreadsheets open.
  var isSeparatedValues: Bool { get }

  /// Whether a file is of this format, as far as its name and first record tell.
  func recognizes(_ head: AnswerFileHead) -> Bool

  /// All records of a file, in its order.
  ///
  /// - Throws: A `Diagnostic` at the first record that says nothing about a class.
  func records(of file: AnswerReader) throws -> [ForeignRecord]

  /// The whole file of a session's answers, and the number of its records.
  func file(_ export: ExportedAnswers) throws -> (bytes: [UInt8], recordCount: Int)
}

extension ToolFileFormat {
  var isSeparatedValues: Bool { false }

  func name(of file: AnswerReader) -> String { name }
}

/// The name and the first record of a file of answers.
struct AnswerFileHead {
  /// The file's path.
  let path: String
  /// Whether it begins with a JSON array.
  let isArray: Bool
  /// Names of the first record's members, as far as it is there.
  let members: Set<String>
  /// Whether the first record is JSON and has its end.
  let isWhole: Bool
  /// Whether it may be JSON.
  let mayBeJSON: Bool

  /// Looks at the beginning of a file, or at all of it.
  init(path: String, bytes: [UInt8]) {
    self.path = path
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    let isArray = start < bytes.count && bytes[start] == UInt8(ascii: "[")
    self.isArray = isArray
    mayBeJSON = isArray || start < bytes.count && bytes[start] == UInt8(ascii: "{")
    var names: Set<String> = []
    var hasEnd = false
    if start < bytes.count {
      bytes.withUnsafeBufferPointer { text in
        var scanner = JSONScanner(text, at: isArray ? start + 1 : start)
        let record = try? scanner.object { key, _ in
          names.insert(JSONValue(key, in: text).string ?? "")
        }
        hasEnd = record != nil
      }
    }
    members = names
    isWhole = hasEnd
  }

  /// Whether the first record has a member of this name.
  func hasMember(_ name: String) -> Bool { members.contains(name) }
}
