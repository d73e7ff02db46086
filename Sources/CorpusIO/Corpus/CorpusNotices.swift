package import LabelingCore
internal import Synchronization

/// Takes what readers have to say of a corpus that they can read all the same.
///
/// A corpus is often read more than once, and then says the same again: a later notice of a
/// kind and file takes the place of the one before. Notices are not part of how a corpus is
/// read, so all are equal.
package struct CorpusNotices: Hashable, Sendable, CustomStringConvertible {
  /// What there is to say.
  package enum Kind: Hashable, Sendable {
    /// A header of one field holds another separator.
    case separator
    /// Empty lines of a file of one column were skipped.
    case emptyLines
    /// Files of one corpus have other columns than the first.
    case changedHeader
    /// Names of fields look the same and are not.
    case similarNames
    /// A name holds half a surrogate pair.
    case replacedName
  }

  private let log: Log?

  /// Discards notices.
  package init() { log = nil }

  private init(_ log: Log) { self.log = log }

  /// Takes notices and keeps them.
  package static func kept() -> CorpusNotices { CorpusNotices(Log()) }

  /// The notices, in the order in which the first of each kind and file came.
  package var diagnostics: [Diagnostic] { log?.entries.withLock { $0.map(\.diagnostic) } ?? [] }

  package var description: String { "notices" }

  package static func == (left: CorpusNotices, right: CorpusNotices) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}

  /// Keeps a notice, in place of an earlier one of the kind and file.
  func note(_ kind: Kind, _ diagnostic: Diagnostic, of path: String) {
    log?.entries.withLock { entries in
      let entry = Entry(kind: kind, path: ExactString(path), diagnostic: diagnostic)
      let known = entries.firstIndex { $0.kind == kind && $0.path == entry.path }
      if let known { entries[known] = entry } else { entries.append(entry) }
    }
  }

  private struct Entry {
    var kind: Kind
    var path: ExactString
    var diagnostic: Diagnostic
  }

  private final class Log: Sendable {
    let entries = Mutex<[Entry]>([])
  }
}

extension CorpusNotices {
  /// Says that empty lines of a file of one column are not documents.
  func noteEmptyLines(_ lines: EmptyLines, of path: String) {
    guard lines.passedOverCount > 0 else { return }
    let count = lines.passedOverCount
    note(
      .emptyLines,
      Diagnostic(
        severity: .warning,
        at: SourceLocation(path),
        count == 1 ? "1 empty line was passed over" : "\(count) empty lines were passed over",
        help: "an empty value of a file of one column is written as two quotes"
      ),
      of: path
    )
  }

  /// Says that a header of one field holds another separator.
  func noteHeader(_ names: [String], separator: UInt8, of path: String) {
    guard names.count == 1, let name = names.first,
      let help = SeparatorHint.help(for: name, not: separator)
    else { return }
    let shown = name.count > 60 ? name.prefix(60) + "…" : name[...]
    note(
      .separator,
      Diagnostic(
        severity: .warning,
        at: SourceLocation(path, line: 1),
        "the header is one field, '\(shown)'",
        help: help
      ),
      of: path
    )
  }

  /// Says that a name was read with U+FFFD.
  func noteReplacedName(_ name: String, at location: SourceLocation) {
    note(
      .replacedName,
      Diagnostic(
        severity: .warning,
        at: location,
        "key '\(name)' has an unpaired surrogate, which is read as U+FFFD",
        help: "give the field another name in the corpus"
      ),
      of: location.path
    )
  }
}
