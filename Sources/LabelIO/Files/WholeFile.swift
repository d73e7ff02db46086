internal import ByteIO
internal import CorpusIO
internal import LabelingCore

/// A file that is read as a whole: what it begins with, and how large it may be.
///
/// A wrong file, or a device without an end, is noticed by its first bytes and not read on.
package enum WholeFile {
  /// What `winnow fit` wrote.
  case labelModel
  /// What `winnow stats` wrote.
  case statistics
  /// What `winnow train` wrote.
  case endModel
  /// Answers of people, in any format.
  case answers
  /// Documents with spans, in any format.
  case spans
  /// A table `id,label` of documents to ask about.
  case questions
  /// What annotators are told: guidelines, or a table of the classes.
  case guidance
  /// Groups of classes, or a model that has them.
  case groups
  /// What a program knows its user by.
  case token

  /// Reads a file, decompressed.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - encoding: Its encoding; `nil` is UTF-8, or what a byte order mark says.
  ///   - check: Looks at its first bytes, or at all of a small file, before the rest is read.
  /// - Returns: All its bytes, or the first ones alone when it is of another kind, which whoever
  ///   reads them tells best; nothing of what is not a table of questions.
  /// - Throws: What reading and `check` throw, and a `Diagnostic` for a file that is too large.
  package func bytes(
    at path: String,
    encoding: String? = nil,
    _ check: (_ head: [UInt8]) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    let source = try CorpusInput.open(path: path, format: .csv, encoding: encoding).source
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var isHead = true
    while true {
      let count = try source.read(into: chunk)
      bytes.append(contentsOf: chunk[..<count])
      if isHead, count == 0 || bytes.count >= chunk.count {
        isHead = false
        guard count == 0 || accepts(bytes) else { return self == .questions ? [] : bytes }
        try check(bytes)
      }
      if count == 0 { return bytes }
      if bytes.count > byteLimit {
        throw Diagnostic(
          at: SourceLocation(path),
          "\(name) is at most \(byteLimit >> 20) MB large",
          help: "check that it is the file you mean"
        )
      }
    }
  }

  private var name: String {
    switch self {
    case .labelModel: "a label model"
    case .statistics: "a file of statistics"
    case .endModel: "an end model"
    case .answers: "a file of answers"
    case .spans: "a file of spans"
    case .questions: "a table of questions"
    case .guidance: "a file for annotators to read"
    case .groups: "a file of groups"
    case .token: "a token"
    }
  }

  private var byteLimit: Int {
    switch self {
    case .guidance, .token: 1 << 20
    case .labelModel, .groups: 1 << 28
    case .questions: 1 << 30
    case .statistics, .endModel, .answers, .spans: 1 << 32
    }
  }

  /// Whether a file may be of this kind by its first bytes.
  private func accepts(_ head: [UInt8]) -> Bool {
    switch self {
    case .labelModel, .statistics, .groups:
      return head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    case .endModel: return head.starts(with: "WNWMODEL".utf8)
    case .questions:
      let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
      return line.filter { $0 != UInt8(ascii: "\"") }.elementsEqual("id,label".utf8)
    case .answers, .spans, .guidance, .token: return true
    }
  }

  /// Refuses bytes that no text file holds.
  static func requireText(_ head: some Collection<UInt8>, of path: String) throws {
    guard head.contains(0) else { return }
    throw Diagnostic(
      at: SourceLocation(path),
      "the file is not text: it holds a zero byte",
      help: "check that it is the file you mean"
    )
  }
}
