package import ByteIO
internal import JSONText
internal import LabelingCore

/// Writes bad records as JSON Lines, so that none is lost.
///
/// A line has `path`, `line`, `column`, `record`, `rule`, and the bytes of the
/// record as `text`, or as `base64` where they are not UTF-8.
package final class RejectsWriter {
  private let sink: CorpusSink
  private var buffer: [UInt8] = []

  /// Writes to a sink; see `RunFiles`.
  package init(_ sink: any ByteSink) { self.sink = CorpusSink(sink) }

  /// Makes the file permanent.
  package func finish() throws(CorpusError) {
    try sink.drain(&buffer)
    try sink.finish()
  }

  func write(_ record: RejectedRecord) throws(CorpusError) {
    append("{\"path\":", quoted: record.location.path)
    if let line = record.location.line { append(",\"line\":\(line)") }
    if let column = record.location.column { append(",\"column\":\(column)") }
    append(",\"record\":\(record.number),\"rule\":", quoted: record.diagnostic.headline)
    let isText = record.raw.withUnsafeBufferPointer { UTF8Check.isValid($0) }
    if isText {
      append(",\"text\":")
      JSONString.appendQuoted(record.raw, to: &buffer)
    } else {
      append(",\"base64\":\"")
      Base64.append(record.raw, to: &buffer)
      append("\"")
    }
    append("}\n")
    if buffer.count > 1 << 16 { try sink.drain(&buffer) }
  }

  private func append(_ text: String, quoted: String? = nil) {
    buffer.append(contentsOf: text.utf8)
    if let quoted { JSONString.appendQuoted(quoted.utf8, to: &buffer) }
  }
}
