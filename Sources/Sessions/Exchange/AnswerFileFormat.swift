internal import LabelingCore

/// A format of files of answers: how they are known, read and written.
///
/// Each format is a type in a file of the folder `Formats` and a line of
/// ``AnswerFormat/registry``.
protocol AnswerFileFormat: Sendable {
  /// Name on the command line, in messages and in journals.
  var name: String { get }
  /// Whether it is text with separators, which spreadsheets open.
  var isSeparatedValues: Bool { get }

  /// Whether a file is of this format, as far as its name and first bytes tell.
  func recognizes(_ head: AnswerFileHead) -> Bool

  /// All answers of a file, in its order.
  ///
  /// - Throws: A `Diagnostic` at the first record that says nothing about a class.
  func answers(of file: AnswerReader) throws -> [ForeignAnswer]

  /// The whole file of a session's answers, and the number of its records.
  func file(_ export: ToolExport) throws -> (bytes: [UInt8], recordCount: Int)
}

extension AnswerFileFormat {
  var isSeparatedValues: Bool { false }
}

/// The name and the first bytes of a file of answers.
struct AnswerFileHead {
  /// The file's path.
  let path: String
  /// Its beginning, at most 64 KB.
  let text: String

  init(path: String, bytes: [UInt8]) {
    self.path = path
    text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
  }

  /// Whether it begins with a JSON array.
  var isArray: Bool { text.first { !$0.isWhitespace } == "[" }

  /// Whether its first line has a member of this name.
  func hasMember(_ name: String) -> Bool {
    (text.split(separator: "\n").first ?? "").contains("\"\(name)\"")
  }
}
