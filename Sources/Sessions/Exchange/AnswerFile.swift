internal import CorpusIO
internal import Foundation
internal import LabelIO
internal import LabelingCore

/// A file of answers that was read.
struct AnswerFile {
  /// The file.
  let path: String
  /// Its format.
  let format: ToolFormat
  /// What reports call its format: a table of answers may be JSON Lines.
  let formatName: String
  /// What it says, in its order.
  let records: [ForeignRecord]
  /// What was left out.
  var leftOut: LeftOutRecords
  /// When it was written, in milliseconds since 1970: what it says was said by then.
  let time: Int
  /// Tells the file from others and from its own other versions, by its name, when it was written
  /// and its bytes.
  let version: Digest

  /// The file's name without the suffixes of formats.
  var stem: String { Self.stem(of: path) }
  /// Who answered where the file does not say.
  let annotator: String
  /// Those who answered whom the table of annotators does not have.
  let unmappedUsers: [String]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - format: Its format; `nil` goes by its name and first record.
  ///   - options: How it is read.
  ///   - classes: The classes of the session, where they are known.
  ///   - annotator: Who answered where the file does not say; `nil` is the file's name.
  ///   - now: Now, in milliseconds since 1970.
  /// - Throws: A `Diagnostic` for a file that cannot be read.
  init(
    _ path: String,
    _ format: ToolFormat?,
    _ options: AnswerReading,
    classes: [String]?,
    annotator: String?,
    now: Int
  ) throws {
    self.path = path
    var found = format
    let bytes = try WholeFile.answers.bytes(at: path, encoding: options.encoding) { head in
      found = try format ?? Self.format(of: head, at: path, isAll: false)
    }
    // A first record that is long has its end behind the first bytes.
    guard let known = try found ?? Self.format(of: bytes, at: path, isAll: true), !bytes.isEmpty
    else {
      throw Diagnostic(at: SourceLocation(path), "the file has no answers")
    }
    self.format = known
    try Self.requireUTF8(bytes, path)
    let reader = AnswerReader(path: path, bytes: bytes, options: options, classes: classes)
    records = try known.format.records(of: reader)
    formatName = known.format.name(of: reader)
    leftOut = reader.leftOut
    let annotator = annotator ?? reader.annotator(Self.stem(of: path)) ?? ""
    self.annotator = annotator
    var unmapped = reader.unmappedUsers
    unmappedUsers = records.flatMap(\.annotators).map { $0 ?? annotator }
      .filter { unmapped.remove(ExactString($0)) != nil }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let isRegular = attributes?[.type] as? FileAttributeType == .typeRegular
    let written = isRegular ? attributes?[.modificationDate] as? Date : nil
    time = written.map { min(now, Int($0.timeIntervalSince1970 * 1000)) } ?? now
    // A time that is still to come stays the same here, whenever the file is read.
    let stamp = written.map { "\($0.timeIntervalSince1970)" } ?? "\(now)"
    let name = path.split(separator: "/").last ?? ""
    version = Digest(of: "\(Digest(of: bytes)) \(stamp) \(name)")
  }

  /// The format of a file that begins with some bytes: a wrong file is not read to its end.
  private static func format(
    of bytes: [UInt8],
    at path: String,
    isAll: Bool
  ) throws -> ToolFormat? {
    guard !bytes.contains(0) else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file is not text",
        help: "answers are read from JSON, JSON Lines and CSV"
      )
    }
    guard !bytes.isEmpty else { return nil }
    let head = AnswerFileHead(path: path, bytes: bytes)
    if !isAll, head.mayBeJSON, !head.isWhole { return nil }
    if let known = ToolFormat(head) { return known }
    let names = ToolFormat.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    throw Diagnostic(
      at: SourceLocation(path),
      "the format of the answers is unknown",
      help: "name it with '--format'; formats are \(names)"
    )
  }

  private static func requireUTF8(_ bytes: [UInt8], _ path: String) throws {
    let end = bytes.withUnsafeBufferPointer { UTF8Check.validPrefix(of: $0, from: 0) }
    guard end < bytes.count else { return }
    let before = bytes[..<end]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0A } + 1
    throw Diagnostic(
      at: SourceLocation(path, line: line, column: end - start + 1),
      "the file is not UTF-8",
      help: "pass '--encoding windows-1252' if that is what it is"
    )
  }

  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var stem = name
    if stem.lowercased().hasSuffix(".gz") { stem.removeLast(3) }
    for suffix in [".jsonl", ".ndjson", ".json", ".csv", ".tsv"]
    where stem.lowercased().hasSuffix(suffix) {
      stem.removeLast(suffix.count)
      break
    }
    return stem.isEmpty ? name : stem
  }
}
