internal import CorpusIO

/// Formats that answers of people come in and go out in.
package enum AnswerFormat: String, CaseIterable, Sendable {
  /// A row per answer (`item,worker,label`) or per document (`id,label`).
  case csv
  /// JSON Lines of Prodigy: a line per answer; accept, reject or ignore.
  case prodigy
  /// JSON of Label Studio: one array of tasks with their annotations.
  case labelStudio = "label-studio"
  /// JSON Lines of doccano: a line per document.
  case doccano

  /// The format that a file's name and first bytes speak for; `nil` when they do not.
  init?(path: String, bytes: [UInt8]) {
    if let format = CorpusFormat(path: path), format == .csv || format == .tsv {
      self = .csv
      return
    }
    let head = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let firstLine = head.split(separator: "\n").first ?? ""
    if head.first(where: { !$0.isWhitespace }) == "[" {
      self = .labelStudio
    } else if firstLine.contains("\"answer\"") {
      self = .prodigy
    } else if firstLine.contains("\"data\"") {
      self = .labelStudio
    } else if firstLine.contains("\"label\"") || firstLine.contains("\"annotations\"") {
      self = .doccano
    } else {
      return nil
    }
  }
}
